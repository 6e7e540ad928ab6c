//! Durations as bars.

use parcours_paths::{DurationFigureQuery, DurationsQuery, DurationsReport};

use super::duration;
use super::words::{left_out, time};
use crate::cli::DurationsFlags;
use crate::output;

/// The longest bar.
const WIDTH: u64 = 40;

pub(super) fn asked(flags: DurationsFlags) -> DurationsQuery {
    DurationsQuery { start: flags.start, goal: flags.goal }
}

/// Whose customers are wanted.
pub(super) fn figure(flags: &DurationsFlags) -> Option<DurationFigureQuery> {
    flags.customers.then_some(DurationFigureQuery {
        from_seconds: flags.over,
        under_seconds: flags.under,
        lost: Some(flags.lost),
    })
}

pub(super) fn show(report: &DurationsReport) -> anyhow::Result<()> {
    output::line(format!(
        "{} of {} customers arrive; half of them within {}, nine in ten within {}",
        report.customers,
        report.customers_from,
        time(report.median_seconds),
        time(report.p90_seconds)
    ));
    left_out(report.left_out);
    let most = report.bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    output::line(format!("\n{:>9}  from", "cases"));
    for bar in &report.bars {
        let length = usize::try_from(bar.count * WIDTH / most).unwrap_or(0);
        output::line(format!(
            "{:>9}  {:>6}  {}",
            bar.count,
            duration(bar.from_seconds as u32),
            "█".repeat(length)
        ));
    }
    Ok(())
}
