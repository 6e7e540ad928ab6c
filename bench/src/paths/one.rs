//! One question to one source in a process of its own, so that the peak of memory is its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use parcours_interactions::Log;
use parcours_kernel::Env;
use parcours_storage::{Database, Options};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::bare::Arrays;
use super::cost::{Cost, best};
use super::questions::Asked;

/// What is kept decoded for the second question, at most.
const KEPT: usize = 4 << 30;

/// Where rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Source {
    /// Segments on disk, in the page cache, decoded each time
    Sealed,
    /// Kept decoded since the last question
    Memory,
    /// Plain arrays and a plain loop
    Bare,
}

/// What the hidden subcommand is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    asked: Asked,
    #[arg(long)]
    from: Source,
    #[arg(long)]
    runs: usize,
}

/// What it says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Said {
    pub(crate) cost: Cost,
    pub(crate) rows: Value,
}

/// Answers in this process; `None` if there is no such loop.
pub(crate) fn answer(arguments: &Arguments) -> anyhow::Result<Option<Said>> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        // Processor time is that of threads alive.
        .thread_keep_alive(Duration::from_secs(3600))
        .build()?
        .block_on(measured(arguments))
}

async fn measured(arguments: &Arguments) -> anyhow::Result<Option<Said>> {
    let Arguments { data, asked, from, runs } = arguments;
    let options = Options { data: data.clone(), url: None, schema: None };
    let log = Log::new(Database::open(options).await?, Env::system());
    let (rows, cost) = match from {
        Source::Sealed => best(*runs, || asked.ask(&log)).await?,
        Source::Memory => {
            let log = log.keeping_decoded(KEPT);
            asked.ask(&log).await?;
            best(*runs, || asked.ask(&log)).await?
        }
        Source::Bare => {
            let arrays = Arrays::read(&log).await?;
            if arrays.ask(*asked).is_none() {
                return Ok(None);
            }
            best(*runs, || async { arrays.ask(*asked).context("a loop") }).await?
        }
    };
    Ok(Some(Said { cost, rows }))
}

/// Answers in another process.
pub(crate) fn ask(
    data: &Path,
    asked: Asked,
    from: Source,
    runs: usize,
) -> anyhow::Result<Option<Said>> {
    let from = format!("{from:?}").to_lowercase();
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("paths-one").arg("--data").arg(data);
    command.args(["--asked", asked.name(), "--from", &from, "--runs", &runs.to_string()]);
    let output = command.stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{} {from} failed", asked.name());
    Ok(serde_json::from_slice(&output.stdout)?)
}
