//! Until when the log tells what happened, and which cases have ended by then.

use parcours_interactions::Snapshot;
use parcours_kernel::Timestamp;
use parcours_storage::StorageError;

use crate::Question;
use crate::cases::{Cut, NONE};
use crate::kernels::position::Thresholds;

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

/// A case whose last row is later than this (µs) may still run: less silence than a session's, or than
/// nineteen in twenty who went on.
pub(crate) fn ended_by(cut: &Cut, thresholds: &Thresholds, until: i64) -> i64 {
    let silence = match cut {
        Cut::Customer | Cut::Property(_) => thresholds.after(NONE).waiting,
        Cut::Session(silence) => *silence,
    };
    until.saturating_sub(silence)
}
