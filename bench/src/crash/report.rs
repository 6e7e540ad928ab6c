//! What came of it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use super::{Phase, Verdict};

/// What was done to the program, and what became of the log.
#[derive(Debug, Default, Clone)]
pub struct Report {
    /// Times it was killed.
    pub rounds: u32,
    /// What the kills interrupted; one kill may interrupt several things.
    pub kills: BTreeMap<Phase, u32>,
    /// Batches that were acknowledged.
    pub acknowledged: u64,
    /// Batches that were sent again because no answer came.
    pub resent: u64,
    /// Batches that were sent again although an answer had come.
    pub repeated: u64,
    /// Requests that were answered with anything but success.
    pub refused: u64,
    /// Files that were imported to their end.
    pub files: u64,
    /// Customers that were erased.
    pub erased: u64,
    /// Interactions in files, at the end.
    pub sealed: u64,
    /// Times the log was held against the ledger.
    pub checks: u32,
    /// What was found the last time.
    pub verdict: Verdict,
    /// The installation, when it was left behind for whoever looks into what was found.
    pub left_behind: Option<PathBuf>,
}

impl Report {
    /// Whether nothing was ever lost, doubled or wrong.
    pub fn is_good(&self) -> bool {
        self.verdict.is_good()
    }

    /// How often a kill interrupted something.
    pub fn kills_in(&self, phase: Phase) -> u32 {
        self.kills.get(&phase).copied().unwrap_or(0)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Verdict { rows, lost, doubled, wrong, words } = &self.verdict;
        let kills: Vec<_> = Phase::ALL
            .iter()
            .map(|phase| format!("{} {}", phase.name(), self.kills_in(*phase)))
            .collect();
        writeln!(f, "{} kills: {}", self.rounds, kills.join(", "))?;
        writeln!(
            f,
            "batches: {} acknowledged, {} sent again unanswered, {} although answered, {} refused",
            self.acknowledged, self.resent, self.repeated, self.refused
        )?;
        writeln!(f, "{} files imported, {} customers erased", self.files, self.erased)?;
        writeln!(
            f,
            "{rows} interactions, {} of them sealed; {} checks: {lost} lost, {doubled} doubled, {wrong} wrong",
            self.sealed, self.checks
        )?;
        for line in words {
            writeln!(f, "  {line}")?;
        }
        if let Some(folder) = &self.left_behind {
            writeln!(f, "left behind: {}", folder.display())?;
        }
        Ok(())
    }
}
