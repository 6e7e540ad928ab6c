//! Variants as a table.

use parcours_paths::{VariantFigureQuery, VariantsQuery, VariantsReport};

use super::words::{left_out, percent, time};
use crate::cli::VariantsFlags;
use crate::output;

pub(super) fn asked(flags: &VariantsFlags) -> VariantsQuery {
    VariantsQuery {
        top: Some(flags.top),
        fold_loops: Some(flags.fold_loops),
        median: Some(flags.median),
        representatives: flags.representatives,
    }
}

/// The path whose customers are wanted.
pub(super) fn figure(flags: &VariantsFlags) -> Option<VariantFigureQuery> {
    let path = flags.customers.clone()?;
    Some(VariantFigureQuery { path, fold_loops: Some(flags.fold_loops) })
}

pub(super) fn show(report: &VariantsReport) -> anyhow::Result<()> {
    output::line(format!(
        "{} customers in {} cases, {} different paths",
        report.customers, report.cases, report.variants
    ));
    if !report.exact {
        output::line(format!(
            "rare paths were dropped: each has at most {} cases more than shown",
            report.missing
        ));
    }
    left_out(report.left_out);
    let head = ["count", "share", "duration"];
    output::line(format!("\n{:>9}  {:>7}  {:>8}  path", head[0], head[1], head[2]));
    for variant in &report.top {
        output::line(format!(
            "{:>9}  {:>7}  {:>8}  {}",
            variant.count,
            percent(Some(variant.share)),
            time(variant.median_seconds.or(Some(variant.mean_seconds))),
            variant.path.join(" → ")
        ));
    }
    let Some(representatives) = &report.representatives else { return Ok(()) };
    output::line(format!(
        "\nPaths that stand for {} of all cases",
        percent(Some(representatives.coverage))
    ));
    output::line(format!("{:>9}  {:>7}  path", "for", "share"));
    for one in &representatives.chosen {
        output::line(format!(
            "{:>9}  {:>7}  {}",
            one.cases,
            percent(Some(one.share)),
            one.path.join(" → ")
        ));
    }
    Ok(())
}
