//! The database library stays in `store.rs` (or `store/`) of each crate, and in storage.

use std::sync::LazyLock;

use regex::Regex;

use super::crates::Crates;
use super::tree::Tree;
use super::{Check, Problem};

pub(super) const CHECK: Check = Check {
    rule: "The database library is named only in storage and in the store.rs or store/ of a capability",
    find,
};

/// `storage` owns the connection; the tools are not part of the program.
const HOMES: &[&str] = &["storage", "xtask", "bench"];

static LIBRARY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(sea_orm|sea_query|sqlx|rusqlite|libsqlite3_sys)\b")
        .expect("the pattern is constant and tested")
});

fn find(tree: &Tree, _: &Crates) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in tree.rust() {
        let is_store = source.file_name() == "store.rs" || source.is_under("store");
        if is_store || HOMES.contains(&source.crate_name()) {
            continue;
        }
        for (number, line) in source.code() {
            if let Some(name) = LIBRARY.find(line) {
                let what = format!(
                    "`{}` outside a store: move the query to this crate's store.rs",
                    name.as_str()
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

    fn problems(path: &str, text: &str) -> Vec<Problem> {
        find(&Tree::of(&[(path, text)]), &Crates::sample(&[]))
    }

    #[test]
    fn stores_and_storage_may() {
        let text = "use sea_orm::Statement;\nuse sqlx::SqlitePool;";
        assert_eq!(problems("crates/journeys/src/store.rs", text), []);
        assert_eq!(problems("crates/journeys/src/store/stages.rs", text), []);
        assert_eq!(problems("crates/storage/src/database.rs", text), []);
    }

    #[test]
    fn an_endpoint_may_not() {
        let found = problems(
            "crates/journeys/src/api/list.rs",
            "// sqlx is not named here\nuse sea_orm::Statement;",
        );
        assert_eq!((found.len(), found[0].line), (1, 2));
        assert_eq!(problems("crates/journeys/src/restore.rs", "sqlx::query(x);").len(), 1);
        assert_eq!(
            problems("crates/journeys/tests/all.rs", "use parcours_storage::sea_orm;").len(),
            1
        );
    }
}
