//! Time and randomness only through the kernel, so that tests move time and seed chance.
//!
//! clippy.toml refuses the same functions by their full paths; this check also sees what clippy
//! cannot name, and needs no compile.

use std::sync::LazyLock;

use regex::Regex;

use super::crates::Crates;
use super::tree::Tree;
use super::{Check, Problem};

pub(super) const CHECK: Check =
    Check { rule: "Time and randomness come only through kernel::Clock and kernel::Rng", find };

/// The kernel is the way; the tools are not part of the program.
const HOMES: &[&str] = &["kernel", "xtask", "bench"];
/// Where durations of real work are shown to people and to Prometheus.
const STOPWATCHES: &[&str] = &["parcours", "server"];

static CALLS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(SystemTime::now|Instant::now|Timestamp::now|Zoned::now|Utc::now|Local::now|OffsetDateTime::now_\w+|Uuid::now_v\d|Uuid::new_v[1467]|rand::rng|rand::random\w*|thread_rng|from_os_rng|from_entropy|OsRng|SysRng|getrandom|fastrand)\b",
    )
    .expect("the pattern is constant and tested")
});

fn find(tree: &Tree, _: &Crates) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in tree.rust().filter(|source| !HOMES.contains(&source.crate_name())) {
        for (number, line) in source.code() {
            for call in CALLS.find_iter(line) {
                if call.as_str() == "Instant::now" && STOPWATCHES.contains(&source.crate_name()) {
                    continue;
                }
                let what = format!(
                    "`{}`: take the clock or the randomness from kernel, given by the caller",
                    call.as_str()
                );
                problems.push(Problem::new(&source.path, number, what));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        find(&Tree::of(&[(path, text)]), &Crates::sample(&[])).len()
    }

    #[test]
    fn the_kernel_and_stopwatches_may() {
        assert_eq!(count("crates/kernel/src/clock.rs", "SystemTime::now()"), 0);
        assert_eq!(count("crates/server/src/metrics.rs", "let began = Instant::now();"), 0);
        assert_eq!(count("crates/paths/src/lib.rs", "clock.now(); // not Instant::now()"), 0);
    }

    #[test]
    fn capabilities_may_not() {
        for call in [
            "SystemTime::now()",
            "Instant::now()",
            "jiff::Timestamp::now()",
            "Uuid::now_v7()",
            "rand::rng()",
            "OsRng",
        ] {
            assert_eq!(count("crates/paths/src/lib.rs", call), 1, "{call}");
        }
        assert_eq!(count("crates/server/src/lib.rs", "SystemTime::now()"), 1);
    }
}
