//! How many tests passed and failed, read from what the test runners print.

use std::ops::AddAssign;
use std::sync::LazyLock;

use regex::Regex;

use super::Verdict;
use crate::process::Finished;

/// Tests that passed and failed. Tests left out by a runner count as neither.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) passed: usize,
    pub(super) failed: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The lines with totals: cargo-nextest, libtest (`cargo test`, one a binary), Vitest. Playwright and
/// Node's own runner put each total on a line of its own.
static TOTALS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?m)^\s*Summary \[.*\] .*tests? run: .*$",
        r"(?m)^test result: .*$",
        r"(?m)^\s*Tests  .*\(\d+\)\s*$",
        r"(?m)^\s+\d+ (?:passed|failed|flaky|interrupted)(?: \(.*\))?\s*$",
        r"(?m)^(?:#|ℹ) (?:pass|fail) \d+\s*$",
    ]
    .map(|pattern| Regex::new(pattern).expect("the patterns are constant and tested"))
    .into()
});

static COLOURS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("\x1b\\[[0-9;]*m").expect("the pattern is constant and tested"));

/// A number and its meaning, in either order.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d+) (passed|failed|timed out|exec failed|flaky|interrupted)|(pass|fail) (\d+)")
        .expect("the pattern is constant and tested")
});

/// What the runners call a test that failed: nextest a line each, Playwright a list under its total.
static FAILED: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [r"(?m)^\s+(?:FAIL|TIMEOUT|SIG\w+) \[.*\] (.+)$", r"(?m)^\s+\d+ failed\s*\n((?:^ {4}\S.*\n)+)"]
        .map(|pattern| Regex::new(pattern).expect("the patterns are constant and tested"))
});

/// The names of failed tests, each once: they stand at the very end of a run, after all logs.
fn failed_names(output: &str) -> Vec<String> {
    let output = COLOURS.replace_all(output, "");
    let mut names: Vec<String> = Vec::new();
    for found in FAILED.iter().flat_map(|pattern| pattern.captures_iter(&output)) {
        for name in found[1].lines().map(|name| name.trim().trim_end_matches(['─', ' '])) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

impl Counts {
    /// Adds up every total in a runner's output.
    pub(super) fn read(output: &str) -> Self {
        let output = COLOURS.replace_all(output, "");
        let mut counts = Self::default();
        for line in TOTALS.iter().flat_map(|pattern| pattern.find_iter(&output)) {
            // In nextest's line, flaky tests stand in brackets among the passed ones.
            let is_nextest = line.as_str().contains("run:");
            for found in NUMBER.captures_iter(line.as_str()) {
                let part = |index| found.get(index).map(|part| part.as_str());
                let number =
                    part(1).or(part(4)).and_then(|digits| digits.parse().ok()).unwrap_or(0);
                match part(2).or(part(3)) {
                    Some("passed" | "pass") => counts.passed += number,
                    Some("flaky") if is_nextest => {}
                    // A browser test that passed only when repeated did pass.
                    Some("flaky") => counts.passed += number,
                    _ => counts.failed += number,
                }
            }
        }
        counts
    }

    /// The verdict on a runner that ended: its own counts, and never a success it did not claim.
    pub(super) fn verdict(finished: &Finished) -> Verdict {
        let mut counts = Self::read(&finished.text);
        if finished.success && counts.failed == 0 {
            if counts.passed == 0 {
                // It passed without a total that we can read: one check.
                counts.passed = 1;
            }
            return Verdict::Passed(counts);
        }
        // It failed without naming a test, for example because it did not compile.
        counts.failed = counts.failed.max(1);
        let names = failed_names(&finished.text);
        let said = if names.is_empty() { "see above".to_owned() } else { names.join("\n  ") };
        Verdict::Failed(counts, said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: usize, failed: usize) -> Counts {
        Counts { passed, failed }
    }

    #[test]
    fn nextest() {
        let text = "     Summary [  12.3s] 40 tests run: 37 passed (1 slow, 1 flaky), 2 failed, 1 timed out, 3 skipped\n";
        assert_eq!(Counts::read(text), counts(37, 3));
        let text = "\x1b[32;1m     Summary\x1b[0m [   0.019s] \x1b[1m1\x1b[0m test run: \x1b[1m1\x1b[0m \x1b[32;1mpassed\x1b[0m, 0 skipped";
        assert_eq!(Counts::read(text), counts(1, 0));
    }

    #[test]
    fn cargo_test_with_several_binaries() {
        let text = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(Counts::read(text), counts(4, 2));
    }

    #[test]
    fn vitest() {
        let text = " Test Files  1 failed | 3 passed (4)\n      Tests  1 failed | 11 passed (12)\n   Start at  10:00:00\n";
        assert_eq!(Counts::read(text), counts(11, 1));
    }

    #[test]
    fn failed_tests_are_named() {
        let text = "  1 failed\n    [browser] › e2e/a.spec.ts:3:1 › the map ─────────\n  1 flaky\n    [browser] › e2e/b.spec.ts:1:1 › b\n  7 passed (42.0s)\n";
        assert_eq!(failed_names(text), ["[browser] › e2e/a.spec.ts:3:1 › the map"]);
        let text = "        FAIL [   0.1s] ( 1/40) parcours-paths tests::a\n        FAIL [   0.1s] ( 1/40) parcours-paths tests::a\n";
        assert_eq!(failed_names(text), ["( 1/40) parcours-paths tests::a"]);
        assert!(failed_names("   Compiling x\n").is_empty());
    }

    #[test]
    fn playwright() {
        let text = "  1 failed\n    e2e/first-light.spec.ts:3:1 › the map\n  1 flaky\n    e2e/a.spec.ts\n  7 passed (42.0s)\n";
        assert_eq!(Counts::read(text), counts(8, 1));
    }

    #[test]
    fn node() {
        assert_eq!(Counts::read("# tests 5\n# suites 0\n# pass 4\n# fail 1\n"), counts(4, 1));
        assert_eq!(Counts::read("ℹ tests 5\nℹ pass 5\nℹ fail 0\n"), counts(5, 0));
    }

    #[test]
    fn a_failure_without_a_total_is_still_a_failure() {
        let finished = Finished { success: false, text: "error: could not compile".to_owned() };
        assert!(matches!(
            Counts::verdict(&finished),
            Verdict::Failed(Counts { passed: 0, failed: 1 }, _)
        ));
        let finished = Finished { success: true, text: "  1 failed\n  2 passed (1s)\n".to_owned() };
        assert!(matches!(
            Counts::verdict(&finished),
            Verdict::Failed(Counts { passed: 2, failed: 1 }, _)
        ));
    }
}
