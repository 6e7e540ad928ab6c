//! The log's folder held against the table of its files: none is lost track of, none is missing.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;

use super::site::Site;

/// What is wrong, in words; nothing while the program is not running and all is well. With `only_live`,
/// upkeep is done: what is not the log is gone.
pub(super) fn faults(site: &Site, only_live: bool) -> anyhow::Result<Vec<String>> {
    let (live, others) = site.database.look(|look| {
        let live = look.rows("SELECT name, bytes FROM log_files WHERE state = 'live'")?;
        let others = look.rows("SELECT name, bytes FROM log_files WHERE state <> 'live'")?;
        Ok((live, others))
    })?;
    let mut found = BTreeMap::new();
    walk(&site.files(), "", &mut found)?;
    let mut faults = Vec::new();
    for (name, bytes) in live {
        match found.remove(&name) {
            None => faults.push(format!("{name} is live and not there")),
            Some(size) if i64::try_from(size)? != bytes => {
                faults.push(format!("{name} has {size} bytes instead of {bytes}"));
            }
            Some(_) => {}
        }
    }
    for (name, _) in others {
        let whole = found.remove(&name);
        // A file has this name until it is whole.
        let draft = found.remove(&format!("{name}.part"));
        if only_live && (whole.is_some() || draft.is_some()) {
            faults.push(format!("{name} was not swept up"));
        }
    }
    faults.extend(found.into_keys().map(|name| format!("nobody knows of {name}")));
    Ok(faults)
}

/// Names below the folder, with `/`, and sizes.
fn walk(folder: &Path, below: &str, found: &mut BTreeMap<String, u64>) -> anyhow::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().ok().context("a name of ours")?;
        let facts = entry.metadata()?;
        if facts.is_dir() {
            walk(&entry.path(), &format!("{below}{name}/"), found)?;
        } else {
            found.insert(format!("{below}{name}"), facts.len());
        }
    }
    Ok(())
}
