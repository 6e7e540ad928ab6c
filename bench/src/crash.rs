//! The crash harness: the real program is killed again and again, and its log is held against a
//! ledger that nobody kills.
//!
//! A round starts the program on what the last one left behind, loads it (batches over HTTP, told
//! again when no answer came and now and then all the same; files; merges; erasures), waits until it
//! is at what this round wants to interrupt, and kills it. Then the log is exported: what was
//! acknowledged is there once, what was not is there once or not at all and never in part, the erased
//! are not there, and no file is lost track of. One seed gives one schedule; what falls into which
//! moment differs from run to run.
//!
//! To interrupt something new: a [`Phase`], how it is seen (`phase.rs`) and how it comes about
//! (`round.rs`). To tell something new: `world.rs`, and what must be true of it in `verdict.rs`.

mod database;
pub mod failing;
mod folder;
mod imports;
mod installation;
mod ledger;
mod phase;
mod report;
mod round;
mod scratch;
mod senders;
mod server;
mod site;
mod verdict;
mod world;

use std::path::Path;

pub use phase::Phase;
pub use report::Report;
pub use scratch::Scratch;
pub use verdict::Verdict;

/// What to do.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// The program.
    pub binary: &'a Path,
    /// postgres://… of an empty database; SQLite without.
    pub postgres: Option<&'a str>,
    /// How often it is killed.
    pub rounds: u32,
    /// Where all chance comes from.
    pub seed: u64,
    /// Rounds after which the log is held against the ledger.
    pub check_every: u32,
    /// Rows of every tenth imported file: so many at once go past the database.
    pub bulk_rows: u32,
}

/// Carries a plan out; `tell` hears of each round. Ends early when the log is not what it must be:
/// then the installation is left behind, and the report says where. Fails when the program does not
/// even start, stop or answer.
pub fn run(plan: &Plan<'_>, mut tell: impl FnMut(&Report)) -> anyhow::Result<Report> {
    let mut run = round::Run::begin(plan)?;
    for round in 0..plan.rounds {
        run.round(round)?;
        let is_due = (round + 1).is_multiple_of(plan.check_every.max(1));
        if is_due && !run.check()? {
            return Ok(run.end());
        }
        tell(run.report());
    }
    run.settle()?;
    Ok(run.end())
}
