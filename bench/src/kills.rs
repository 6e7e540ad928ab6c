//! The crash harness, many rounds of it and every way in which files fail, as tables.

use std::path::Path;

use anyhow::ensure;
use bench::crash::failing::{self, Outcome};
use bench::crash::{self, Phase, Plan, Report, Scratch};
use clap::Args;
use parcours_kernel::Env;

/// Rows that go past the database at once.
const BULK_ROWS: u32 = 120_000;
/// Rounds after which it says how far it is.
const SAY_EVERY: u32 = 10;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Kills on each database
    #[arg(long, default_value_t = 300)]
    rounds: u32,
    /// postgres://… of a server where databases may be made, to kill it there as well
    #[arg(long)]
    postgres: Option<String>,
    /// Where all chance comes from [default: the time]
    #[arg(long)]
    seed: Option<u64>,
    /// Rounds after which the log is held against the ledger
    #[arg(long, default_value_t = 10)]
    check_every: u32,
}

pub(crate) fn run(binary: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    let seed = arguments.seed.unwrap_or_else(|| Env::system().now().as_micros().unsigned_abs());
    println!("seed {seed}\n");
    let mut places = vec![("SQLite", None)];
    places.extend(arguments.postgres.as_deref().map(|server| ("PostgreSQL", Some(server))));
    let mut reports = Vec::new();
    for (name, server) in &places {
        reports.push((*name, kill(binary, name, *server, seed, arguments)?));
    }
    show(&reports);
    fail(binary, &places, seed)?;
    for (name, report) in &reports {
        ensure!(report.is_good(), "{name}: {report}");
    }
    Ok(())
}

fn kill(
    binary: &Path,
    name: &str,
    server: Option<&str>,
    seed: u64,
    arguments: &Arguments,
) -> anyhow::Result<Report> {
    let mut scratch = server.map(Scratch::database).transpose()?;
    let postgres = scratch.as_ref().map(|scratch| scratch.url().to_owned());
    let Arguments { rounds, check_every, .. } = *arguments;
    let plan = Plan {
        binary,
        postgres: postgres.as_deref(),
        rounds,
        seed,
        check_every,
        bulk_rows: BULK_ROWS,
    };
    let report = crash::run(&plan, |report| {
        if report.rounds.is_multiple_of(SAY_EVERY) {
            println!("{name}: {report}");
        }
    })?;
    if let Some(scratch) = scratch.as_mut().filter(|_| !report.is_good()) {
        println!("left behind: {}", scratch.url());
        scratch.keep();
    }
    Ok(report)
}

fn show(reports: &[(&str, Report)]) {
    let phases = Phase::ALL.map(Phase::name).join(" | ");
    println!(
        "| database | kills | {phases} | batches acknowledged | interactions | sealed | lost | doubled | wrong |"
    );
    println!("|{}", "---|".repeat(8 + Phase::ALL.len()));
    for (name, report) in reports {
        let kills = Phase::ALL.map(|phase| report.kills_in(phase).to_string()).join(" | ");
        let Report { rounds, acknowledged, sealed, verdict, .. } = report;
        let found = [verdict.rows, *sealed, verdict.lost, verdict.doubled, verdict.wrong];
        let found = found.map(|number| number.to_string()).join(" | ");
        println!("| {name} | {rounds} | {kills} | {acknowledged} | {found} |");
    }
}

fn fail(binary: &Path, places: &[(&str, Option<&str>)], seed: u64) -> anyhow::Result<()> {
    println!(
        "\n| files fail | {} |",
        places.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" | ")
    );
    println!("|---|{}", "---|".repeat(places.len()));
    let mut good = true;
    for case in &failing::CASES {
        let mut outcomes = Vec::new();
        for (name, server) in places {
            let scratch = server.map(Scratch::database).transpose()?;
            let postgres = scratch.as_ref().map(Scratch::url);
            let outcome = failing::run(case, binary, postgres, seed);
            good &= outcome.is_ok();
            outcomes.push(match outcome {
                Ok(Outcome::Held) => "held".to_owned(),
                Ok(Outcome::Skipped(why)) => format!("not here: {why}"),
                Err(error) => format!("NOT HELD on {name}: {error:#}"),
            });
        }
        println!("| {} | {} |", case.name, outcomes.join(" | "));
    }
    ensure!(good, "files failed, and the program did not hold");
    Ok(())
}
