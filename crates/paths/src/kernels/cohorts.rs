//! Cohorts: who came first when, and who of them came back how long after.
//!
//! A customer belongs to the period of their first row (or of the first whose activity is one of
//! `start`), or to its activity. They are *retained* in the period that lies `offset` periods later if any row in it, from that
//! first row on, is one of `back`; in offset 0 the first row itself counts, if it is one. This is the
//! retention of unbounded windows "in the period", not "in the period or later" (classic cohort
//! analysis; Fader & Hardie, *How to project customer retention*, 2007, for what the figures mean).
//! Who began outside of the periods is in no cohort. What lies beyond the last period cannot be told yet, so each figure comes
//! with the customers of whom it can: who began in the last week has no second week.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::activities::ActivitySet;
use super::distinct::{Distinct, Numbers};
use super::periods::Periods;
use crate::cases::{Cases, Kernel};

/// The question. Cost: one pass over the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohorts {
    /// Weeks or months.
    pub periods: Periods,
    /// What begins: [`ActivitySet::ALL`] for a customer's first row of any kind.
    pub start: ActivitySet,
    /// What counts as coming back.
    pub back: ActivitySet,
    /// What makes a cohort.
    pub by: CohortBy,
}

/// What the customers of a cohort have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CohortBy {
    /// The period in which they began.
    Period,
    /// The activity with which they began.
    Activity,
}

/// What some customers gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Partial {
    /// Who began, by `cohort * periods + period of the begin`.
    begun: Vec<u64>,
    /// Who came back, by `cohort * periods + offset`.
    back: Vec<Distinct>,
    outside: u64,
    numbers: Numbers,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Retention {
    /// Those with customers, in order of period or code.
    pub cohorts: Vec<Cohort>,
    /// Customers who began outside of the periods.
    pub outside: u64,
    /// Customers who never began.
    pub never: u64,
}

/// One cohort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cohort {
    /// The number of the period, or the activity.
    pub cohort: usize,
    /// Its customers.
    pub customers: u64,
    /// By offset in periods from the begin, as far as it can be told of any of its customers.
    pub retained: Vec<Retained>,
}

/// One figure of a [`Cohort`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Retained {
    /// Who came back in that period.
    pub customers: u64,
    /// Of how many it can be told: those for whom the period is not beyond the last.
    pub of: u64,
}

impl Cohorts {
    /// The answer.
    pub fn answer(&self, partial: &Partial) -> Retention {
        let n = self.periods.len().max(1);
        let cohort = |(cohort, (begun, back)): (usize, (&[u64], &[Distinct]))| {
            let retained = back.iter().enumerate().map(|(offset, seen)| Retained {
                customers: seen.customers,
                of: begun[..n - offset].iter().sum(),
            });
            Cohort {
                cohort,
                customers: begun.iter().sum(),
                retained: retained.take_while(|figure| figure.of > 0).collect(),
            }
        };
        let figures = partial.begun.chunks(n).zip(partial.back.chunks(n)).enumerate();
        let mut cohorts: Vec<Cohort> = figures.map(cohort).collect();
        cohorts.retain(|cohort| cohort.customers > 0);
        let begun: u64 = cohorts.iter().map(|cohort| cohort.customers).sum();
        let never = partial.numbers.customers - begun - partial.outside;
        Retention { cohorts, outside: partial.outside, never }
    }

    /// The row with which a customer begins, over all their cases; of several at one time, that of the
    /// first case.
    fn first(&self, cases: Cases<'_>, mine: Range<usize>) -> Option<usize> {
        let begins = mine.filter_map(|case| {
            let rows = rows(cases, case);
            let place =
                cases.codes[rows.clone()].iter().position(|code| self.start.contains(*code))?;
            Some(rows.start + place)
        });
        begins.min_by_key(|row| cases.at[*row])
    }
}

impl Kernel for Cohorts {
    type Partial = Partial;

    fn begin(&self) -> Partial {
        let cohorts = match self.by {
            CohortBy::Period => self.periods.len(),
            CohortBy::Activity => usize::from(u8::MAX),
        };
        let cells = cohorts * self.periods.len();
        Partial {
            begun: vec![0; cells],
            back: vec![Distinct::default(); cells],
            outside: 0,
            numbers: Numbers::default(),
        }
    }

    fn add(&self, partial: &mut Partial, cases: Cases<'_>) {
        let n = self.periods.len();
        let lookup = self.periods.lookup();
        let is_back: [bool; 256] = std::array::from_fn(|code| self.back.contains(code as u8));
        let mut done = 0;
        for same in cases.customers.chunk_by(|one, next| one == next) {
            let mine = done..done + same.len();
            done = mine.end;
            let number = partial.numbers.next();
            let Some(first) = self.first(cases, mine.clone()) else { continue };
            let Some(begun) = lookup.find(cases.at[first]) else {
                partial.outside += 1;
                continue;
            };
            let cohort = match self.by {
                CohortBy::Period => begun,
                CohortBy::Activity => usize::from(cases.codes[first]),
            };
            partial.begun[cohort * n + begun] += 1;
            let offsets = &mut partial.back[cohort * n..(cohort + 1) * n];
            for case in mine {
                let mut rows = rows(cases, case);
                if rows.contains(&first) {
                    rows.start = first;
                }
                // What is earlier has been seen, or was before the begin.
                let mut seen_until = cases.at[first];
                for (code, at) in cases.codes[rows.clone()].iter().zip(&cases.at[rows]) {
                    if *at < seen_until || !is_back[usize::from(*code)] {
                        continue;
                    }
                    let Some(period) = lookup.find(*at) else { break };
                    offsets[period - begun].see(number);
                    seen_until = lookup.end(period);
                }
            }
        }
    }

    fn merge(&self, into: &mut Partial, other: Partial) {
        for (mine, theirs) in into.begun.iter_mut().zip(other.begun) {
            *mine += theirs;
        }
        for (mine, theirs) in into.back.iter_mut().zip(other.back) {
            mine.merge(theirs);
        }
        into.outside += other.outside;
        into.numbers.merge(&other.numbers);
    }
}

fn rows(cases: Cases<'_>, case: usize) -> Range<usize> {
    cases.offsets[case] as usize..cases.offsets[case + 1] as usize
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;
    use crate::kernels::testing;

    const SECOND: i64 = 1_000_000;

    fn weeks(bounds: &[i64]) -> Periods {
        Periods::new(bounds.iter().map(|bound| bound * SECOND).collect())
    }

    fn told(retention: &Retention) -> Vec<(usize, Vec<(u64, u64)>)> {
        let figures = |cohort: &Cohort| {
            cohort.retained.iter().map(|figure| (figure.customers, figure.of)).collect()
        };
        retention.cohorts.iter().map(|cohort| (cohort.cohort, figures(cohort))).collect()
    }

    #[test]
    fn counted_by_hand() {
        // Three weeks of ten. 1 and 2 begin in the first, 3 in the second; 4 began before, 5 never does (no 0 or 1).
        let plain = [
            (1, vec![(0, 1), (9, 5), (9, 15)]),
            (1, vec![(9, 20), (9, 29), (9, 31)]),
            (2, vec![(9, 0), (1, 9), (9, 19)]),
            (3, vec![(0, 10), (9, 10)]),
            (4, vec![(0, -1), (9, 5)]),
            (5, vec![(9, 5)]),
        ];
        let mut kernel = Cohorts {
            periods: weeks(&[0, 10, 20, 30]),
            start: [0, 1].into(),
            back: [9].into(),
            by: CohortBy::Period,
        };
        let retention = kernel.answer(&testing::folded(&kernel, &plain));
        // 2 does nothing of note in the first week after the begin; the 9 at 0 was before it.
        let first = (0, vec![(1, 2), (2, 2), (1, 2)]);
        assert_eq!(told(&retention), [first, (1, vec![(1, 1), (0, 1)])]);
        assert_eq!((retention.outside, retention.never), (1, 1));
        kernel.by = CohortBy::Activity;
        let retention = kernel.answer(&testing::folded(&kernel, &plain));
        // 0 began 1 and 3: of 3 no third week can be told.
        let zero = (0, vec![(2, 2), (1, 2), (1, 1)]);
        assert_eq!(told(&retention), [zero, (1, vec![(0, 1), (1, 1), (0, 1)])]);
    }

    #[test]
    fn cases_that_overlap_in_time_begin_with_the_earliest_row() {
        // Orders, say: the second begins later, but has the earlier 0.
        let plain = [(1, vec![(9, 0), (0, 25)]), (1, vec![(0, 5), (9, 26)])];
        let kernel = Cohorts {
            periods: weeks(&[0, 10, 20, 30]),
            start: [0].into(),
            back: ActivitySet::ALL,
            by: CohortBy::Period,
        };
        let retention = kernel.answer(&testing::folded(&kernel, &plain));
        assert_eq!(told(&retention), [(0, vec![(1, 1), (0, 1), (1, 1)])]);
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_slow_reading_however_customers_are_dealt(
            plain in testing::cases(4), hands in testing::hands(), width in 1..9_i64, periods in 0..6_i64,
            by in prop_oneof![Just(CohortBy::Period), Just(CohortBy::Activity)],
            start in prop_oneof![Just(ActivitySet::ALL), Just(ActivitySet::from([1, 2]))],
        ) {
            let bounds: Vec<i64> = (0..=periods).map(|period| 3 + period * width).collect();
            let kernel = Cohorts { periods: weeks(&bounds), start, back: [0, 1].into(), by };
            let retention = kernel.answer(&testing::folded(&kernel, &plain));
            prop_assert_eq!(&kernel.answer(&testing::dealt(&kernel, &plain, hands)), &retention);
            // Rows of a customer in one line: cases follow each other in time here.
            let mut lines: BTreeMap<i64, Vec<(u8, i64)>> = BTreeMap::new();
            for (customer, rows) in &plain {
                lines.entry(*customer).or_default().extend(rows);
            }
            let period = |at: i64| bounds.windows(2).position(|week| week[0] <= at && at < week[1]);
            let mut members: BTreeMap<usize, Vec<(usize, BTreeSet<usize>)>> = BTreeMap::new();
            let (mut outside, mut never) = (0, 0);
            for line in lines.values() {
                let Some(first) = line.iter().position(|(code, _)| start.contains(*code)) else {
                    never += 1;
                    continue;
                };
                let Some(begun) = period(line[first].1) else {
                    outside += 1;
                    continue;
                };
                let back = line[first..].iter().filter(|(code, _)| *code < 2)
                    .filter_map(|(_, at)| Some(period(*at)? - begun)).collect();
                let cohort = if by == CohortBy::Period { begun } else { usize::from(line[first].0) };
                members.entry(cohort).or_default().push((begun, back));
            }
            let slow: Vec<(usize, Vec<(u64, u64)>)> = members.iter().map(|(cohort, members)| {
                let figure = |offset: usize| {
                    let of = members.iter().filter(|(begun, _)| ((begun + offset) as i64) < periods);
                    (members.iter().filter(|(_, back)| back.contains(&offset)).count() as u64, of.count() as u64)
                };
                (*cohort, (0..periods as usize).map(figure).take_while(|(_, of)| *of > 0).collect())
            }).collect();
            prop_assert_eq!(told(&retention), slow);
            prop_assert_eq!((retention.outside, retention.never), (outside, never));
        }
    }
}
