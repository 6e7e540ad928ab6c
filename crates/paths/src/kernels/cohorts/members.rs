//! Who is in a cohort, and who of them came back in one period, or did not.

use super::super::members::Figure;
use super::{Began, Cohorts, is_back};
use crate::cases::Cases;

/// One cell of the table.
#[derive(Debug, Clone)]
pub struct CohortFigure {
    cohorts: Cohorts,
    of: Vec<usize>,
    cell: Option<(usize, bool)>,
    is_back: [bool; 256],
}

impl CohortFigure {
    /// Whoever is in one of some cohorts (periods or activities, as [`Cohort::cohort`](super::Cohort)
    /// numbers them) and, with an offset in periods, came back in it (`true`), or did not though it has
    /// come (`false`).
    pub fn new(cohorts: Cohorts, of: Vec<usize>, cell: Option<(usize, bool)>) -> Self {
        let is_back = is_back(&cohorts);
        Self { cohorts, of, cell, is_back }
    }
}

impl Figure for CohortFigure {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        let lookup = self.cohorts.periods.lookup();
        let Began::In(begin) = self.cohorts.begin_of(&lookup, cases) else { return false };
        if !self.of.contains(&begin.cohort) {
            return false;
        }
        let Some((offset, came_back)) = self.cell else { return true };
        if begin.period + offset >= self.cohorts.periods.len() {
            return false;
        }
        let mut met = false;
        begin.returns(&lookup, &self.is_back, cases, |found| met |= found == offset);
        met == came_back
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernels::cohorts::CohortBy;
    use crate::kernels::members::naive::{counted, found};
    use crate::kernels::periods::Periods;
    use crate::kernels::testing::cases;

    proptest! {
        #[test]
        fn they_are_those_whom_the_table_counts(
            plain in cases(3), by_first: bool, of in 0..4_usize, offset in 0..3_usize, width in 3..12_i64,
        ) {
            let kernel = Cohorts {
                periods: Periods::new((0..=3).map(|n| n * width * 1_000_000).collect()),
                start: [0, 1].into(),
                back: [1, 2].into(),
                by: if by_first { CohortBy::Activity } else { CohortBy::Period },
            };
            let cell = |partial: &_, wanted: Option<bool>| {
                let cohorts = kernel.answer(partial).cohorts;
                let Some(cohort) = cohorts.iter().find(|cohort| cohort.cohort == of) else { return false };
                let figure = cohort.retained.get(offset);
                match wanted {
                    None => true,
                    Some(came) => figure.is_some_and(|one| one.of > 0 && (one.customers > 0) == came),
                }
            };
            for wanted in [None, Some(true), Some(false)] {
                let due = counted(&kernel, &plain, |partial| cell(partial, wanted));
                let figure = CohortFigure::new(kernel.clone(), vec![of], wanted.map(|came| (offset, came)));
                prop_assert_eq!(found(figure, &plain), due, "{:?}", wanted);
            }
        }
    }
}
