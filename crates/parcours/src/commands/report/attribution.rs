//! Attribution as a table.

use parcours_paths::{
    AttributionQuery, AttributionReport, CreditFigureQuery, CreditPlace, Touches,
};

use super::words::{left_out, percent};
use crate::cli::{AttributionFlags, PlaceFlag, TouchesFlag};
use crate::output;

pub(super) fn asked(flags: AttributionFlags) -> AttributionQuery {
    AttributionQuery {
        goal: flags.goal,
        touches: Some(match flags.touches {
            TouchesFlag::Activity => Touches::Activity,
            TouchesFlag::Channel => Touches::Channel,
        }),
        touch: flags.touch,
        window: Some(flags.window),
        half_life: Some(flags.half_life),
    }
}

/// Whose customers are wanted.
pub(super) fn figure(flags: &AttributionFlags) -> Option<CreditFigureQuery> {
    let credited = flags.customers.clone();
    let place = flags.place.map(|place| match place {
        PlaceFlag::First => CreditPlace::First,
        PlaceFlag::Last => CreditPlace::Last,
    });
    let wanted = credited.is_some() || flags.untouched || flags.unconverted;
    wanted.then_some(CreditFigureQuery {
        credited,
        place,
        untouched: Some(flags.untouched),
        unconverted: Some(flags.unconverted),
    })
}

pub(super) fn show(report: &AttributionReport) -> anyhow::Result<()> {
    output::line(format!(
        "{} conversions worth {:.2}; {} had no touch before them; {} paths led nowhere",
        report.conversions, report.value, report.untouched, report.unconverted
    ));
    left_out(report.left_out);
    let head = ["first", "last", "linear", "decay", "markov", "shapley"];
    let head: String = head.iter().map(|model| format!("{model:>9}  ")).collect();
    output::line(format!("\n{head}{:>7}  touch", "lost"));
    for touch in &report.touches {
        let models =
            [touch.first, touch.last, touch.linear, touch.time_decay, touch.markov, touch.shapley];
        let cells: String =
            models.iter().map(|credit| format!("{:>9.1}  ", credit.conversions)).collect();
        output::line(format!("{cells}{:>7}  {}", percent(Some(touch.removal_effect)), touch.name));
    }
    output::line("\nlost: the share of conversions that would be lost without it, in the chain");
    Ok(())
}
