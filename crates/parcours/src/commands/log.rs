//! `parcours log`

mod words;

use std::process::ExitCode;

use anyhow::Context as _;
use parcours_access::audit::Actor;
use parcours_interactions::{Effort, LogSettings, RetentionRule};
use parcours_server::App;

use crate::cli::{Log, LogSettingsFlags, Retention};
use crate::config::Configuration;
use crate::output;

pub(super) use words::size;

pub(crate) async fn run(configuration: &Configuration, command: Log) -> anyhow::Result<ExitCode> {
    let app = super::open(configuration).await?;
    match command {
        Log::Status { json } => status(&app, json).await?,
        Log::Seal => {
            output::line(words::sealed(app.log_keeping().seal_all().await?));
        }
        Log::Tidy => {
            app.log_keeping().tidy_up(Effort::Thorough, || false).await?;
            output::line(words::tidied(&app.log.status().await?));
        }
        Log::Check { thorough } => return check(&app, thorough).await,
        Log::Files { json } => files(&app, json).await?,
        Log::Settings(flags) => settings(&app, &flags).await?,
        Log::Retention(command) => retention(&app, command).await?,
    }
    app.tracking.close().await;
    app.database.close().await?;
    Ok(ExitCode::SUCCESS)
}

async fn status(app: &App, json: bool) -> anyhow::Result<()> {
    let status = app.log.status().await?;
    if json {
        return output::json(&status);
    }
    words::status(&status).iter().for_each(output::line);
    Ok(())
}

async fn check(app: &App, thorough: bool) -> anyhow::Result<ExitCode> {
    let faults = app.log.faults(thorough).await?;
    for fault in &faults {
        output::line(format!("{}: {}", fault.name, fault.what.get(output::language())));
    }
    if !faults.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let files = app.log.live_files().await?;
    output::note(&words::whole(files.len(), files.iter().map(|file| file.bytes).sum(), thorough));
    Ok(ExitCode::SUCCESS)
}

async fn files(app: &App, json: bool) -> anyhow::Result<()> {
    let files = app.log.live_files().await?;
    if json {
        return output::json(&files);
    }
    for file in files.iter().filter(|file| file.interactions) {
        output::line(&file.address);
    }
    let hot = app.log.status().await?.hot_rows;
    if hot > 0 {
        output::note(&words::not_in_files(hot));
    }
    Ok(())
}

async fn settings(app: &App, flags: &LogSettingsFlags) -> anyhow::Result<()> {
    let now = LogSettings::read(&app.database).await?;
    let wish = LogSettings {
        seal_rows: flags.seal_rows.unwrap_or(now.seal_rows),
        segment_rows: flags.segment_rows.unwrap_or(now.segment_rows),
        remember_days: flags.remember_days.unwrap_or(now.remember_days),
        grace_minutes: flags.grace_minutes.unwrap_or(now.grace_minutes),
    };
    output::json(&app.log_keeping().set(Actor::system(), wish).await?)
}

async fn retention(app: &App, command: Retention) -> anyhow::Result<()> {
    let keeping = app.log_keeping();
    match command {
        Retention::List { json } => {
            let rules = RetentionRule::all(&app.database).await?;
            if json {
                return output::json(&rules);
            }
            rules.iter().map(words::rule).for_each(output::line);
        }
        Retention::Add { kind, days } => {
            let rule = keeping.add_rule(Actor::system(), kind.as_deref(), days).await?;
            output::line(words::rule(&rule));
        }
        Retention::Remove { id } => {
            let known = || format!("{id} is not a rule’s id; see `parcours log retention list`");
            keeping.remove_rule(Actor::system(), id.parse().ok().with_context(known)?).await?;
        }
    }
    Ok(())
}
