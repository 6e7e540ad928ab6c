//! One module style: `foo.rs` beside `foo/`, so that no two open tabs are called mod.rs.

use super::crates::Crates;
use super::tree::Tree;
use super::{Check, Problem};

pub(super) const CHECK: Check =
    Check { rule: "A module with submodules is foo.rs beside foo/, never foo/mod.rs", find };

fn find(tree: &Tree, _: &Crates) -> Vec<Problem> {
    let files = tree.rust().filter(|source| source.file_name() == "mod.rs");
    // Directly under tests/ there is no other way: cargo takes tests/common.rs for a test of its own.
    let files = files.filter(|source| !source.path.contains("/tests/"));
    files
        .map(|source| {
            let better = source.path.replace("/mod.rs", ".rs");
            Problem::new(&source.path, 0, format!("rename it to {better}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mod_rs_is_refused_outside_integration_tests() {
        let tree = Tree::of(&[
            ("crates/paths/src/funnel.rs", ""),
            ("crates/paths/src/funnel/steps.rs", ""),
            ("crates/paths/tests/common/mod.rs", ""),
            ("crates/paths/src/kernels/mod.rs", ""),
        ]);
        let found = find(&tree, &Crates::sample(&[]));
        assert_eq!(found.len(), 1);
        assert!(found[0].what.contains("crates/paths/src/kernels.rs"));
    }
}
