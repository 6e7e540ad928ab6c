//! The crash harness, many rounds of it, as a table.

use std::path::Path;

use anyhow::ensure;
use bench::crash::{self, Phase, Plan, Report};
use parcours_kernel::Env;

/// Rows that go past the database at once.
const BULK_ROWS: u32 = 120_000;
/// Rounds after which it says how far it is.
const SAY_EVERY: u32 = 10;

pub(crate) fn run(
    binary: &Path,
    postgres: Option<&str>,
    rounds: u32,
    seed: Option<u64>,
    check_every: u32,
) -> anyhow::Result<()> {
    let seed = seed.unwrap_or_else(|| Env::system().now().as_micros().unsigned_abs());
    println!("seed {seed}\n");
    let mut reports = Vec::new();
    for (name, postgres) in [("SQLite", None), ("PostgreSQL", postgres)] {
        if name == "PostgreSQL" && postgres.is_none() {
            continue;
        }
        let plan = Plan { binary, postgres, rounds, seed, check_every, bulk_rows: BULK_ROWS };
        let tell = |report: &Report| {
            if report.rounds.is_multiple_of(SAY_EVERY) {
                println!("{name}: {report}");
            }
        };
        reports.push((name, crash::run(&plan, tell)?));
    }
    let phases = Phase::ALL.map(Phase::name).join(" | ");
    println!(
        "| database | kills | {phases} | batches acknowledged | interactions | sealed | lost | doubled | wrong |"
    );
    println!("|---{}|", "|---".repeat(7 + Phase::ALL.len()));
    for (name, report) in &reports {
        let kills = Phase::ALL.map(|phase| report.kills_in(phase).to_string()).join(" | ");
        let Report { rounds, acknowledged, sealed, verdict, .. } = report;
        let [rows, lost, doubled, wrong] =
            [verdict.rows, verdict.lost, verdict.doubled, verdict.wrong];
        println!(
            "| {name} | {rounds} | {kills} | {acknowledged} | {rows} | {sealed} | {lost} | {doubled} | {wrong} |"
        );
    }
    for (name, report) in &reports {
        ensure!(report.is_good(), "{name}: {report}");
    }
    Ok(())
}
