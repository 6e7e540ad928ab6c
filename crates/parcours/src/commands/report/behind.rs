//! The customers behind a figure: an id a line.

use parcours_paths::BehindFigure;
use serde_json::json;

use crate::output;

pub(super) fn show(found: &BehindFigure, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let ids: Vec<_> = found.ids().collect();
        return output::json(&json!({ "total": found.total(), "customer_ids": ids }));
    }
    for id in found.ids() {
        output::line(id.to_string());
    }
    Ok(())
}
