//! Next steps as a table.

use parcours_paths::NextReport;

use super::words::left_out;
use crate::output;

pub(super) fn show(report: &NextReport) -> anyhow::Result<()> {
    output::line(output::sentence(&report.says));
    left_out(report.left_out);
    if report.steps.is_empty() {
        return Ok(());
    }
    let way = if report.whole_way { "the whole way" } else { "the last steps" };
    output::line(format!("{way} {}, met {} times", report.context.join(" → "), report.support));
    output::line(format!("\n{:>8}  {:>10}  next", "share", "cases"));
    for step in &report.steps {
        let name = step.name.as_deref().unwrap_or("(the end)");
        output::line(format!("{:>6.1} %  {:>10}  {name}", step.probability * 100.0, step.support));
    }
    Ok(())
}
