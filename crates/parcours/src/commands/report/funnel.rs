//! A funnel as a table.

use parcours_paths::{FunnelFigureQuery, FunnelQuery, FunnelReport, FunnelStep};

use super::duration;
use super::words::{left_out, percent, time};
use crate::cli::FunnelFlags;
use crate::output;

pub(super) fn asked(flags: FunnelFlags) -> FunnelQuery {
    FunnelQuery {
        steps: flags.steps,
        within: Some(flags.within),
        strict: Some(flags.strict),
        split_by: flags.split_by,
    }
}

/// The step whose customers are wanted.
pub(super) fn figure(flags: &FunnelFlags) -> Option<FunnelFigureQuery> {
    let step = flags.customers?;
    Some(FunnelFigureQuery { step, lost: Some(flags.lost), group: flags.group.clone() })
}

pub(super) fn show(report: &FunnelReport) -> anyhow::Result<()> {
    output::line(format!(
        "{} customers in {} cases; the steps within {}, {}",
        report.customers,
        report.cases,
        duration(u32::try_from(report.within_seconds).unwrap_or(u32::MAX)),
        if report.strict { "with nothing between" } else { "whatever lies between" }
    ));
    left_out(report.left_out);
    table(&report.steps);
    for group in &report.groups {
        let property = report.split_by.as_deref().unwrap_or_default();
        let value = group.value.as_deref().unwrap_or("—");
        output::line(format!("\n{property} = {value}"));
        table(&group.steps);
    }
    Ok(())
}

fn table(steps: &[FunnelStep]) {
    let head = ["customers", "cases", "of first", "of previous", "median"];
    output::line(format!(
        "{:>9}  {:>9}  {:>8}  {:>11}  {:>8}  step",
        head[0], head[1], head[2], head[3], head[4]
    ));
    for step in steps {
        output::line(format!(
            "{:>9}  {:>9}  {:>8}  {:>11}  {:>8}  {}",
            step.customers,
            step.cases,
            percent(step.of_first),
            percent(step.of_previous),
            time(step.median_seconds),
            step.name
        ));
    }
}
