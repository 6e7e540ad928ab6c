//! Which crates may depend on a library: the shape that several checks share.

use super::Problem;
use super::crates::Crates;
use super::tree::Tree;

/// Libraries with a home.
pub(super) struct Housed {
    /// Exact names of packages; a `*` at the end stands for any ending.
    pub(super) libraries: &'static [&'static str],
    /// The only crates that may name them.
    pub(super) homes: &'static [&'static str],
    /// Whether tests of other crates may.
    pub(super) tests_too: bool,
    /// What to do instead.
    pub(super) advice: &'static str,
}

impl Housed {
    /// Every manifest that names one of the libraries away from its home.
    pub(super) fn find(&self, tree: &Tree, crates: &Crates) -> Vec<Problem> {
        let mut problems = Vec::new();
        for member in crates.0.iter().filter(|member| !self.homes.contains(&member.name.as_str())) {
            for dependency in member.dependencies.iter().filter(|dependency| !dependency.ours) {
                if self.names(&dependency.name) && !(dependency.for_tests && self.tests_too) {
                    let what = format!(
                        "`{}` may not use `{}`: {}",
                        member.name, dependency.name, self.advice
                    );
                    problems.push(Problem::new(
                        &member.manifest,
                        member.line(tree, dependency),
                        what,
                    ));
                }
            }
        }
        problems
    }

    fn names(&self, library: &str) -> bool {
        self.libraries.iter().any(|name| match name.strip_suffix('*') {
            Some(beginning) => library.starts_with(beginning),
            None => library == *name,
        })
    }
}
