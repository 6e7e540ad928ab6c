//! The peers: each in a Python process of its own, on its own table of the same rows.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::cost::Cost;
use super::questions::Asked;

const COMMON: &str = include_str!("peers/common.py");
const LOAD: &str = include_str!("peers/load.py");

/// Somebody who answers the same questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Peer {
    /// A native table, sorted
    Duckdb,
    /// ClickHouse: a MergeTree in order of customer and time
    Chdb,
    /// A sorted frame in memory
    Polars,
    /// Process mining in Python; slow, so only up to a million rows
    Pm4py,
}

/// How a query uses the order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Way {
    /// As guides write it, with window functions, where there is a faster way that is as right.
    Windows,
    /// Right whatever the order of the rows in the table.
    Any,
    /// Right only because the rows lie in order of customer and time.
    Sorted,
}

/// One answer.
#[derive(Debug, Deserialize)]
pub(crate) struct Said {
    pub(crate) way: Way,
    #[serde(flatten)]
    pub(crate) cost: Cost,
    pub(crate) rows: Value,
}

impl Peer {
    /// As people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Duckdb => "DuckDB",
            Self::Chdb => "ClickHouse",
            Self::Polars => "Polars",
            Self::Pm4py => "pm4py",
        }
    }

    fn script(self) -> &'static str {
        match self {
            Self::Duckdb => include_str!("peers/with_duckdb.py"),
            Self::Chdb => include_str!("peers/with_chdb.py"),
            Self::Polars => include_str!("peers/with_polars.py"),
            Self::Pm4py => include_str!("peers/with_pm4py.py"),
        }
    }

    /// The answers, one for each way that the peer knows; none to what it is not asked.
    pub(crate) fn ask(
        self,
        python: &str,
        tables: &Path,
        asked: Asked,
        runs: usize,
    ) -> anyhow::Result<Vec<Said>> {
        let program = format!("{COMMON}\n{}", self.script());
        let said = run(python, &program, tables, &["", asked.name(), &runs.to_string()])?;
        let answers = said.lines().filter(|line| line.starts_with('{'));
        answers.map(|line| Ok(serde_json::from_str(line)?)).collect()
    }
}

/// Loads a year into the tables of all peers, in a folder.
pub(crate) fn load(python: &str, tables: &Path, year: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(tables)?;
    run(python, LOAD, tables, &[year.to_str().context("a plain path")?]).map(drop)
}

fn run(python: &str, program: &str, tables: &Path, more: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(python).arg("-c").arg(program).arg(tables).args(more).output()?;
    let error = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the peer failed: {error}");
    Ok(String::from_utf8(output.stdout)?)
}
