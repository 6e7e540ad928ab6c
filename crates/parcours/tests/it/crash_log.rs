//! The log outlives what can happen to it: kills at any moment, files that fail. The harness, and
//! many more rounds of it, are in `bench`.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use bench::crash::failing::{self, Outcome};
use bench::crash::{self, Phase, Plan};

use crate::postgres::Fresh;

/// A fifth of them is spent on each kind of work.
const ROUNDS: u32 = 12;
/// Just enough to go past the database.
const BULK_ROWS: u32 = 50_000;

fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_parcours"))
}
