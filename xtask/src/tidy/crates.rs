//! The crates of the workspace and what each depends on, by short names: `journeys`, `server`.

use cargo_metadata::DependencyKind;

use super::tree::Tree;
use crate::house::House;

/// The prefix of our own crates' package names.
const PREFIX: &str = "parcours-";

/// A crate of the workspace.
#[derive(Debug)]
pub(super) struct Crate {
    /// Without the prefix.
    pub(super) name: String,
    /// The path of its `Cargo.toml`, relative to the root.
    pub(super) manifest: String,
    pub(super) dependencies: Vec<Dependency>,
}

/// One dependency that a crate names.
#[derive(Debug)]
pub(super) struct Dependency {
    /// Without the prefix for our own crates.
    pub(super) name: String,
    /// Whether it is one of our own crates.
    pub(super) ours: bool,
    /// Whether only tests have it.
    pub(super) for_tests: bool,
}

impl Crate {
    /// The line of the manifest that names a dependency; 0 when it cannot be told.
    pub(super) fn line(&self, tree: &Tree, dependency: &Dependency) -> usize {
        let package = if dependency.ours {
            format!("{PREFIX}{}", dependency.name)
        } else {
            dependency.name.clone()
        };
        let names_it = |line: &str| {
            let key = line.trim_start().strip_prefix(package.as_str());
            key.is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
        };
        let manifest = tree.get(&self.manifest);
        manifest
            .and_then(|source| source.lines().find(|(_, line)| names_it(line)))
            .map_or(0, |(number, _)| number)
    }
}

/// Every crate of the workspace.
#[derive(Debug)]
pub(super) struct Crates(pub(super) Vec<Crate>);

impl Crates {
    /// Reads them from cargo's metadata.
    pub(super) fn of(house: &House) -> Self {
        let crates = house.metadata.workspace_packages().into_iter().map(|package| {
            let manifest = package.manifest_path.strip_prefix(&house.metadata.workspace_root);
            Crate {
                name: short(&package.name).to_owned(),
                manifest: manifest.unwrap_or(&package.manifest_path).to_string(),
                dependencies: package
                    .dependencies
                    .iter()
                    .map(|dependency| Dependency {
                        name: short(&dependency.name).to_owned(),
                        ours: dependency.path.is_some(),
                        for_tests: dependency.kind == DependencyKind::Development,
                    })
                    .collect(),
            }
        });
        Self(crates.collect())
    }

    /// A small workspace for a test: `("journeys", &["storage", "dev:access", "ext:sqlx"])`.
    #[cfg(test)]
    pub(super) fn sample(crates: &[(&str, &[&str])]) -> Self {
        let dependency = |word: &&str| {
            let (for_tests, word) =
                word.strip_prefix("dev:").map_or((false, *word), |word| (true, word));
            let (ours, name) = word.strip_prefix("ext:").map_or((true, word), |name| (false, name));
            Dependency { name: name.to_owned(), ours, for_tests }
        };
        let member = |(name, words): &(&str, &[&str])| Crate {
            name: (*name).to_owned(),
            manifest: format!("crates/{name}/Cargo.toml"),
            dependencies: words.iter().map(dependency).collect(),
        };
        Self(crates.iter().map(member).collect())
    }
}

fn short(package: &str) -> &str {
    package.strip_prefix(PREFIX).unwrap_or(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_is_found_in_its_manifest() {
        let crates = Crates::sample(&[("paths", &["journeys", "ext:serde"])]);
        let manifest = "[dependencies]\nserde_json.workspace = true\nserde = \"1\"\nparcours-journeys.workspace = true\n";
        let tree = Tree::of(&[("crates/paths/Cargo.toml", manifest)]);
        let paths = &crates.0[0];
        assert_eq!(paths.line(&tree, &paths.dependencies[0]), 4);
        assert_eq!(paths.line(&tree, &paths.dependencies[1]), 3);
    }

    #[test]
    fn this_workspace_is_read() {
        let crates = Crates::of(&House::find().unwrap());
        let server = crates.0.iter().find(|member| member.name == "server").unwrap();
        assert_eq!(server.manifest, "crates/server/Cargo.toml");
        assert!(
            server
                .dependencies
                .iter()
                .any(|dependency| dependency.ours && dependency.name == "kernel")
        );
    }
}
