//! `parcours report`

mod attribution;
mod behind;
mod changes;
mod cohorts;
mod counts;
mod drift;
mod durations;
mod flows;
mod funnel;
mod goal;
mod lifetime;
mod next;
mod position;
mod question;
mod transitions;
mod variants;
mod words;

use anyhow::{Context as _, bail};
use parcours_interactions::Summary;
use parcours_journeys::Journey;
use parcours_kernel::{PeriodQuery, Timestamp};
use parcours_paths::{
    DriftQuery, GoalQuery, GraphFigureQuery, JourneyFigures, LifetimeFigureQuery, NextQuery,
    TouchpointFigures,
};
use parcours_server::App;

use self::words::percent;
use crate::cli::{PeriodFlags, Report};
use crate::config::Configuration;
use crate::output;

pub(crate) async fn run(configuration: &Configuration, report: Report) -> anyhow::Result<()> {
    if let Report::LifetimeValue { asked, json, .. } = &report
        && let Some(file) = &asked.fit
    {
        // A table of one's own needs no installation.
        return lifetime::fit(file, asked, *json);
    }
    let app = super::cluster::asking(super::open(configuration).await?, configuration)?;
    match report {
        Report::Summary { period, json } => {
            let period = app.paths.period(&query(period, "all")).await?;
            let summary = app.log.snapshot().await?.summary(period).await?;
            if json { output::json(&summary) } else { show_summary(&summary) }
        }
        Report::Touchpoints { journey, published, period, json } => {
            let journey = find(&app, &journey, published).await?;
            let period = app.paths.period(&query(period, "30d")).await?;
            let figures = app.paths.figures(&journey, &[], period).await?;
            if json { output::json(&figures) } else { show_touchpoints(&journey, &figures) }
        }
        Report::Transitions { question, top, customers, json } => {
            let question = question::of(&app, question).await?;
            if let Some(edge) = customers {
                let figure = GraphFigureQuery { edge: Some(edge), ..GraphFigureQuery::default() };
                return behind::show(
                    &app.paths.behind_transitions(&question, &figure).await?,
                    json,
                );
            }
            let report = app.paths.transitions(&question).await?;
            if json { output::json(&report) } else { transitions::show(&report, top) }
        }
        Report::LifetimeValue { asked, question, json } => {
            let question = question::of(&app, question).await?;
            let query = lifetime::asked(&asked);
            if let Some(group) = asked.customers {
                let figure = LifetimeFigureQuery { group: Some(group) };
                let found = app.paths.behind_lifetime_value(&question, &query, &figure).await?;
                return behind::show(&found, json);
            }
            let report = app.paths.lifetime_value(&question, &query, output::language()).await?;
            if json { output::json(&report) } else { lifetime::show(&report) }
        }
        Report::Funnel { asked, question, json } => {
            let question = question::of(&app, question).await?;
            if let Some(figure) = funnel::figure(&asked) {
                let asked = funnel::asked(asked);
                let found = app.paths.behind_funnel(&question, &asked, &figure).await?;
                return behind::show(&found, json);
            }
            let report = app.paths.funnel(&question, &funnel::asked(asked)).await?;
            if json { output::json(&report) } else { funnel::show(&report) }
        }
        Report::Flows { asked, question, json } => {
            let question = question::of(&app, question).await?;
            let query = flows::asked(&asked);
            if let Some(figure) = flows::figure(&asked) {
                let found = app.paths.behind_flows(&question, &query, &figure).await?;
                return behind::show(&found, json);
            }
            let report = app.paths.flows(&question, &query).await?;
            if json { output::json(&report) } else { flows::show(&report) }
        }
        Report::Variants { asked, question, json } => {
            let question = question::of(&app, question).await?;
            if let Some(figure) = variants::figure(&asked) {
                return behind::show(&app.paths.behind_variants(&question, &figure).await?, json);
            }
            let report = app.paths.variants(&question, &variants::asked(&asked)).await?;
            if json { output::json(&report) } else { variants::show(&report) }
        }
        Report::Cohorts { asked, question, json } => {
            let question = question::of(&app, question).await?;
            if let Some(figure) = cohorts::figure(&asked) {
                let asked = cohorts::asked(asked);
                let found = app.paths.behind_cohorts(&question, &asked, &figure).await?;
                return behind::show(&found, json);
            }
            let report = app.paths.cohorts(&question, &cohorts::asked(asked)).await?;
            if json { output::json(&report) } else { cohorts::show(&report) }
        }
        Report::Attribution { asked, question, json } => {
            let question = question::of(&app, question).await?;
            if let Some(figure) = attribution::figure(&asked) {
                let asked = attribution::asked(asked);
                let found = app.paths.behind_attribution(&question, &asked, &figure).await?;
                return behind::show(&found, json);
            }
            let report = app.paths.attribution(&question, &attribution::asked(asked)).await?;
            if json { output::json(&report) } else { attribution::show(&report) }
        }
        Report::Durations { asked, question, json } => {
            let question = question::of(&app, question).await?;
            if let Some(figure) = durations::figure(&asked) {
                let asked = durations::asked(asked);
                let found = app.paths.behind_durations(&question, &asked, &figure).await?;
                return behind::show(&found, json);
            }
            let report = app.paths.durations(&question, &durations::asked(asked)).await?;
            if json { output::json(&report) } else { durations::show(&report) }
        }
        Report::Counts { asked, question, json } => {
            let question = question::of(&app, question).await?;
            let report = app.paths.counts(&question, &counts::asked(&asked)).await?;
            if json { output::json(&report) } else { counts::show(&report) }
        }
        Report::Position { question, json } => {
            let report = position::of(&app, question).await?;
            if json { output::json(&report) } else { position::show(&report) }
        }
        Report::Next { after, question, json } => {
            let question = question::of(&app, question).await?;
            let report = app.paths.next(&question, &NextQuery { after }).await?;
            if json { output::json(&report) } else { next::show(&report) }
        }
        Report::Goal { goal, after, within, question, json } => {
            let question = question::of(&app, question).await?;
            let report = app.paths.goal(&question, &GoalQuery { goal, after, within }).await?;
            if json { output::json(&report) } else { goal::show(&report) }
        }
        Report::Changes { question, json } => {
            let question = question::of(&app, question).await?;
            let report = app.paths.changes(&question).await?;
            if json { output::json(&report) } else { changes::show(&report) }
        }
        Report::Drift { customers, question, json } => {
            let question = question::of(&app, question).await?;
            let query = DriftQuery { customers: Some(customers) };
            let report = app.paths.drift(&question, query).await?;
            if json { output::json(&report) } else { drift::show(&report) }
        }
    }
}

pub(super) fn query(flags: PeriodFlags, default: &str) -> PeriodQuery {
    let days = flags.from.is_some() || flags.to.is_some();
    let period = flags.period.or_else(|| (!days).then(|| default.to_owned()));
    PeriodQuery { period, from: flags.from, to: flags.to }
}

async fn find(app: &App, name: &str, published: bool) -> anyhow::Result<Journey> {
    let Some(journey) = app.journeys.find(name).await? else {
        bail!("there is no journey “{name}”; `parcours serve` and look at the list, or use its id")
    };
    if !published {
        return Ok(journey);
    }
    app.journeys
        .published(journey.id)
        .await?
        .with_context(|| format!("“{name}” has no published version"))
}

fn show_summary(summary: &Summary) -> anyhow::Result<()> {
    let moment = |at: Option<Timestamp>| at.map_or_else(|| "—".to_owned(), |at| at.to_string());
    output::line(format!("interactions  {}", summary.interactions));
    output::line(format!("customers     {}", summary.customers));
    output::line(format!("first         {}", moment(summary.first)));
    output::line(format!("last          {}", moment(summary.last)));
    if !summary.kinds.is_empty() {
        output::line(format!("\n{:>12}  {:>9}  kind", "interactions", "customers"));
    }
    for kind in &summary.kinds {
        output::line(format!("{:>12}  {:>9}  {}", kind.interactions, kind.customers, kind.kind));
    }
    Ok(())
}

fn show_touchpoints(journey: &Journey, figures: &JourneyFigures) -> anyhow::Result<()> {
    output::line(format!(
        "{}: {} customers, goal {}",
        journey.name,
        figures.customers,
        percent(figures.goal_share)
    ));
    let head = ["interactions", "customers", "reach", "lost", "next", "trend"];
    output::line(format!(
        "{:>12}  {:>9}  {:>7}  {:>7}  {:>8}  {:>8}  touchpoint",
        head[0], head[1], head[2], head[3], head[4], head[5]
    ));
    for stage in &journey.stages {
        output::line(format!("\n{}", stage.name));
        for touchpoint in &stage.touchpoints {
            let Some(row) =
                figures.touchpoints.iter().find(|row| row.touchpoint_id == touchpoint.id)
            else {
                continue;
            };
            let TouchpointFigures { interactions, customers, .. } = row;
            output::line(format!(
                "{interactions:>12}  {customers:>9}  {:>7}  {:>7}  {:>8}  {:>8}  {}",
                percent(row.reach),
                percent(row.lost),
                row.median_seconds_to_next.map_or_else(|| "—".to_owned(), duration),
                row.trend
                    .map_or_else(|| "—".to_owned(), |trend| format!("{:+.1} %", trend * 100.0)),
                touchpoint.name
            ));
        }
    }
    Ok(())
}

/// A time as people say it.
fn duration(seconds: u32) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        3600..86_400 => format!("{} h", seconds / 3600),
        _ => format!("{} d", seconds / 86_400),
    }
}
