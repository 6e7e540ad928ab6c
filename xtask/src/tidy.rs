//! `cargo xtask tidy`: the invariants of the architecture, each as one check in one file.
//!
//! A check is a pure function from the tree (paths and texts) and the crates (who depends on what) to
//! the places that break it, so that its tests feed it small trees. To add one: a file in `tidy/` with
//! a [`Check`] and a test that shows it fail on a broken sample, and a line in [`CHECKS`].

use std::fmt;

use anyhow::{Result, bail};

use crate::house::House;
use crate::report;

mod analytics;
mod arrows;
mod code;
mod crates;
mod database;
mod dependencies;
mod endpoints;
mod guide;
mod http_client;
mod length;
mod libraries;
mod migrations;
mod modules;
mod time;
mod tree;

use crates::Crates;
use tree::Tree;

/// Every check, in the order of its report.
const CHECKS: &[Check] = &[
    arrows::CHECK,
    database::CHECK,
    analytics::CHECK,
    http_client::CHECK,
    time::CHECK,
    length::CHECK,
    migrations::CHECK,
    dependencies::CHECK,
    endpoints::CHECK,
    modules::CHECK,
    guide::CHECK,
];

/// One invariant.
struct Check {
    /// The invariant in a sentence.
    rule: &'static str,
    /// Finds all places that break it.
    find: fn(&Tree, &Crates) -> Vec<Problem>,
}

/// One place that breaks an invariant, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Problem {
    path: String,
    /// From 1; 0 for the file as a whole.
    line: usize,
    what: String,
}

impl Problem {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, what } = self;
        if *line == 0 { write!(f, "{path}: {what}") } else { write!(f, "{path}:{line}: {what}") }
    }
}

/// Runs every check and lists every problem.
pub(crate) fn run(house: &House) -> Result<()> {
    let tree = Tree::read(&house.root)?;
    let crates = Crates::of(house);
    let mut count = 0;
    for check in CHECKS {
        let mut problems = (check.find)(&tree, &crates);
        problems.sort();
        problems.dedup();
        if problems.is_empty() {
            continue;
        }
        count += problems.len();
        report::line(format!("\n{}", check.rule));
        for problem in problems {
            report::line(format!("  {problem}"));
        }
    }
    match count {
        0 => {
            report::line(format!("{} invariants hold in {} files", CHECKS.len(), tree.len()));
            Ok(())
        }
        1 => bail!("1 place breaks an invariant"),
        _ => bail!("{count} places break an invariant"),
    }
}
