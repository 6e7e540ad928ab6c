//! Transitions as a table.

use parcours_paths::{NamedCount, TransitionsReport};

use super::words::{left_out, time};
use crate::output;

pub(super) fn show(report: &TransitionsReport, top: usize) -> anyhow::Result<()> {
    output::line(format!(
        "{} interactions of {} customers in {} cases, {} activities",
        report.interactions, report.customers, report.cases, report.activities
    ));
    left_out(report.left_out);
    let head = ["count", "customers", "mean", "median"];
    output::line(format!(
        "\n{:>10}  {:>9}  {:>8}  {:>8}  from → to",
        head[0], head[1], head[2], head[3]
    ));
    for edge in report.edges.iter().take(top) {
        output::line(format!(
            "{:>10}  {:>9}  {:>8}  {:>8}  {} → {}",
            edge.count,
            edge.customers,
            time(Some(edge.mean_seconds)),
            time(edge.median_seconds),
            edge.from,
            edge.to
        ));
    }
    ends("cases begin with", &report.starts, top);
    ends("cases end with", &report.ends, top);
    Ok(())
}

fn ends(what: &str, counts: &[NamedCount], top: usize) {
    output::line(format!("\n{:>10}  {what}", "count"));
    for count in counts.iter().take(top) {
        output::line(format!("{:>10}  {}", count.count, count.name));
    }
}
