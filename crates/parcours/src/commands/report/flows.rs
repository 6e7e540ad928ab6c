//! Flows as tables, one a step.

use parcours_paths::{FlowFigureQuery, FlowNode, FlowsQuery, FlowsReport};

use super::words::{left_out, percent};
use crate::cli::FlowsFlags;
use crate::output;

pub(super) fn asked(flags: &FlowsFlags) -> FlowsQuery {
    FlowsQuery {
        after: flags.after.clone(),
        before: flags.before.clone(),
        steps: Some(flags.steps),
        top: Some(flags.top),
        fold_loops: Some(!flags.keep_loops),
    }
}

/// The figure whose customers are wanted.
pub(super) fn figure(flags: &FlowsFlags) -> Option<FlowFigureQuery> {
    let step = flags.customers?;
    let at = flags.at.clone().unwrap_or_default();
    Some(FlowFigureQuery { step, at, next: flags.next.clone(), ended: Some(flags.ended) })
}

pub(super) fn show(report: &FlowsReport) -> anyhow::Result<()> {
    output::line(format!("{} customers in {} cases", report.customers, report.cases));
    left_out(report.left_out);
    for (step, number) in report.steps.iter().zip(1_u8..) {
        output::line(format!("\nstep {number}"));
        output::line(format!("{:>9}  {:>7}  {:>9}  activity", "cases", "share", "end here"));
        for node in &step.nodes {
            output::line(format!(
                "{:>9}  {:>7}  {:>9}  {}",
                node.cases,
                percent(share(node.cases, report.cases)),
                node.ended,
                name(node)
            ));
            for link in report.links.iter().filter(|link| link.step == number) {
                if link.from == node.name {
                    let to = link.to.as_deref().unwrap_or("others");
                    output::line(format!("{:>9}  {:>7}  {:>9}    → {to}", link.cases, "", ""));
                }
            }
        }
    }
    Ok(())
}

fn name(node: &FlowNode) -> String {
    let others = || format!("others ({})", node.names.len());
    node.name.clone().unwrap_or_else(others)
}

fn share(cases: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| cases as f64 / of as f64)
}
