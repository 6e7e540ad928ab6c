//! No file over 500 lines: a longer one holds two things.

use super::crates::Crates;
use super::tree::{Source, Tree};
use super::{Check, Problem};

pub(super) const CHECK: Check = Check {
    rule: "No source file has over 500 lines, apart from tests, migrations and generated files",
    find,
};

const LIMIT: usize = 500;
const LANGUAGES: &[&str] = &["rs", "ts", "tsx", "js", "mjs", "css", "html", "py", "sh"];

fn find(tree: &Tree, _: &Crates) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in tree.all().filter(|source| is_written_by_hand(source)) {
        let lines = source.text.lines().count();
        if lines > LIMIT {
            let what = format!("{lines} lines: find the two things it does and give each a file");
            problems.push(Problem::new(&source.path, 0, what));
        }
    }
    problems
}

fn is_written_by_hand(source: &Source) -> bool {
    let name = source.file_name();
    let is_source = name.rsplit_once('.').is_some_and(|(_, ending)| LANGUAGES.contains(&ending));
    let is_test = ["tests", "e2e"].iter().any(|folder| source.is_under(folder))
        || name == "tests.rs"
        || name.contains(".test.")
        || name.contains(".spec.");
    let is_generated =
        source.is_under("generated") || name.contains(".gen.") || name.ends_with(".d.ts");
    is_source && !is_test && !is_generated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, lines: usize) -> usize {
        find(&Tree::of(&[(path, &"x\n".repeat(lines))]), &Crates::sample(&[])).len()
    }

    #[test]
    fn the_limit_is_the_last_that_passes() {
        assert_eq!(count("crates/paths/src/funnel.rs", 500), 0);
        assert_eq!(count("crates/paths/src/funnel.rs", 501), 1);
        assert_eq!(count("web/app/src/map/Map.tsx", 501), 1);
    }

    #[test]
    fn tests_generated_files_and_prose_may_be_long() {
        for path in [
            "crates/paths/src/funnel/tests.rs",
            "crates/tracking/tests/sdk.rs",
            "web/app/e2e/first-light.spec.ts",
            "web/app/src/api/schema.d.ts",
            "docs/architecture.md",
            "Cargo.lock",
        ] {
            assert_eq!(count(path, 900), 0, "{path}");
        }
    }
}
