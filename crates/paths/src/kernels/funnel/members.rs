//! Who gets as far as a step of a funnel, or stops there.

use super::super::members::Figure;
use super::attempt::{Plan, Rows};
use super::{Funnel, MOST_STEPS, Order};
use crate::cases::Cases;

/// One figure of a funnel.
#[derive(Debug, Clone)]
pub struct FunnelFigure {
    funnel: Funnel,
    group: Option<usize>,
    step: usize,
    lost: bool,
    plan: Plan,
    taken: Rows,
}

impl FunnelFigure {
    /// Whoever gets as far as a step (from 0 on) or, when `lost`, that far and no further; of one group
    /// or of all cases.
    pub fn new(funnel: Funnel, group: Option<u16>, step: usize, lost: bool) -> Self {
        let plan = Plan::new(&funnel.steps, funnel.window);
        Self { funnel, group: group.map(usize::from), step, lost, plan, taken: [0; MOST_STEPS] }
    }
}

impl Figure for FunnelFigure {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        let Self { funnel, group, plan, taken, .. } = self;
        let levels = cases.iter().filter_map(|case| {
            let best = match funnel.order {
                Order::Loose => plan.loose(case, taken),
                Order::Strict => plan.strict(case, taken),
            }?;
            let mine = funnel.group_of(case.codes[best.first]);
            group.is_none_or(|group| group == mine).then_some(usize::from(best.steps))
        });
        levels.max().is_some_and(|level| match self.lost {
            true => level == self.step + 1,
            false => level > self.step,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernels::members::naive::{counted, found};
    use crate::kernels::testing::cases;

    proptest! {
        #[test]
        fn they_are_those_whom_the_funnel_counts(
            plain in cases(4), window in 0..8_i64, strict: bool, step in 0..3_usize, group in prop::option::of(0..2_u16),
        ) {
            let funnel = Funnel {
                steps: vec![[0, 3].into(), [1].into(), [2].into()],
                window: window * 1_000_000,
                order: if strict { Order::Strict } else { Order::Loose },
                split: group.map(|_| vec![0, 0, 0, 1]),
            };
            let level = |partial: &_, step: usize| {
                let answer = funnel.answer(partial);
                let steps = &answer.groups[usize::from(group.unwrap_or(0))].steps;
                steps.get(step).is_some_and(|step| step.customers > 0)
            };
            let reached = counted(&funnel, &plain, |partial| level(partial, step));
            let lost = counted(&funnel, &plain, |partial| level(partial, step) && !level(partial, step + 1));
            let figure = |lost| FunnelFigure::new(funnel.clone(), group, step, lost);
            prop_assert_eq!(found(figure(false), &plain), reached);
            prop_assert_eq!(found(figure(true), &plain), lost);
        }
    }
}
