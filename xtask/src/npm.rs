//! npm, only when something changed: packages are installed once per lock file.

use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, bail};

use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::{Cmd, Finished};
use crate::report;

/// The oldest Node that the front end's tools run on (Vite 8's own limit).
const OLDEST_NODE: (u32, u32) = (20, 19);

/// The version of Node, or what to do without one.
pub(crate) fn node_version() -> Result<&'static str> {
    static VERSION: OnceLock<String> = OnceLock::new();
    if let Some(version) = VERSION.get() {
        return Ok(version);
    }
    let (major, minor) = OLDEST_NODE;
    let advice = format!(
        "install Node {major}.{minor} or newer (with npm) from https://nodejs.org, then run this again"
    );
    let version = Cmd::new("node").args(["--version"]).read();
    let version = version
        .with_context(|| format!("the front end is built with Node, which is missing: {advice}"))?;
    let version = version.trim().to_owned();
    match numbers(&version) {
        Some(numbers) if numbers >= OLDEST_NODE => Ok(VERSION.get_or_init(|| version)),
        _ => bail!("Node {version} is too old: {advice}"),
    }
}

/// The `(20, 19)` of `v20.19.4`.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Installs what `package-lock.json` in `folder` pins, unless that is what is installed.
pub(crate) fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        bail!(
            "{} is missing: run `npm install` in that folder and commit the file",
            lock.display()
        );
    }
    let wanted = Fingerprint::default().value(node_version()?).file(&lock).finish();
    // Inside node_modules, so that deleting that folder forgets it.
    let stamp = Stamp::at(folder.join("node_modules/.parcours-installed"));
    if stamp.matches(&wanted) {
        return Ok(());
    }
    report::line(format!("installing the npm packages of {}", folder.display()));
    Cmd::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        // Tests drive the system's Chromium: nobody needs another 150 MB of it.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .dir(folder)
        .run()
        .with_context(|| {
            let folder = folder.display();
            format!(
                "the packages of {folder} do not install: if the lock file is out of step, run `npm install` \
                 there and commit it"
            )
        })?;
    stamp.write(&wanted)
}

/// `npm run SCRIPT` in `folder`.
pub(crate) fn script(folder: &Path, script: &str) -> Cmd {
    Cmd::new("npm").args(["run", "--silent", script]).dir(folder)
}

/// Runs a script of tests and keeps what it says.
pub(crate) fn watch(cmd: Cmd) -> Result<Finished> {
    cmd.env("CI", "1").watch()
}

/// Whether `package.json` in `folder` has this script.
pub(crate) fn has_script(folder: &Path, script: &str) -> Result<bool> {
    let path = folder.join("package.json");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let package: serde_json::Value =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))?;
    Ok(package.pointer(&format!("/scripts/{script}")).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(numbers("v20.20.2"), Some((20, 20)));
        assert!(numbers("v18.99.0").unwrap() < OLDEST_NODE);
        assert!(numbers("v22.0.0").unwrap() > OLDEST_NODE);
        assert_eq!(numbers("system"), None);
    }

    #[test]
    fn scripts_are_found_in_the_package() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("package.json"), r#"{"scripts":{"test":"node --test"}}"#)
            .unwrap();
        assert!(has_script(folder.path(), "test").unwrap());
        assert!(!has_script(folder.path(), "e2e").unwrap());
    }

    #[test]
    fn a_folder_without_a_lock_file_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let error = install(folder.path()).unwrap_err().to_string();
        assert!(error.contains("npm install"), "{error}");
    }
}
