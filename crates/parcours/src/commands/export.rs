//! `parcours export`

mod scope;
mod target;
mod words;
mod writing;

use std::io::ErrorKind;
use std::process::ExitCode;

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use parcours_interactions::{InteractionStream, ScanRequest, Snapshot};
use parcours_kernel::{Language, Period};
use parcours_tracking::exports::Format;
use tokio::task::JoinHandle;

use crate::cli::ExportEvents;
use crate::config::Configuration;
use crate::output;
use scope::Scope;
use target::Target;
use writing::{Pages, Written};

/// Exports, or stops when it is asked to; either way no half file stays.
pub(crate) async fn run(
    configuration: &Configuration,
    flags: ExportEvents,
) -> anyhow::Result<ExitCode> {
    if let Some(name) = &flags.language {
        output::speak(Language::from_tag(name).ok_or_else(|| words::unknown_language(name))?);
    }
    let format = format(&flags)?;
    let asked_to_stop = super::serve::stop_signal()?;
    tokio::select! {
        done = export(configuration, &flags, format) => done,
        () = asked_to_stop => Err(words::stopped()),
    }
}

fn format(flags: &ExportEvents) -> anyhow::Result<Format> {
    match &flags.format {
        Some(name) => Format::from_name(name).ok_or_else(|| words::unknown_format(name)),
        None => Format::of_file(&flags.output).ok_or_else(words::which_format),
    }
}

async fn export(
    configuration: &Configuration,
    flags: &ExportEvents,
    format: Format,
) -> anyhow::Result<ExitCode> {
    // First of all: what cannot be written is known before the long work.
    let target = Target::new(&flags.output, flags.force, format)?;
    let app = super::open(configuration).await?;
    let query = super::report::query(flags.period.clone(), "all");
    let period = app.paths.period(&query).await?;
    let scope = Scope::of(&app, flags.journey.as_deref()).await?;
    let snapshot = app.log.snapshot().await?;
    let bar = progress_bar(&snapshot, &target, period, &scope).await?;

    let Scope { signatures, names } = scope;
    let (pages, writing) = writing::start(
        format,
        target.out()?,
        names,
        target.scratch_folder(&configuration.data),
        bar.clone(),
    );
    // A journey that claims nothing has nothing to read.
    let nothing = signatures.as_ref().is_some_and(Vec::is_empty);
    let request = ScanRequest { signatures, values: true, ..ScanRequest::of(period) };
    let rows = (!nothing).then(|| snapshot.rows(request));
    let written = send(rows, pages, writing).await;
    bar.finish_and_clear();
    match written {
        Ok(written) => target.keep(&written)?,
        // `| head` has seen enough.
        Err(error) if target.is_standard_output() && is_closed_pipe(&error) => {}
        Err(error) => return Err(target.explain(error)),
    }
    app.tracking.close().await;
    app.database.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Hands over what is read until there is no more, or nobody who writes it.
async fn send(
    mut rows: Option<InteractionStream>,
    pages: Pages,
    writing: JoinHandle<anyhow::Result<Written>>,
) -> anyhow::Result<Written> {
    if let Some(rows) = &mut rows {
        while let Some(page) = rows.next().await {
            if !pages.send(page?).await {
                break;
            }
        }
    }
    pages.end().await;
    writing.await.context("the writer gave up")?
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|why| why.kind() == ErrorKind::BrokenPipe)
}

async fn progress_bar(
    snapshot: &Snapshot,
    target: &Target,
    period: Period,
    scope: &Scope,
) -> anyhow::Result<ProgressBar> {
    if !output::is_watched() || target.is_terminal() {
        return Ok(ProgressBar::hidden());
    }
    let total = match &scope.signatures {
        None => snapshot.total(period).await?,
        Some(signatures) => snapshot.count(signatures, period).await?.0,
    };
    let style = ProgressStyle::with_template("{prefix}  {wide_bar}  {percent} %  {msg}  {eta}");
    Ok(ProgressBar::new(total)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_prefix(target.name()))
}
