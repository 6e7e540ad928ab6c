//! Who is behind a node or a link of the flows.

use super::Flows;
use crate::cases::Cases;
use crate::kernels::activities::ActivitySet;
use crate::kernels::members::Figure;

/// One figure: who is at some activity in a step, and where they go from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowFigure {
    /// How walks are made.
    pub flows: Flows,
    /// The step, from 0.
    pub step: usize,
    /// At one of these.
    pub at: ActivitySet,
    /// Where next.
    pub next: Next,
}

/// Where a walk goes from a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Wherever, or nowhere.
    Any,
    /// To one of these.
    To(ActivitySet),
    /// Nowhere: it ends.
    End,
}

impl Figure for FlowFigure {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        cases.iter().any(|case| {
            let Some(mut walk) = self.flows.walk(case.codes) else { return false };
            let here = walk.nth(self.step).is_some_and(|code| self.at.contains(code));
            here && match self.next {
                Next::Any => true,
                Next::To(set) => walk.next().is_some_and(|code| set.contains(code)),
                Next::End => walk.next().is_none(),
            }
        })
    }
}
