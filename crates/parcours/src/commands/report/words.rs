//! Figures as people read them.

use parcours_paths::LeftOut;

use super::duration;
use crate::output;

pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "—".to_owned(), |share| format!("{:.1} %", share * 100.0))
}

pub(super) fn time(seconds: Option<f64>) -> String {
    seconds.map_or_else(|| "—".to_owned(), |seconds| duration(seconds.round() as u32))
}

/// What a report had no room for.
pub(super) fn left_out(left_out: LeftOut) {
    if left_out.activities > 0 {
        output::line(format!(
            "the {} rarest activities are left out ({} interactions)",
            left_out.activities, left_out.interactions
        ));
    }
    if left_out.without_case > 0 {
        output::line(format!(
            "{} interactions lack the property and belong to no case",
            left_out.without_case
        ));
    }
}
