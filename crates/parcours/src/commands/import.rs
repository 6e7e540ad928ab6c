//! `parcours import`

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use parcours_kernel::Text;
use parcours_server::App;
use parcours_storage::Settings;
use parcours_tracking::files::{self, Columns, FileError, Input, Options};
use parcours_tracking::{ImportFailure, ImportOutcome, ImportProgress};
use serde_json::{Value, json};

use crate::cli::ImportEvents;
use crate::config::Configuration;
use crate::output;

/// Imports the files in their order. Fails when a file could not be imported, or with `--strict` not whole.
pub(crate) async fn run(
    configuration: &Configuration,
    flags: ImportEvents,
) -> anyhow::Result<ExitCode> {
    let app = super::open(configuration).await?;
    let wanted = wanted(&app, &flags).await?;
    let mut results = Vec::new();
    let mut good = true;
    for file in &flags.files {
        let (options, outcome) =
            import(&app, file, &wanted).await.with_context(|| file.display().to_string())?;
        good &= outcome.problem.is_none();
        if flags.json {
            results.push(as_json(file, &options, &outcome));
        } else {
            show(file, &outcome);
        }
    }
    if flags.json {
        output::json(&results)?;
    }
    app.tracking.close().await;
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn wanted(app: &App, flags: &ImportEvents) -> anyhow::Result<Options> {
    let columns = match &flags.columns {
        Some(text) => text.parse::<Columns>().map_err(|why| said(&why))?,
        None => Columns::default(),
    };
    let zone = Settings::time_zone(&app.database).await?;
    let from_name = |name: &str| serde_json::from_value(Value::String(name.to_lowercase()));
    let format = flags.format.as_deref().map(from_name).transpose();
    let encoding = flags
        .encoding
        .as_deref()
        .map(|name| serde_json::from_value(Value::String(name.to_lowercase())));
    Ok(Options {
        format: format.context("the format is csv, jsonl, parquet or xes")?,
        separator: flags.separator.clone(),
        encoding: encoding.transpose().context("the encoding is utf-8 or windows-1252")?,
        time_zone: flags
            .timezone
            .clone()
            .unwrap_or_else(|| zone.iana_name().unwrap_or("UTC").to_owned()),
        columns,
        strict: flags.strict,
        identity: flags.identity.clone(),
    })
}

async fn import(
    app: &App,
    file: &Path,
    wanted: &Options,
) -> anyhow::Result<(Options, ImportOutcome)> {
    let input = Input::open(file)?;
    let options = files::resolve(&input, wanted).map_err(|error| spoken(&error))?;
    let bar = progress_bar(file, input.bytes());
    let begin = Instant::now();
    let watch = |progress: &ImportProgress| {
        bar.set_position(progress.bytes_read);
        bar.set_message(rate(progress.rows_read, begin.elapsed()));
        ControlFlow::Continue(())
    };
    let outcome = app.tracking.import_file(&input, &options, watch).await;
    bar.finish_and_clear();
    let outcome = outcome.map_err(|failure| match failure {
        ImportFailure::File(error) => spoken(&error),
        other => other.into(),
    })?;
    Ok((options, outcome))
}

fn progress_bar(file: &Path, bytes: u64) -> ProgressBar {
    if !output::is_watched() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{prefix}  {wide_bar}  {percent} %  {msg}  {eta}");
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    ProgressBar::new(bytes)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_prefix(name)
}

fn rate(rows: u64, elapsed: Duration) -> String {
    let per_second = u128::from(rows) * 1000 / elapsed.as_millis().max(1);
    let words =
        Text::new(format!("{rows} rows, {per_second}/s"), format!("{rows} lignes, {per_second}/s"));
    words.get(output::language()).to_owned()
}

fn show(file: &Path, outcome: &ImportOutcome) {
    let ImportProgress { rows_read, rows_stored, rows_duplicate, rows_refused, .. } =
        outcome.progress;
    let name = file.display();
    output::note(&Text::new(
        format!(
            "{name}: {rows_read} rows read, {rows_stored} stored, {rows_duplicate} already there, {rows_refused} refused"
        ),
        format!(
            "{name}\u{202f}: {rows_read} lignes lues, {rows_stored} enregistrées, {rows_duplicate} déjà présentes, {rows_refused} refusées"
        ),
    ));
    for error in &outcome.errors {
        let message = error.message.get(output::language());
        output::line(format!("{name}:{}: {message}", error.line));
    }
    if let Some(problem) = &outcome.problem {
        output::note(problem);
    }
}

fn as_json(file: &Path, options: &Options, outcome: &ImportOutcome) -> Value {
    let words = |text: &Text| text.get(output::language()).to_owned();
    let errors: Vec<_> = outcome
        .errors
        .iter()
        .map(|error| json!({ "line": error.line, "message": words(&error.message) }))
        .collect();
    json!({
        "file": file, "options": options, "progress": outcome.progress, "errors": errors,
        "problem": outcome.problem.as_ref().map(words)
    })
}

fn spoken(error: &FileError) -> anyhow::Error {
    said(&error.message)
}

fn said(why: &Text) -> anyhow::Error {
    anyhow::anyhow!("{}", why.get(output::language()))
}
