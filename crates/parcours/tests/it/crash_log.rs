//! The log outlives what can happen to it: kills at any work, files that fail. The harness, and many
//! more rounds of it, are in `bench`.

use std::path::Path;

use bench::crash::failing::{self, Outcome};
use bench::crash::{self, Phase, Plan, Scratch};

/// Two for each kind of work, and two more.
const ROUNDS: u32 = 12;
/// Just enough to go past the database.
const BULK_ROWS: u32 = 50_000;
const SEED: u64 = 3;

/// The server where the tests may make databases; `None` where there is none.
fn server() -> Option<String> {
    std::env::var("PARCOURS_TEST_POSTGRES").ok()
}

fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_parcours"))
}

fn a_dozen_kills(postgres: Option<&str>) {
    let plan = Plan {
        binary: binary(),
        postgres,
        rounds: ROUNDS,
        seed: SEED,
        check_every: 4,
        bulk_rows: BULK_ROWS,
    };
    let report = crash::run(&plan, |_| {}).unwrap();
    assert!(report.is_good(), "{report}");
    // What was not at work was not interrupted, and proves nothing.
    assert_eq!(report.rounds, ROUNDS, "{report}");
    for phase in [Phase::Intake, Phase::Sealing, Phase::Erasure] {
        assert!(report.kills_in(phase) > 0, "{report}");
    }
    assert!(report.sealed > 0 && report.repeated > 0 && report.files > 0, "{report}");
}

#[test]
fn a_dozen_kills_lose_and_double_nothing() {
    a_dozen_kills(None);
}

#[test]
fn a_dozen_kills_on_postgres_lose_and_double_nothing() {
    let Some(database) = server().map(|server| Scratch::database(&server).unwrap()) else { return };
    a_dozen_kills(Some(database.url()));
}

#[expect(clippy::print_stdout, reason = "what this machine does not allow is said")]
fn files_fail(server: Option<&str>) {
    let mut faults = Vec::new();
    for case in &failing::CASES {
        let database = server.map(|server| Scratch::database(server).unwrap());
        let postgres = database.as_ref().map(Scratch::url);
        match failing::run(case, binary(), postgres, SEED) {
            Ok(Outcome::Held) => {}
            Ok(Outcome::Skipped(why)) => println!("{}: not here: {why}", case.name),
            Err(error) => faults.push(format!("{error:#}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_that_fail_are_named_and_lose_nothing() {
    files_fail(None);
}

#[test]
fn files_that_fail_beside_postgres_are_named_and_lose_nothing() {
    if let Some(server) = server() {
        files_fail(Some(&server));
    }
}
