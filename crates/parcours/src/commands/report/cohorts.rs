//! Cohorts as a triangle.

use parcours_paths::{CohortFigureQuery, CohortsQuery, CohortsReport, Every};

use super::words::{left_out, percent};
use crate::cli::{CohortsFlags, EveryFlag};
use crate::output;

/// Columns that fit beside each other; `--json` has them all.
const COLUMNS: usize = 9;

pub(super) fn asked(flags: CohortsFlags) -> CohortsQuery {
    CohortsQuery {
        every: Some(every(flags.every)),
        start: flags.start,
        back: flags.back,
        by_first: Some(flags.by_first),
        split_by: flags.split_by,
    }
}

/// The cell whose customers are wanted.
pub(super) fn figure(flags: &CohortsFlags) -> Option<CohortFigureQuery> {
    let cohort = flags.customers.clone()?;
    Some(CohortFigureQuery { cohort, offset: flags.offset, lost: Some(flags.lost) })
}

pub(super) fn every(flag: EveryFlag) -> Every {
    match flag {
        EveryFlag::Day => Every::Day,
        EveryFlag::Week => Every::Week,
        EveryFlag::Month => Every::Month,
    }
}

pub(super) fn show(report: &CohortsReport) -> anyhow::Result<()> {
    output::line(format!(
        "{} customers began, {} never did, {} at another time",
        report.customers, report.never, report.outside
    ));
    left_out(report.left_out);
    let offsets: String = (0..COLUMNS).map(|offset| format!("  {offset:>8}")).collect();
    output::line(format!("\n{:>9}{offsets}  cohort", "customers"));
    for cohort in &report.cohorts {
        let begun = report
            .periods
            .iter()
            .position(|period| Some(&period.first_day) == cohort.name.as_ref());
        let cells: String = (0..COLUMNS)
            .map(|offset| {
                let Some(figure) = cohort.retained.get(offset) else { return " ".repeat(10) };
                // Only a cohort of one period knows which period a column is.
                let runs = begun
                    .and_then(|begun| report.periods.get(begun + offset))
                    .is_some_and(|period| !period.complete);
                let mark = if runs { "~" } else { "" };
                format!("  {:>8}", format!("{mark}{}", percent(Some(figure.share))))
            })
            .collect();
        let name = cohort.name.as_deref().unwrap_or("—");
        output::line(format!("{:>9}{cells}  {name}", cohort.customers));
    }
    Ok(())
}
