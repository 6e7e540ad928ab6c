//! Whether something must be done again: a hash of what it is made from, kept in a stamp file.
//!
//! A hash of contents and not of times: a fresh clone has new times and old contents.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A growing hash of everything a result depends on.
#[derive(Debug, Default)]
pub(crate) struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// Adds a value, such as the version of a tool.
    pub(crate) fn value(mut self, value: impl Hash) -> Self {
        value.hash(&mut self.0);
        self
    }

    /// Adds a file by path and contents; one that is gone counts as its absence.
    pub(crate) fn file(self, path: &Path) -> Self {
        let contents = fs::read(path).ok();
        self.value((path, contents))
    }

    /// The hash, as text. It may differ between Rust releases: the price is one more build.
    pub(crate) fn finish(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// A file that remembers the fingerprint of the last success.
#[derive(Debug)]
pub(crate) struct Stamp(PathBuf);

impl Stamp {
    /// A stamp kept at `path`.
    pub(crate) fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Whether the last success had this fingerprint.
    pub(crate) fn matches(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|kept| kept == fingerprint)
    }

    /// Remembers a success.
    pub(crate) fn write(&self, fingerprint: &str) -> Result<()> {
        let folder = self.0.parent().context("a stamp lies in a folder")?;
        fs::create_dir_all(folder)?;
        fs::write(&self.0, fingerprint)
            .with_context(|| format!("cannot write {}", self.0.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_matches_until_a_file_changes() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("source.ts");
        let print = || Fingerprint::default().value("v20").file(&source).finish();
        fs::write(&source, "one").unwrap();
        let stamp = Stamp::at(folder.path().join("stamps/web"));
        assert!(!stamp.matches(&print()));
        stamp.write(&print()).unwrap();
        assert!(stamp.matches(&print()));
        fs::write(&source, "two").unwrap();
        assert!(!stamp.matches(&print()));
        fs::remove_file(&source).unwrap();
        assert!(!stamp.matches(&print()));
    }
}
