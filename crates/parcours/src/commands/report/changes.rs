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
        let began = match (&change.from_earliest, &change.from_latest) {
            (Some(first), Some(last)) if first == last => format!("began {first}"),
            (Some(first), Some(last)) => format!("began {first} to {last}"),
            _ => "began before the first day that can be judged".to_owned(),
        };
        let sure = sure(change.false_discovery_rate);
        output::line(format!("  {began}; {} customers concerned; {sure}", change.customers));
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

/// How many changes that are as sure as this are false.
fn sure(rate: f64) -> String {
    if rate < 1e-4 {
        return "false in fewer than 1 of 10,000 cases".to_owned();
    }
    format!("false in {:.2} % of cases", rate * 100.0)
}
