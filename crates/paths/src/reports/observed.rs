//! Until when the log tells what happened, and which cases have ended by then.

use std::sync::Arc;

use parcours_interactions::Snapshot;
use parcours_kernel::{Problem, Timestamp};
use parcours_storage::StorageError;

use crate::cases::{Cut, NONE};
use crate::kernels::position::{Gaps, Thresholds};
use crate::plan::Plan;
use crate::{Paths, Question};

/// Until when (µs) a view tells all that happened of a question: its last interaction, which is not
/// later than now or the end of the period.
pub(crate) async fn until(
    view: &Snapshot,
    question: &Question,
    now: Timestamp,
) -> Result<i64, StorageError> {
    let last = view.ends_at().await?.unwrap_or(now);
    Ok(last.min(now).min(question.period.until).as_micros())
}

/// A case whose last row is later than this (µs) may still run: less silence than nineteen in twenty who
/// went on.
pub(crate) fn silent_by(thresholds: &Thresholds, until: i64) -> i64 {
    until.saturating_sub(thresholds.after(NONE).waiting)
}

impl Paths {
    /// A case of a plan whose last row is later than this (µs) may still run: less silence than a
    /// session's, or than is usual. Cost: one scan of what the plan looks at, but for sessions.
    pub(super) async fn ended_by(
        &self,
        view: &Snapshot,
        plan: &Plan,
        until: i64,
    ) -> Result<i64, Problem> {
        if let Cut::Session(silence) = plan.cutting.cut {
            return Ok(until.saturating_sub(silence));
        }
        let gaps = Arc::new(Gaps { activities: u16::from(plan.activities()).max(1) });
        let gaps = self.fold(view, plan, gaps).await?.partial;
        Ok(silent_by(&Thresholds::new(&gaps), until))
    }
}
