//! Which files belong to the tree: what git tracks, and what it would track after `git add .`.

use std::path::Path;

use anyhow::Result;

use crate::process::Cmd;

/// The files under `folder` (`.` for all), relative to `root`, sorted. Ignored files are left out;
/// a file deleted but still in the index may be named.
pub(crate) fn files(root: &Path, folder: &str) -> Result<Vec<String>> {
    let list = Cmd::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder])
        .dir(root)
        .read()?;
    let mut files: Vec<String> =
        list.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    files.sort();
    files.dedup();
    Ok(files)
}
