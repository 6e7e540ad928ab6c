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

/// A case of the harness on each database.
#[expect(clippy::print_stdout, reason = "what this machine does not allow is said")]
fn files_fail(case: usize) {
    let case = &failing::CASES[case];
    let database = server().map(|server| Scratch::database(&server).unwrap());
    let places = [Some(None), database.as_ref().map(|database| Some(database.url()))];
    for place in places.into_iter().flatten() {
        if let Outcome::Skipped(why) = failing::run(case, binary(), place, SEED).unwrap() {
            println!("{}: not here: {why}", case.name);
        }
    }
}

/// A test of its own for each: they take seconds.
macro_rules! files_fail {
    ($($name:ident = $case:literal),* $(,)?) => {
        const _: () = assert!(failing::CASES.len() == [$($case),*].len(), "each case is tested");
        $(
            #[test]
            fn $name() {
                files_fail($case);
            }
        )*
    };
}

files_fail! {
    a_live_file_that_is_cut_off_is_named = 0,
    a_live_file_that_is_gone_is_named = 1,
    a_live_file_whose_bytes_are_others_is_named = 2,
    without_the_keys_of_messages_nothing_is_doubled = 3,
    a_file_where_the_folder_must_be_stops_no_intake = 4,
    a_folder_that_may_not_be_written_to_stops_no_intake = 5,
    a_full_disk_of_the_log_stops_no_intake = 6,
    what_is_acknowledged_while_no_file_may_grow_is_there = 7,
}
