//! Which cases count, by what happened in them.

use serde::{Deserialize, Serialize};

use crate::kernels::activities::ActivitySet;

/// Which cases count; all where nothing is said. What is said has to be true all at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CaseFilter {
    /// Only those that begin with one of these.
    pub first: Option<ActivitySet>,
    /// Only those that end with one of these.
    pub last: Option<ActivitySet>,
    /// Only those in which one of each of these happened, in whatever order.
    pub through: Vec<ActivitySet>,
    /// Only those in which none of these happened.
    pub not_through: ActivitySet,
    /// Only those in which these happened one after the other, whatever lies between: each in a later
    /// row than the one before (*eventually follows*).
    pub in_order: Vec<ActivitySet>,
}

impl CaseFilter {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a case counts: its activities in order, of which there is one at least. Cost: two passes
    /// over them at most.
    pub fn passes(&self, codes: &[u8]) -> bool {
        let at = |set: &Option<ActivitySet>, code: Option<&u8>| {
            set.is_none_or(|set| code.is_some_and(|code| set.contains(*code)))
        };
        if !at(&self.first, codes.first()) || !at(&self.last, codes.last()) {
            return false;
        }
        if !self.through.is_empty() || !self.not_through.is_empty() {
            let met: ActivitySet = codes.iter().copied().collect();
            let goes_through = self.through.iter().all(|set| set.meets(&met));
            if !goes_through || self.not_through.meets(&met) {
                return false;
            }
        }
        let mut steps = self.in_order.iter();
        let mut next = steps.next();
        for code in codes {
            let Some(step) = next else { break };
            if step.contains(*code) {
                next = steps.next();
            }
        }
        next.is_none()
    }

    /// The same in other codes.
    #[must_use]
    pub fn recoded(&self, new: impl Fn(ActivitySet) -> ActivitySet) -> Self {
        let all = |sets: &[ActivitySet]| sets.iter().copied().map(&new).collect();
        Self {
            first: self.first.map(&new),
            last: self.last.map(&new),
            through: all(&self.through),
            not_through: new(self.not_through),
            in_order: all(&self.in_order),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set() -> impl Strategy<Value = ActivitySet> {
        prop::collection::vec(0..4_u8, 1..3).prop_map(|codes| codes.into_iter().collect())
    }

    fn filters() -> impl Strategy<Value = CaseFilter> {
        let sets = || prop::collection::vec(set(), 0..3);
        let one = || prop::option::weighted(0.3, set());
        let none_of = prop_oneof![2 => Just(ActivitySet::default()), 1 => set()];
        (one(), one(), sets(), none_of, sets()).prop_map(
            |(first, last, through, not_through, in_order)| CaseFilter {
                first,
                last,
                through,
                not_through,
                in_order,
            },
        )
    }

    /// Whether some places, each later than the one before, hold the steps: all are tried.
    fn follows(steps: &[ActivitySet], codes: &[u8]) -> bool {
        let Some((first, rest)) = steps.split_first() else { return true };
        (0..codes.len()).any(|at| first.contains(codes[at]) && follows(rest, &codes[at + 1..]))
    }

    #[test]
    fn a_step_is_taken_once_and_in_a_later_row() {
        let twice = CaseFilter { in_order: vec![[1].into(), [1].into()], ..CaseFilter::default() };
        assert!(!twice.passes(&[0, 1]) && twice.passes(&[1, 0, 1]));
        let through = CaseFilter {
            through: vec![[1, 2].into(), [0].into()],
            not_through: [3].into(),
            ..CaseFilter::default()
        };
        assert!(through.passes(&[2, 0]) && !through.passes(&[2, 1]) && !through.passes(&[2, 0, 3]));
        assert!(CaseFilter::default().is_empty() && !twice.is_empty());
    }

    proptest! {
        #[test]
        fn it_agrees_with_what_is_said_taken_literally(
            filter in filters(), codes in prop::collection::vec(0..4_u8, 1..8),
        ) {
            let has = |set: &ActivitySet| codes.iter().any(|code| set.contains(*code));
            let due = filter.first.is_none_or(|set| set.contains(codes[0]))
                && filter.last.is_none_or(|set| set.contains(codes[codes.len() - 1]))
                && filter.through.iter().all(has)
                && !has(&filter.not_through)
                && follows(&filter.in_order, &codes);
            prop_assert_eq!(filter.passes(&codes), due);
        }
    }
}
