//! The chances of a goal as tables.

use parcours_paths::{GoalFrom, GoalReport};

use super::words::left_out;
use crate::output;

pub(super) fn show(report: &GoalReport) -> anyhow::Result<()> {
    let days = report.within_seconds as f64 / 86_400.0;
    output::line(format!("goal {} within {days} days", report.goal.join(" or ")));
    left_out(report.left_out);
    for from in &report.positions {
        output::line(format!("\nafter {}", from.after.join(" → ")));
        position(from);
    }
    Ok(())
}

fn position(from: &GoalFrom) {
    output::line(format!("  {}", output::sentence(&from.says)));
    for step in &from.steps {
        let name = step.name.as_deref().unwrap_or("(nothing more)");
        let (Some(share), Some(difference)) = (step.probability, step.difference) else {
            output::line(format!("  {:>10}  too few to tell           {name}", step.customers));
            continue;
        };
        let sure = if step.distinguishable == Some(true) { "" } else { "  (no clear difference)" };
        output::line(format!(
            "  {:>10}  {:>6.1} %  {:>+6.1} points  {name}{sure}",
            step.customers,
            share.value * 100.0,
            difference.value * 100.0
        ));
    }
    if let Some(control) = &from.control {
        let share = control.probability.map_or_else(
            || "too few to tell".to_owned(),
            |share| format!("{:.1} %", share.value * 100.0),
        );
        output::line(format!("  held out: {} customers, {share}", control.customers));
    }
}
