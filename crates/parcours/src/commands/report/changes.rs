//! Changes as sentences.

use parcours_paths::{ChangedMeasure, ChangesReport};

use crate::output;

pub(super) fn show(report: &ChangesReport) -> anyhow::Result<()> {
    let (Some(first), Some(last)) = (&report.first_day, &report.last_day) else {
        output::line(format!("{}: no whole day to look at yet", report.journey));
        return Ok(());
    };
    output::line(format!(
        "{}: {} changes in {} series from {first} to {last}",
        report.journey,
        report.changes.len(),
        report.searched
    ));
    for change in &report.changes {
        output::line(format!("\n{}", output::sentence(&change.says)));
        output::line(format!(
            "  began {} to {}; {} customers; false in at most {:.1e} of cases",
            change.from_earliest, change.from_latest, change.customers, change.false_discovery_rate
        ));
        let also: Vec<String> = change
            .also
            .iter()
            .map(|one| format!("{} ({})", one.touchpoint, measure(one.measure)))
            .collect();
        if !also.is_empty() {
            output::line(format!("  also: {}", also.join(", ")));
        }
    }
    Ok(())
}

fn measure(measure: ChangedMeasure) -> &'static str {
    match measure {
        ChangedMeasure::Reach => "reach",
        ChangedMeasure::Loss => "loss",
        ChangedMeasure::Time => "time",
    }
}
