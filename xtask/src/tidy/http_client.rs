//! One HTTP client, in outbound, with the guard against requests to private addresses.

use std::sync::LazyLock;

use regex::Regex;

use super::crates::Crates;
use super::libraries::Housed;
use super::tree::Tree;
use super::{Check, Problem};

pub(super) const CHECK: Check = Check { rule: "The HTTP client is used only by outbound", find };

const HOMES: &[&str] = &["outbound", "xtask", "bench"];
const ADVICE: &str =
    "ask outbound, which guards against private addresses, waits with a limit and retries";

const CLIENTS: Housed = Housed {
    libraries: &[
        "reqwest",
        "reqwest-*",
        "ureq",
        "isahc",
        "surf",
        "awc",
        "attohttpc",
        "minreq",
        "curl",
        "hyper-rustls",
    ],
    homes: HOMES,
    // A test may call the server it started itself: the guard protects what ships.
    tests_too: true,
    advice: ADVICE,
};

/// The client halves of a library whose server half is fine.
static CLIENT_HALF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bhyper(_util)?::client\b").expect("the pattern is constant and tested")
});

fn find(tree: &Tree, crates: &Crates) -> Vec<Problem> {
    let mut problems = CLIENTS.find(tree, crates);
    for source in tree
        .rust()
        .filter(|source| !HOMES.contains(&source.crate_name()) && !source.is_under("tests"))
    {
        for (number, line) in source.code() {
            if let Some(name) = CLIENT_HALF.find(line) {
                problems.push(Problem::new(
                    &source.path,
                    number,
                    format!("`{}`: {ADVICE}", name.as_str()),
                ));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outbound_and_tests_may() {
        let crates =
            Crates::sample(&[("outbound", &["ext:reqwest"]), ("parcours", &["dev:ext:ureq"])]);
        let tree = Tree::of(&[("crates/server/src/lib.rs", "use hyper::server::conn::http1;")]);
        assert_eq!(find(&tree, &crates), []);
    }

    #[test]
    fn others_may_not() {
        let crates = Crates::sample(&[("tracking", &["ext:reqwest"])]);
        let tree =
            Tree::of(&[("crates/server/src/lib.rs", "\nuse hyper_util::client::legacy::Client;")]);
        let found = find(&tree, &crates);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].line, 2);
    }
}
