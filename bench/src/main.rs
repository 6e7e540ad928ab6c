//! Side-by-side benchmarks. Each figure is taken in the same run as the peer it is held against, so
//! that the ratio means something on any machine. Results go to `docs/benchmarks.md` by hand.
//!
//! `cargo build --release -p parcours && cargo run --release -p bench -- intake`

#![expect(clippy::print_stdout, reason = "a report is what it is for")]

mod bare;
mod duckdb;
mod encodings;
mod events;
mod intake;
mod kills;
mod latency;
mod log;
mod oracles;
mod paths;
mod reading;
mod server;
mod shop_log;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
struct Arguments {
    /// The release binary to measure; by default the one built beside this
    #[arg(long)]
    binary: Option<PathBuf>,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Durable, deduplicated intake over HTTP in batches of 100, beside a bare insert loop; idle memory and start
    Intake {
        /// postgres://… of an empty database to measure as well
        #[arg(long)]
        postgres: Option<String>,
        /// Interactions
        #[arg(long, default_value_t = 200_000)]
        events: usize,
        /// Connections that send at once
        #[arg(long, default_value_t = 16)]
        connections: usize,
    },
    /// Kill the program again and again, and hold its log against a ledger
    Crash(kills::Arguments),
    /// Room and decoding time of each column of a segment under each encoding and compression
    Encodings(encodings::Arguments),
    /// One customer among a million: position, next steps and chances in one call, and how soon a position
    /// follows an append
    Latency(latency::Arguments),
    /// The log at size: import, bytes an interaction, scan beside DuckDB, timelines, start, idle memory
    Log(log::Arguments),
    /// What kernels find in public logs and published figures, beside what others found there
    Oracles(oracles::Arguments),
    /// Questions to a year of a shop, beside DuckDB, ClickHouse and Polars
    Paths(paths::Arguments),
    /// One of these questions to one source
    #[command(hide = true)]
    PathsOne(paths::OneArguments),
    /// Reading and shaping files of interactions on one core, without storing them
    Reading {
        /// A file to import; may be said several times
        #[arg(long, required = true)]
        file: Vec<PathBuf>,
    },
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let binary = match arguments.binary {
        Some(binary) => binary,
        None => std::env::current_exe()?.with_file_name("parcours"),
    };
    match arguments.what {
        What::Intake { postgres, events, connections } => {
            intake::run(&binary, postgres.as_deref(), events, connections)
        }
        What::Crash(what) => kills::run(&binary, &what),
        What::Encodings(what) => encodings::run(&what),
        What::Latency(what) => latency::run(&binary, &what),
        What::Log(what) => log::run(&binary, &what),
        What::Oracles(what) => oracles::run(&binary, &what),
        What::Paths(what) => paths::run(&binary, &what),
        What::PathsOne(what) => {
            println!("{}", serde_json::to_string(&paths::answer(&what)?)?);
            Ok(())
        }
        What::Reading { file } => reading::run(&file),
    }
}
