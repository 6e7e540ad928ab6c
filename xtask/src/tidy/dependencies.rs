//! Every dependency is declared once, in the root manifest, with a comment that says why.

use super::crates::Crates;
use super::tree::{Source, Tree};
use super::{Check, Problem};

pub(super) const CHECK: Check = Check {
    rule: "Every dependency is declared in the root Cargo.toml, with a comment that says why",
    find,
};

fn find(tree: &Tree, crates: &Crates) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(root) = tree.get("Cargo.toml") {
        for (number, line) in entries(root, |section| section == "workspace.dependencies") {
            let is_ours = line.contains("path = \"crates/");
            if !is_ours && comment(line).is_none_or(str::is_empty) {
                problems.push(Problem::new(&root.path, number, "say why after a # on this line"));
            }
        }
    }
    for manifest in crates.0.iter().filter_map(|member| tree.get(&member.manifest)) {
        for (number, line) in entries(manifest, |section| section.ends_with("dependencies")) {
            // A crate's tests may name the crate itself, to switch on its helpers.
            let is_itself = line.contains("path = \".\"");
            if !is_itself && !line.contains("workspace = true") {
                let what = "declare it in the root Cargo.toml and write `.workspace = true` here";
                problems.push(Problem::new(&manifest.path, number, what));
            }
        }
    }
    problems
}

/// The lines that begin an entry of the chosen sections.
fn entries(manifest: &Source, chosen: fn(&str) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    manifest.lines().filter(move |(_, line)| {
        if let Some(section) = line.trim().strip_prefix('[').filter(|_| !line.starts_with(' ')) {
            inside = section.split(']').next().is_some_and(chosen);
            return false;
        }
        // Continued lines of an array or table are indented or begin with a bracket.
        inside
            && line.contains('=')
            && line.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '"')
    })
}

/// What stands after the first # outside a string.
fn comment(line: &str) -> Option<&str> {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted => return Some(line[at + 1..].trim()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_on_the_line_passes() {
        let root = "[workspace.dependencies]\n# The house\nparcours-kernel = { path = \"crates/kernel\" }\n\
                    csv = \"1\" # tables\n[workspace.lints.rust]\nunsafe_code = \"deny\"\n";
        let member = "[package]\nname = \"x\"\n[dependencies]\ncsv.workspace = true\n\
                      parcours-kernel = { workspace = true, features = [\"testing\"] }\n\
                      [dev-dependencies]\nparcours-paths = { path = \".\", features = [\"testing\"] }\n";
        let tree = Tree::of(&[("Cargo.toml", root), ("crates/paths/Cargo.toml", member)]);
        assert_eq!(find(&tree, &Crates::sample(&[("paths", &[])])), []);
    }

    #[test]
    fn no_reason_or_a_second_declaration_is_refused() {
        let root = "[workspace.dependencies]\ncsv = \"1\"\nodd = { version = \"1\", package = \"a#b\" }\nx = \"1\" #\n";
        let member = "[dev-dependencies]\ncsv = \"1\"\n";
        let tree = Tree::of(&[("Cargo.toml", root), ("crates/paths/Cargo.toml", member)]);
        let found = find(&tree, &Crates::sample(&[("paths", &[])]));
        assert_eq!(found.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2, 3, 4, 2]);
    }
}
