//! One endpoint, one file: its errors, its OpenAPI text, its handler and its tests are read together.

use super::crates::Crates;
use super::tree::Tree;
use super::{Check, Problem};

pub(super) const CHECK: Check =
    Check { rule: "A file under api/ holds at most one endpoint", find };

const MARK: &str = "#[utoipa::path";

fn find(tree: &Tree, _: &Crates) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in tree.rust().filter(|source| source.is_under("api")) {
        let endpoints = source.code().filter(|(_, line)| line.contains(MARK));
        for (number, _) in endpoints.skip(1) {
            let what = "a second endpoint: give it a file of its own, named after what it does";
            problems.push(Problem::new(&source.path, number, what));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_endpoint_is_named() {
        let one = "#[utoipa::path(get, path = \"/a\")]\nasync fn a() {}\n";
        let tree = Tree::of(&[("crates/journeys/src/api/list.rs", one)]);
        assert_eq!(find(&tree, &Crates::sample(&[])), []);
        let two = one.repeat(2);
        let tree = Tree::of(&[("crates/journeys/src/api/list.rs", &two)]);
        let found = find(&tree, &Crates::sample(&[]));
        assert_eq!((found.len(), found[0].line), (1, 3));
    }
}
