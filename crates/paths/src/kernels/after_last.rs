//! What comes after the last one, two or three steps: plain counts, as fast as rows can be read.
//!
//! The context of a row is its own activity and those before it in the case, oldest first; what came
//! next is the activity of the row after it, or the end of the case. Rows with fewer steps behind them
//! than the context is long are not counted. This is the table of a Markov chain of that order
//! (maximum likelihood: counts by row). [`next_step`](super::next_step) predicts from several orders at
//! once; this one answers the plain question in one addition a row.

use serde::{Deserialize, Serialize};

use crate::cases::{Cases, Kernel, NONE};

/// Cells that a table may have; each costs 8 bytes for each bucket that is folded at a time.
const MOST_CELLS: usize = 20_000_000;

/// The question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterLast {
    activities: u16,
    order: u8,
}

/// Counts of (context, next), the next fastest; see [`AfterLast::answer`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts(Vec<u64>);

/// What followed one context.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct After {
    /// The steps before, oldest first.
    pub context: Vec<u8>,
    /// How often they were met.
    pub count: u64,
    /// What came next (none: the case ended) and how often, in order of code, the end last.
    pub next: Vec<(Option<u8>, u64)>,
}

impl AfterLast {
    /// Contexts of `order` steps among activities numbered below `activities`; cases may hold no others
    /// (a panic or a wrong count if they do). None unless the order is
    /// 1 to 3 and the table of activitiesᵒʳᵈᵉʳ × (activities + 1) counts has at most 20 million.
    pub fn new(activities: u16, order: u8) -> Option<Self> {
        let question = Self { activities, order };
        let fits = (1..=3).contains(&order) && (1..=u16::from(NONE)).contains(&activities);
        (fits && question.cells() <= MOST_CELLS).then_some(question)
    }

    /// Contexts that were met, in order of their codes.
    pub fn answer(&self, counts: &Counts) -> Vec<After> {
        let width = usize::from(self.activities) + 1;
        let rows = counts.0.chunks_exact(width).enumerate();
        rows.filter_map(|(context, row)| {
            let next = row.iter().enumerate().filter(|(_, count)| **count > 0);
            let next: Vec<_> = next.map(|(step, count)| (self.step(step), *count)).collect();
            let count = row.iter().sum();
            (count > 0).then(|| After { context: self.steps(context), count, next })
        })
        .collect()
    }

    fn cells(&self) -> usize {
        let activities = usize::from(self.activities);
        activities.pow(u32::from(self.order)) * (activities + 1)
    }

    fn step(&self, column: usize) -> Option<u8> {
        u8::try_from(column).ok().filter(|code| u16::from(*code) < self.activities)
    }

    fn steps(&self, mut context: usize) -> Vec<u8> {
        let activities = usize::from(self.activities);
        let mut steps = Vec::with_capacity(usize::from(self.order));
        for _ in 0..self.order {
            steps.push(u8::try_from(context % activities).expect("a remainder below 256"));
            context /= activities;
        }
        steps.reverse();
        steps
    }

    /// One pass; the order is known to the compiler, so that a context is a few multiplications.
    fn count<const ORDER: usize>(&self, counts: &mut [u64], cases: Cases<'_>) {
        let activities = usize::from(self.activities);
        let width = activities + 1;
        let cell = |context: &[u8], next: usize| {
            context.iter().fold(0, |index, code| index * activities + usize::from(*code)) * width
                + next
        };
        for window in cases.offsets.windows(2) {
            let codes = &cases.codes[window[0] as usize..window[1] as usize];
            for steps in codes.windows(ORDER + 1) {
                counts[cell(&steps[..ORDER], usize::from(steps[ORDER]))] += 1;
            }
            if let Some(from) = codes.len().checked_sub(ORDER) {
                counts[cell(&codes[from..], activities)] += 1;
            }
        }
    }
}

impl Kernel for AfterLast {
    type Partial = Counts;

    fn begin(&self) -> Counts {
        Counts(vec![0; self.cells()])
    }

    fn add(&self, partial: &mut Counts, cases: Cases<'_>) {
        match self.order {
            1 => self.count::<1>(&mut partial.0, cases),
            2 => self.count::<2>(&mut partial.0, cases),
            _ => self.count::<3>(&mut partial.0, cases),
        }
    }

    fn merge(&self, into: &mut Counts, other: Counts) {
        into.0.iter_mut().zip(other.0).for_each(|(into, other)| *into += other);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::cases::by_hand::Owned;

    #[test]
    fn counted_by_hand() {
        // 0 1 0 1 2 and 0 1: after (0, 1) comes 0 once, 2 once, the end once.
        let owned = Owned::new(&[
            (1, &[(0, 0), (1, 1), (0, 2), (1, 3), (2, 4)]),
            (2, &[(0, 0), (1, 5)]),
            (3, &[(2, 9)]),
        ]);
        let question = AfterLast::new(3, 2).unwrap();
        let mut counts = question.begin();
        question.add(&mut counts, owned.cases());
        let after = |context: [u8; 2], next: &[(Option<u8>, u64)]| After {
            context: context.to_vec(),
            count: next.iter().map(|(_, count)| count).sum(),
            next: next.to_vec(),
        };
        let expected = [
            after([0, 1], &[(Some(0), 1), (Some(2), 1), (None, 1)]),
            after([1, 0], &[(Some(1), 1)]),
            after([1, 2], &[(None, 1)]),
        ];
        assert_eq!(question.answer(&counts), expected);
    }

    #[test]
    fn tables_that_do_not_fit_are_refused() {
        assert!(AfterLast::new(255, 2).is_some() && AfterLast::new(64, 3).is_some());
        assert!(AfterLast::new(255, 3).is_none() && AfterLast::new(256, 1).is_none());
        assert!(AfterLast::new(9, 0).is_none() && AfterLast::new(9, 4).is_none());
        assert!(AfterLast::new(0, 1).is_none());
    }

    proptest! {
        #[test]
        fn counts_as_plain_counting_does(
            paths in prop::collection::vec(prop::collection::vec(0..4_u8, 1..9), 1..12),
            order in 1..=3_u8,
            cut in 0..12_usize,
        ) {
            let rows: Vec<Vec<(u8, i64)>> =
                paths.iter().map(|path| path.iter().map(|code| (*code, 0)).collect()).collect();
            let all: Vec<(i64, &[(u8, i64)])> = (1..).zip(rows.iter().map(Vec::as_slice)).collect();
            let question = AfterLast::new(4, order).unwrap();
            let fold = |cases: &[(i64, &[(u8, i64)])]| {
                let mut counts = question.begin();
                question.add(&mut counts, Owned::new(cases).cases());
                counts
            };
            let (left, right) = all.split_at(cut.min(all.len()));
            let mut counts = fold(right);
            question.merge(&mut counts, fold(left));

            let mut expected: BTreeMap<Vec<u8>, BTreeMap<u8, u64>> = BTreeMap::new();
            for path in &paths {
                let mut ended = path.clone();
                ended.push(NONE);
                for end in usize::from(order)..ended.len() {
                    let context = ended[end - usize::from(order)..end].to_vec();
                    *expected.entry(context).or_default().entry(ended[end]).or_default() += 1;
                }
            }
            let answer: BTreeMap<_, _> = question
                .answer(&counts)
                .into_iter()
                .map(|after| {
                    let next = after.next.iter().map(|(step, n)| (step.unwrap_or(NONE), *n));
                    (after.context, next.collect::<BTreeMap<_, _>>())
                })
                .collect();
            prop_assert_eq!(answer, expected);
        }
    }
}
