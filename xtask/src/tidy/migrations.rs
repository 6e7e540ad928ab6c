//! The two dialects have the same migrations, each with a number of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::crates::Crates;
use super::tree::Tree;
use super::{Check, Problem};

pub(super) const CHECK: Check = Check {
    rule: "Migrations are in step: the same files in both dialects, each with its own number",
    find,
};

const DIALECTS: [&str; 2] = ["sqlite", "postgres"];

fn find(tree: &Tree, _: &Crates) -> Vec<Problem> {
    let mut problems = Vec::new();
    let names = DIALECTS.map(|dialect| {
        let folder = format!("migrations/{dialect}");
        tree.names_in(&folder)
            .filter(|name| name.ends_with(".sql"))
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    });
    for (here, there) in [(0, 1), (1, 0)] {
        for name in names[here].difference(&names[there]) {
            let what = format!("has no twin: write migrations/{}/{name}", DIALECTS[there]);
            problems.push(Problem::new(&format!("migrations/{}/{name}", DIALECTS[here]), 0, what));
        }
        let mut by_number: BTreeMap<&str, &str> = BTreeMap::new();
        for name in &names[here] {
            let path = format!("migrations/{}/{name}", DIALECTS[here]);
            match number(name) {
                None => {
                    problems.push(Problem::new(
                        &path,
                        0,
                        "is not named like 0007_what_it_adds.sql",
                    ));
                }
                Some(number) => {
                    if let Some(other) = by_number.insert(number, name) {
                        problems.push(Problem::new(
                            &path,
                            0,
                            format!("has the number of {other}: take the next one"),
                        ));
                    }
                }
            }
        }
    }
    problems
}

/// The `0007` of `0007_what_it_adds.sql`.
fn number(name: &str) -> Option<&str> {
    let (number, rest) = name.split_once('_')?;
    let is_number = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && rest.len() > ".sql".len()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(paths: &[&str]) -> Vec<Problem> {
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (*path, "")).collect();
        find(&Tree::of(&files), &Crates::sample(&[]))
    }

    #[test]
    fn twins_pass() {
        assert_eq!(
            problems(&["migrations/sqlite/0001_jobs.sql", "migrations/postgres/0001_jobs.sql"]),
            []
        );
    }

    #[test]
    fn a_missing_twin_is_named() {
        let found = problems(&["migrations/sqlite/0001_jobs.sql"]);
        assert_eq!(found.len(), 1);
        assert!(found[0].what.contains("migrations/postgres/0001_jobs.sql"));
        assert_eq!(problems(&["migrations/postgres/0001_jobs.sql"]).len(), 1);
    }

    #[test]
    fn two_with_one_number_and_bad_names_are_refused() {
        let names = ["0001_a.sql", "0001_b.sql", "jobs.sql"];
        let both: Vec<String> = DIALECTS
            .iter()
            .flat_map(|dialect| names.map(|name| format!("migrations/{dialect}/{name}")))
            .collect();
        assert_eq!(problems(&both.iter().map(String::as_str).collect::<Vec<_>>()).len(), 4);
    }
}
