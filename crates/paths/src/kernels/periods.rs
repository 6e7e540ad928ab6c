//! Periods of a question: weeks or months of the organisation's calendar, given by their bounds.

use serde::{Deserialize, Serialize};

/// Periods that follow each other: `bounds[i]..bounds[i + 1]`, in µs UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Periods {
    bounds: Vec<i64>,
}

impl Periods {
    /// With these bounds, one more than there are periods; sorted here, doubles left out.
    pub fn new(mut bounds: Vec<i64>) -> Self {
        bounds.sort_unstable();
        bounds.dedup();
        Self { bounds }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Looks instants up.
    pub(crate) fn lookup(&self) -> Lookup<'_> {
        let (first, last) = match self.bounds[..] {
            [first, .., last] => (first, last),
            _ => (0, 0),
        };
        let scale = self.len() as f64 / (last as f64 - first as f64).max(1.0);
        Lookup { bounds: &self.bounds, first, last, scale }
    }
}

/// Finds the period of an instant. Periods of a calendar are nearly of one length, so the place
/// among equal parts is nearly always right; where it is not, bisection finds it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lookup<'a> {
    bounds: &'a [i64],
    first: i64,
    last: i64,
    scale: f64,
}

impl Lookup<'_> {
    /// The number of the period, none before the first and after the last.
    #[inline]
    pub(crate) fn find(&self, at: i64) -> Option<usize> {
        if at < self.first || at >= self.last {
            return None;
        }
        let guess = (at.wrapping_sub(self.first) as f64 * self.scale) as u32 as usize;
        match self.bounds.get(guess..guess + 2) {
            Some(&[from, until]) if from <= at && at < until => Some(guess),
            _ => Some(self.bounds.partition_point(|bound| *bound <= at) - 1),
        }
    }

    /// Where a period ends.
    #[inline]
    pub(crate) fn end(&self, period: usize) -> i64 {
        self.bounds[period + 1]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bounds_belong_to_the_period_they_begin() {
        let periods = Periods::new(vec![10, 0, 30, 10]);
        let found: Vec<_> = [-1, 0, 9, 10, 29, 30].map(|at| periods.lookup().find(at)).into();
        assert_eq!(found, [None, Some(0), Some(0), Some(1), Some(1), None]);
        assert_eq!(Periods::new(vec![5]).lookup().find(5), None);
        assert!(Periods::new(Vec::new()).is_empty());
    }

    proptest! {
        #[test]
        fn it_finds_what_a_walk_along_the_bounds_finds(
            bounds in proptest::collection::vec(any::<i64>(), 0..9), near in -2..=2_i64, other in any::<i64>(),
        ) {
            let periods = Periods::new(bounds.clone());
            for at in bounds.iter().map(|bound| bound.saturating_add(near)).chain([other]) {
                let walk = (0..periods.len())
                    .find(|period| periods.bounds[*period] <= at && at < periods.bounds[period + 1]);
                prop_assert_eq!(periods.lookup().find(at), walk);
            }
        }
    }
}
