//! The end of a run: one line a step, then the totals on a line alone.

use std::fmt;
use std::time::Duration;

use super::{Counts, Verdict};
use crate::report;

/// One step's line.
#[derive(Debug)]
pub(super) struct Line {
    step: String,
    result: &'static str,
    detail: String,
    took: Option<Duration>,
    counts: Counts,
}

impl Line {
    /// A step that ran.
    pub(super) fn of(step: String, verdict: &Verdict, took: Duration) -> Self {
        let (result, counts, detail) = match verdict {
            Verdict::Passed(counts) => ("passed", *counts, detail(*counts)),
            Verdict::Failed(counts, _) => ("FAILED", *counts, detail(*counts)),
            Verdict::Skipped(why) => ("left out", Counts::default(), (*why).to_owned()),
        };
        Self { step, result, detail, took: Some(took), counts }
    }

    /// A step that an earlier failure made pointless.
    pub(super) fn not_run(step: String) -> Self {
        Self {
            step,
            result: "not run",
            detail: String::new(),
            took: None,
            counts: Counts::default(),
        }
    }
}

/// How many, for steps that count.
fn detail(counts: Counts) -> String {
    match (counts.passed, counts.failed) {
        (0 | 1, 0) | (0, 1) => String::new(),
        (passed, 0) => format!("{passed} tests"),
        (passed, failed) => format!("{failed} of {} tests failed", passed + failed),
    }
}

/// All lines, in the order of the run.
#[derive(Debug, Default)]
pub(super) struct Summary(Vec<Line>);

impl Summary {
    pub(super) fn add(&mut self, line: Line) {
        self.0.push(line);
    }

    fn totals(&self) -> Counts {
        let mut totals = Counts::default();
        for line in &self.0 {
            totals += line.counts;
        }
        totals
    }

    /// Whether nothing failed and nothing was given up.
    pub(super) fn is_good(&self) -> bool {
        self.totals().failed == 0 && self.0.iter().all(|line| line.result != "not run")
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.0 {
            let took = line.took.map(report::duration).unwrap_or_default();
            let text = format!("{:<8}  {:<8}  {took:>12}  {}", line.step, line.result, line.detail);
            writeln!(f, "{}", text.trim_end())?;
        }
        let Counts { passed, failed } = self.totals();
        // Read by machines: the last line of the run, in this form, alone.
        write!(f, "\n{passed} passed, {failed} failed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts_tests_and_checks() {
        let mut summary = Summary::default();
        let took = Duration::from_millis(500);
        summary.add(Line::of("fmt".into(), &Verdict::one(Ok(())), took));
        summary.add(Line::of(
            "deny".into(),
            &Verdict::Skipped("cargo-deny is not installed"),
            took,
        ));
        summary.add(Line::of(
            "rust".into(),
            &Verdict::Passed(Counts { passed: 40, failed: 0 }),
            took,
        ));
        assert!(summary.is_good());
        assert!(summary.to_string().ends_with("\n\n41 passed, 0 failed"), "{summary}");
        summary.add(Line::of(
            "web".into(),
            &Verdict::Failed(Counts { passed: 9, failed: 2 }, "why".into()),
            took,
        ));
        assert!(!summary.is_good());
        assert!(summary.to_string().contains("2 of 11 tests failed"), "{summary}");
        assert!(summary.to_string().ends_with("\n50 passed, 2 failed"));
    }

    #[test]
    fn a_run_that_was_cut_short_is_not_good() {
        let mut summary = Summary::default();
        summary.add(Line::not_run("browser".into()));
        assert!(!summary.is_good());
        assert!(summary.to_string().contains("not run"));
    }
}
