//! The questions of a paths engine to a year of a shop: ours beside `DuckDB`, `ClickHouse` and Polars,
//! all in the same run, with answers that must agree.

mod bare;
mod cost;
mod one;
mod peers;
mod questions;
mod table;
pub(crate) mod year;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::duckdb;
use crate::log::{Place, import_with};
use one::Source;
use peers::Peer;
use questions::Asked;
use table::Row;

pub(crate) use one::{Arguments as OneArguments, answer};

/// Rows up to which pm4py is asked as well.
const FOR_PM4PY: u64 = 1_000_000;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Interactions
    #[arg(long, default_value_t = 10_000_000)]
    rows: u64,
    /// A folder for the files; what is there is used again
    #[arg(long, default_value = "target/bench-paths")]
    folder: PathBuf,
    /// Python with the packages duckdb, chdb, polars, pyarrow and, up to a million rows, pm4py
    #[arg(long, default_value = "python3")]
    python: String,
    /// Who is asked beside us
    #[arg(long, value_delimiter = ',', default_values = ["duckdb", "chdb", "polars", "pm4py"])]
    peers: Vec<Peer>,
    /// Runs of each query, of which the best counts
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

pub(crate) fn run(binary: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    let Arguments { rows, folder, python, runs, .. } = arguments;
    std::fs::create_dir_all(folder)?;
    let year = folder.join(format!("year-{rows}.parquet"));
    let data = folder.join(format!("data-{rows}"));
    let tables = folder.join(format!("peers-{rows}"));
    write(&year, *rows, python)?;
    if !data.exists() {
        let place = Place::new(binary, &data);
        import_with(&place, &year, *rows, "customer=customer,at=time,kind=event,value=value")?;
        place.watched(&["log", "seal"])?;
        place.watched(&["log", "tidy"])?;
    }
    if !tables.join("peer.chdb").exists() {
        peers::load(python, &tables, &year)?;
    }
    let mut peers = arguments.peers.clone();
    peers.retain(|peer| *peer != Peer::Pm4py || *rows <= FOR_PM4PY);
    let mut table = Vec::new();
    for asked in Asked::ALL {
        let ours = one::ask(&data, asked, Source::Sealed, *runs)?.context("an answer")?;
        let memory = one::ask(&data, asked, Source::Memory, *runs)?.context("an answer")?;
        same(asked, "kept in memory", &ours.rows, &memory.rows)?;
        let bare = one::ask(&data, asked, Source::Bare, *runs)?;
        if let Some(bare) = &bare {
            same(asked, "the bare loop", &ours.rows, &bare.rows)?;
        }
        let mut row = Row::new(asked, ours.cost, memory.cost, bare.map(|bare| bare.cost));
        for peer in &peers {
            for said in peer.ask(python, &tables, asked, *runs)? {
                same(asked, peer.name(), &ours.rows, &said.rows)?;
                row.add(*peer, said.way, said.cost);
            }
        }
        table.push(row);
    }
    println!("{rows} interactions; all answers agree\n\n{}", table::markdown(&table, &peers));
    Ok(())
}

/// The year as a Parquet file, as somebody's warehouse would export it.
fn write(year: &Path, rows: u64, python: &str) -> anyhow::Result<()> {
    if year.exists() {
        return Ok(());
    }
    let csv = year.with_extension("csv");
    year::write(&csv, rows)?;
    duckdb::to_parquet(python, &csv, year)?;
    std::fs::remove_file(csv)?;
    Ok(())
}

/// Counts and paths exactly, means as far as sums of floating point numbers go.
fn same(asked: Asked, who: &str, ours: &Value, theirs: &Value) -> anyhow::Result<()> {
    let rows = |value: &Value| value.as_array().cloned().context("rows");
    let (ours, theirs) = (rows(ours)?, rows(theirs)?);
    let told = asked.told().0;
    ensure!(
        ours.len() == theirs.len(),
        "{told}: {who} has {} rows, we have {}",
        theirs.len(),
        ours.len()
    );
    let different = ours.iter().zip(&theirs).find(|(ours, theirs)| !alike(ours, theirs));
    ensure!(different.is_none(), "{told}: we and {who} differ: {different:?}");
    Ok(())
}

fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            (a - b).abs() <= 1e-9 * a.abs().max(1.0)
        }
        _ => one == other,
    }
}
