//! Positions as a table.

use parcours_paths::{AtTouchpointCount, MapVersion, PositionReport};
use parcours_server::App;

use super::find;
use super::words::left_out;
use crate::cli::{MapFlag, QuestionFlags};
use crate::output;

/// Where everybody stands; kept positions are brought up to this moment first, for a server need not
/// run.
pub(super) async fn of(app: &App, mut flags: QuestionFlags) -> anyhow::Result<PositionReport> {
    // What is kept is of the version that counts; a draft that somebody asks for is not.
    let is_kept = flags.map != Some(MapFlag::Draft);
    if let (Some(name), None) = (&flags.journey, flags.map) {
        let draft = find(app, name, false).await?;
        flags.map = Some(match MapVersion::that_counts(&draft) {
            MapVersion::Published => MapFlag::Published,
            MapVersion::Draft => MapFlag::Draft,
        });
    }
    let question = super::question::of(app, flags).await?;
    let Some(journey) = question.whole_journey().filter(|_| is_kept) else {
        return Ok(app.paths.position(&question).await?);
    };
    app.positions.catch_up(journey).await?;
    Ok(app.positions.standing(journey).await?)
}

pub(super) fn show(report: &PositionReport) -> anyhow::Result<()> {
    let name = report.journey.as_deref().map_or_else(String::new, |name| format!("{name}: "));
    output::line(format!("{name}{} customers", report.customers));
    left_out(report.left_out);
    let head = ["customers", "active", "waiting", "quiet", "goal"];
    output::line(format!(
        "{:>10}  {:>9}  {:>9}  {:>9}  {:>9}  where",
        head[0], head[1], head[2], head[3], head[4]
    ));
    let mut stage = None;
    for at in &report.touchpoints {
        if at.stage.is_some() && at.stage != stage {
            stage = at.stage.clone();
            output::line(format!("\n{}", stage.as_deref().unwrap_or_default()));
        }
        let AtTouchpointCount { customers, active, waiting, quiet, reached_goal, .. } = at;
        output::line(format!(
            "{customers:>10}  {active:>9}  {waiting:>9}  {quiet:>9}  {reached_goal:>9}  {}",
            at.name
        ));
    }
    Ok(())
}
