//! Who deviates from a map in one way.

use super::super::members::Figure;
use super::alignment::Aligner;
use super::{Deviation, Fitness, Kind};
use crate::cases::Cases;

/// One deviation of a map.
#[derive(Debug, Clone)]
pub struct DeviationFigure {
    ended_by: i64,
    kind: Kind,
    touchpoint: Option<u8>,
    after: Option<u8>,
    aligner: Aligner,
}

impl DeviationFigure {
    /// Whoever deviates so, at a touchpoint after another, as [`Drift::pairs`](super::Drift) tells it.
    pub fn new(fitness: &Fitness, kind: Kind, touchpoint: Option<u8>, after: Option<u8>) -> Self {
        let aligner = Aligner::new(&fitness.order);
        Self { ended_by: fitness.ended_by, kind, touchpoint, after, aligner }
    }
}

impl Figure for DeviationFigure {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        let Self { ended_by, kind, touchpoint, after, aligner } = self;
        let due = (*kind, *touchpoint, *after);
        cases.iter().any(|case| {
            let ended = case.at.last().is_none_or(|last| *last <= *ended_by);
            let mut found = false;
            if aligner.cost(case.codes, ended) > 0 {
                aligner.deviations(case.codes, |one: Deviation| {
                    found |= (one.kind, one.touchpoint, one.after) == due;
                });
            }
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernels::fitness::Order;
    use crate::kernels::members::naive::{counted, found};
    use crate::kernels::testing::{cases, folded};

    proptest! {
        #[test]
        fn they_are_those_whom_the_deviation_counts(plain in cases(4), ended_by in 0..30_i64) {
            let order = Order { touchpoints: 3, links: vec![(0, 2)] };
            let kernel = Fitness::new(order, ended_by * 1_000_000);
            for one in kernel.answer(&folded(&kernel, &plain)).pairs {
                let figure = DeviationFigure::new(&kernel, one.kind, one.touchpoint, one.after);
                let same = |other: &super::super::Deviating| {
                    (other.kind, other.touchpoint, other.after) == (one.kind, one.touchpoint, one.after)
                };
                let due = counted(&kernel, &plain, |partial| kernel.answer(partial).pairs.iter().any(same));
                let found = found(figure, &plain);
                prop_assert_eq!(one.behind.customers, found.len() as u64);
                prop_assert_eq!(found, due);
            }
        }
    }
}
