//! Who takes how long, or never arrives.

use super::super::members::Figure;
use super::{Durations, Ends, Way};
use crate::cases::Cases;

/// What a customer has to have done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Took {
    /// In some case arrived after so long (µs), or longer, but not as long as this.
    Within(u64, Option<u64>),
    /// Begun, and never arrived in any case.
    Never,
}

/// One figure of durations.
#[derive(Debug, Clone)]
pub struct DurationFigure {
    ends: Ends,
    took: Took,
}

impl DurationFigure {
    /// Whoever did.
    pub fn new(durations: &Durations, took: Took) -> Self {
        Self { ends: Ends::new(durations), took }
    }
}

impl Figure for DurationFigure {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        let mut ways = cases.iter().map(|case| self.ends.way(case));
        match self.took {
            Took::Within(from, under) => ways.any(|way| match way {
                Way::Arrived(took) => took >= from && under.is_none_or(|under| took < under),
                Way::None | Way::Begun => false,
            }),
            Took::Never => {
                let mut begun = false;
                let arrived = ways.any(|way| {
                    begun |= way == Way::Begun;
                    matches!(way, Way::Arrived(_))
                });
                begun && !arrived
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernels::durations::BARS;
    use crate::kernels::members::naive::{counted, found};
    use crate::kernels::testing::cases;

    proptest! {
        #[test]
        fn they_are_those_whom_the_bars_count(plain in cases(5), bar in 0..3_usize) {
            let kernel = Durations { from: [0, 1].into(), to: [1, 2].into() };
            let due = |wanted: &dyn Fn(&super::super::Distribution) -> bool| {
                counted(&kernel, &plain, |partial| wanted(&kernel.answer(partial)))
            };
            let within = |took| found(DurationFigure::new(&kernel, took), &plain);
            let one = Took::Within(BARS[bar], BARS.get(bar + 1).copied());
            prop_assert_eq!(within(one), due(&|answer| answer.bars[bar].count > 0));
            prop_assert_eq!(within(Took::Within(0, None)), due(&|answer| answer.customers > 0));
            let never = due(&|answer| answer.customers_from > 0 && answer.customers == 0);
            prop_assert_eq!(within(Took::Never), never);
        }
    }
}
