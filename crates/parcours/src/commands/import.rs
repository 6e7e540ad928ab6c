//! `parcours import`

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use parcours_kernel::Text;
use parcours_server::App;
use parcours_storage::Settings;
use parcours_tracking::files::{self, Columns, Input, Options};
use parcours_tracking::{ImportFailure, ImportOutcome, ImportProgress};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::cli::ImportEvents;
use crate::config::Configuration;
use crate::output;

/// How a file was read, and what came of it.
type Imported = (Options, ImportOutcome);

/// Imports the files in their order; one that cannot be imported does not keep the others out.
/// Fails when a file could not be imported, or with `--strict` not whole.
pub(crate) async fn run(
    configuration: &Configuration,
    flags: ImportEvents,
) -> anyhow::Result<ExitCode> {
    let app = super::open_or_begin(configuration).await?;
    let wanted = wanted(&app, &flags).await?;
    // A large file makes many small files in the log: they are joined as they come, also where no
    // server runs. Where one does, whoever is first takes the job.
    let stop = CancellationToken::new();
    let upkeep = tokio::spawn(app.log_runner().run(stop.clone()));
    let mut results = Vec::new();
    let mut good = true;
    for file in &flags.files {
        let imported = import(&app, file, &wanted).await;
        good &= imported.as_ref().is_ok_and(|(_, outcome)| outcome.problem.is_none());
        if flags.json {
            results.push(as_json(file, &imported));
        } else {
            show(file, &imported);
        }
    }
    if flags.json {
        output::json(&results)?;
    }
    stop.cancel();
    upkeep.await?;
    app.tracking.close().await;
    app.database.close().await?;
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

async fn import(app: &App, file: &Path, wanted: &Options) -> anyhow::Result<Imported> {
    // A folder opens like a file and fails only when it is read, with worse words.
    ensure!(!file.is_dir(), "this is a folder; name the files in it");
    let input = Input::open(file).context("cannot open it")?;
    let options = files::resolve(&input, wanted).map_err(|error| said(&error.message))?;
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
        ImportFailure::File(error) => said(&error.message),
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

/// The counts are the result; what is wrong goes where errors go, as compilers write it.
fn show(file: &Path, imported: &anyhow::Result<Imported>) {
    let name = file.display();
    let outcome = match imported {
        Ok((_, outcome)) => outcome,
        Err(error) => return output::error(&format!("{name}: {error:#}")),
    };
    for error in &outcome.errors {
        output::error(&format!("{name}:{}: {}", error.line, error.message.get(output::language())));
    }
    let ImportProgress {
        rows_read, rows_stored, rows_duplicate, rows_erased, rows_refused, ..
    } = outcome.progress;
    let listed = outcome.errors.len() as u64;
    if listed < rows_refused {
        output::note(&Text::new(
            format!("{name}: only the first {listed} of {rows_refused} bad rows are listed."),
            format!(
                "{name}\u{202f}: seules les {listed} premières des {rows_refused} lignes en erreur sont indiquées."
            ),
        ));
    }
    if rows_erased > 0 {
        output::note(&Text::new(
            format!(
                "{name}: {rows_erased} rows are of customers who were forgotten since; they were not kept."
            ),
            format!(
                "{name}\u{202f}: {rows_erased} lignes concernent des clients oubliés depuis\u{202f}; elles n’ont pas été gardées."
            ),
        ));
    }
    if let Some(problem) = &outcome.problem {
        output::error(&format!("{name}: {}", problem.get(output::language())));
    }
    let counts = Text::new(
        format!(
            "{name}: {rows_read} rows read, {rows_stored} stored, {rows_duplicate} already there, {rows_refused} refused"
        ),
        format!(
            "{name}\u{202f}: {rows_read} lignes lues, {rows_stored} enregistrées, {rows_duplicate} déjà présentes, {rows_refused} refusées"
        ),
    );
    output::line(counts.get(output::language()));
}

fn as_json(file: &Path, imported: &anyhow::Result<Imported>) -> Value {
    // A name that is not Unicode is shown as well as can be: JSON knows no other.
    let name = file.display().to_string();
    let words = |text: &Text| text.get(output::language()).to_owned();
    match imported {
        Ok((options, outcome)) => {
            let errors: Vec<_> = outcome
                .errors
                .iter()
                .map(|error| json!({ "line": error.line, "message": words(&error.message) }))
                .collect();
            json!({
                "file": name, "options": options, "progress": outcome.progress, "errors": errors,
                "problem": outcome.problem.as_ref().map(words)
            })
        }
        Err(error) => json!({
            "file": name, "options": null, "progress": null, "errors": [], "problem": format!("{error:#}")
        }),
    }
}

fn said(why: &Text) -> anyhow::Error {
    anyhow::anyhow!("{}", why.get(output::language()))
}
