//! Counts as tables.

use parcours_paths::{Counted, CountsQuery, CountsReport};

use super::cohorts::every;
use super::words::left_out;
use crate::cli::CountsFlags;
use crate::output;

pub(super) fn asked(flags: &CountsFlags) -> CountsQuery {
    CountsQuery { every: Some(every(flags.every)) }
}

pub(super) fn show(report: &CountsReport) -> anyhow::Result<()> {
    left_out(report.left_out);
    head("first day");
    for period in &report.periods {
        let part = if period.period.complete { "" } else { " (a part)" };
        row(&period.counted, &format!("{}{part}", period.period.first_day));
    }
    row(&report.total, "in all");
    output::line("");
    head("activity");
    for activity in &report.activities {
        row(&activity.counted, &activity.name);
    }
    Ok(())
}

fn head(what: &str) {
    output::line(format!(
        "{:>12}  {:>9}  {:>14}  {:>10}  {what}",
        "interactions", "customers", "value", "mean"
    ));
}

fn row(counted: &Counted, name: &str) {
    let money = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), |v| format!("{v:.2}"));
    output::line(format!(
        "{:>12}  {:>9}  {:>14}  {:>10}  {name}",
        counted.interactions,
        counted.customers,
        money((counted.values > 0).then_some(counted.value)),
        money(counted.mean_value)
    ));
}
