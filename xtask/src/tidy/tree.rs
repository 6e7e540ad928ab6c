//! The files of the repository as checks see them: paths and texts, nothing of the disk.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::code;
use crate::git;

/// A text file.
#[derive(Debug)]
pub(super) struct Source {
    /// Relative to the root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// The text of a Rust file without comments and literals; line numbers stay.
    code: Option<String>,
}

impl Source {
    fn new(path: &str, text: String) -> Self {
        let code = path.ends_with(".rs").then(|| code::without_comments_and_literals(&text));
        Self { path: path.to_owned(), text, code }
    }

    /// The numbered lines of the text.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// The numbered lines of the code; none for other languages than Rust.
    pub(super) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.code.as_deref().unwrap_or_default().lines())
    }

    /// The crate it belongs to, by its short name: `journeys`, `xtask`.
    pub(super) fn crate_name(&self) -> &str {
        let mut parts = self.path.split('/');
        match parts.next() {
            Some("crates") => parts.next().unwrap_or_default(),
            other => other.unwrap_or_default(),
        }
    }

    /// The last part of the path.
    pub(super) fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Whether a folder of this name is on its path.
    pub(super) fn is_under(&self, folder: &str) -> bool {
        let folders = self.path.rsplit_once('/').map_or("", |(folders, _)| folders);
        folders.split('/').any(|part| part == folder)
    }
}

/// All text files.
#[derive(Debug)]
pub(super) struct Tree(BTreeMap<String, Source>);

impl Tree {
    /// Reads what git knows under `root`.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut sources = BTreeMap::new();
        for path in git::files(root, ".")? {
            // Pictures are not UTF-8; a deleted file may still be in git's index.
            if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
                sources.insert(path.clone(), Source::new(&path, text));
            }
        }
        Ok(Self(sources))
    }

    /// A small tree for a test.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        Self(
            files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), Source::new(path, (*text).to_owned())))
                .collect(),
        )
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// One file.
    pub(super) fn get(&self, path: &str) -> Option<&Source> {
        self.0.get(path)
    }

    /// All files, by path.
    pub(super) fn all(&self) -> impl Iterator<Item = &Source> {
        self.0.values()
    }

    /// The Rust files.
    pub(super) fn rust(&self) -> impl Iterator<Item = &Source> {
        self.all().filter(|source| source.code.is_some())
    }

    /// The names of the files directly or deeper in `folder`, relative to it.
    pub(super) fn names_in<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.keys().filter_map(move |path| path.strip_prefix(folder)?.strip_prefix('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_knows_its_place() {
        let tree =
            Tree::of(&[("crates/journeys/src/store/stages.rs", ""), ("xtask/src/main.rs", "")]);
        let stages = tree.get("crates/journeys/src/store/stages.rs").unwrap();
        assert_eq!(stages.crate_name(), "journeys");
        assert_eq!(stages.file_name(), "stages.rs");
        assert!(stages.is_under("store") && !stages.is_under("stages.rs"));
        assert_eq!(tree.get("xtask/src/main.rs").unwrap().crate_name(), "xtask");
        assert_eq!(tree.names_in("crates/journeys").collect::<Vec<_>>(), ["src/store/stages.rs"]);
    }
}
