//! Drift as sentences and figures.

use parcours_paths::{DriftReport, NamedBehind, Sentence};

use super::words::left_out;
use crate::output;

/// Findings of each sort that are shown.
const TOP: usize = 20;

pub(super) fn show(report: &DriftReport) -> anyhow::Result<()> {
    let fitness = report.fitness.map_or_else(|| "—".to_owned(), |fitness| format!("{fitness:.3}"));
    output::line(format!(
        "{}: fitness {fitness}, {} customers, {} of {} cases as drawn",
        report.journey, report.customers, report.fitting_cases, report.cases
    ));
    left_out(report.left_out);
    let unreached: Vec<&str> = report.unreached.iter().map(|one| one.name.as_str()).collect();
    if !unreached.is_empty() {
        output::line(format!("nobody reaches: {}", unreached.join(", ")));
    }
    findings("deviations", report.deviations.iter().map(|one| (&one.says, &one.behind)));
    findings("between touchpoints", report.unclaimed.iter().map(|one| (&one.says, &one.behind)));
    Ok(())
}

fn findings<'a>(title: &str, all: impl Iterator<Item = (&'a Sentence, &'a NamedBehind)>) {
    output::line(format!("\n{title}"));
    for (says, behind) in all.take(TOP) {
        output::line(format!("  {}", output::sentence(says)));
        for customer in behind.customer_ids.iter().flatten() {
            output::line(format!("      {customer}"));
        }
    }
}
