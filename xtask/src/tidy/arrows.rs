//! Arrows point down: who may use whom.
//!
//! The table is that of docs/architecture.md. A crate may use what its row names and whatever those
//! may use. What is not listed is asked for in a decision record first, then added here.

use std::collections::BTreeSet;

use super::crates::{Crate, Crates, Dependency};
use super::tree::Tree;
use super::{Check, Problem};

pub(super) const CHECK: Check = Check {
    rule: "Arrows point down: a crate uses only crates below it, as docs/architecture.md lists",
    find,
};

/// Who may use whom, from the floor up.
const TABLE: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("web-assets", &[]),
    ("storage", &["kernel"]),
    ("outbound", &["kernel"]),
    ("interactions", &["storage"]),
    ("access", &["storage"]),
    ("customers", &["interactions", "access"]),
    ("journeys", &["interactions", "access"]),
    ("paths", &["journeys", "interactions"]),
    ("notices", &["access", "outbound"]),
    ("together", &["journeys", "notices"]),
    ("exchange", &["paths", "journeys"]),
    ("tracking", &["customers", "interactions"]),
    ("conversations", &["customers", "interactions"]),
    ("listening", &["customers", "interactions"]),
    ("engagement", &["customers", "interactions", "outbound"]),
    ("channels", &["conversations", "outbound"]),
    ("measurement", &["paths", "journeys"]),
    ("improvement", &["measurement", "journeys"]),
    ("cluster", &["interactions", "paths"]),
    (
        "server",
        &[
            "tracking",
            "together",
            "exchange",
            "listening",
            "engagement",
            "channels",
            "improvement",
            "web-assets",
        ],
    ),
    ("parcours", &["server", "cluster"]),
    // Tools beside the house: one stays light, the other measures whatever there is, from outside.
    ("xtask", &[]),
    ("bench", &["server", "cluster"]),
];

/// What any crate's tests may also use, for its helpers: a database to fill, a signed-in user, a mail
/// server, the harness that kills the whole program.
const FOR_TESTS: &[&str] = &["storage", "access", "outbound", "bench"];

fn find(tree: &Tree, crates: &Crates) -> Vec<Problem> {
    let mut problems = Vec::new();
    for member in &crates.0 {
        if row(&member.name).is_none() {
            let what = format!(
                "`{}` is not in the house: say in a decision record what it may use, then add it to the table in \
                 xtask/src/tidy/arrows.rs",
                member.name
            );
            problems.push(Problem::new(&member.manifest, 0, what));
            continue;
        }
        let below = below(&member.name);
        for dependency in member.dependencies.iter().filter(|dependency| dependency.ours) {
            if !may_use(member, dependency, &below) {
                let what = format!(
                    "`{}` may not use `{}`: read interactions or subscribe to a job instead, or ask for the arrow \
                     in a decision record",
                    member.name, dependency.name
                );
                problems.push(Problem::new(&member.manifest, member.line(tree, dependency), what));
            }
        }
    }
    problems
}

fn may_use(member: &Crate, dependency: &Dependency, below: &BTreeSet<&str>) -> bool {
    let name = dependency.name.as_str();
    // A crate's own library, named by its tests with more features.
    if below.contains(name) || (dependency.for_tests && name == member.name) {
        return true;
    }
    dependency.for_tests
        && FOR_TESTS.contains(&name)
        && !self::below(name).contains(member.name.as_str())
}

fn row(name: &str) -> Option<&'static [&'static str]> {
    TABLE.iter().find(|(member, _)| *member == name).map(|(_, row)| *row)
}

/// Everything a crate may use: its row and, again and again, their rows.
fn below(name: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&'static str> = row(name).unwrap_or_default().to_vec();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(row(next).unwrap_or_default());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(crates: &[(&str, &[&str])]) -> Vec<Problem> {
        find(&Tree::of(&[]), &Crates::sample(crates))
    }

    #[test]
    fn downwards_is_fine_however_far() {
        assert_eq!(
            problems(&[("tracking", &["kernel", "access", "customers"]), ("server", &["cluster"])])
                .len(),
            1
        );
        assert_eq!(problems(&[("server", &["paths", "measurement", "kernel", "web-assets"])]), []);
    }

    #[test]
    fn upwards_and_sideways_are_refused_with_the_line() {
        let tree = Tree::of(&[(
            "crates/journeys/Cargo.toml",
            "[dependencies]\nparcours-paths.workspace = true\n",
        )]);
        let found = find(&tree, &Crates::sample(&[("journeys", &["paths"])]));
        assert_eq!((found.len(), found[0].line), (1, 2));
        assert_eq!(problems(&[("customers", &["journeys"])]).len(), 1);
        assert_eq!(problems(&[("xtask", &["kernel"])]).len(), 1);
    }

    #[test]
    fn tests_may_borrow_helpers_but_make_no_circle() {
        assert_eq!(
            problems(&[("interactions", &["dev:access", "dev:storage", "dev:interactions"])]),
            []
        );
        assert_eq!(problems(&[("interactions", &["access"])]).len(), 1);
        assert_eq!(problems(&[("storage", &["dev:access"])]).len(), 1);
        assert_eq!(problems(&[("interactions", &["dev:journeys"])]).len(), 1);
    }

    #[test]
    fn a_stranger_is_refused() {
        assert!(problems(&[("helpers", &[])])[0].what.contains("decision record"));
    }

    #[test]
    fn the_table_itself_has_no_circle_and_no_stranger() {
        for (name, row) in TABLE {
            assert!(!below(name).contains(name), "{name}");
            assert!(row.iter().all(|used| self::row(used).is_some()), "{name}");
        }
    }
}
