//! A Python environment with the published tracking SDKs, outside the clone.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::fingerprint::{Fingerprint, Stamp};
use crate::house::House;
use crate::process::Cmd;
use crate::report;

/// The interpreter of an environment in which `requirements.txt` of the SDK tests is installed.
pub(crate) fn environment(house: &House) -> Result<PathBuf> {
    let requirements = house.sdk_tests().join("requirements.txt");
    let version = Cmd::new("python3").args(["--version"]).read();
    let version = version
        .context("the Python SDKs are tested with Python 3: install python3 and python3-venv")?;
    let wanted =
        Fingerprint::default().value(&version).value(std::fs::read(&requirements).ok()).finish();
    // One environment a set of requirements: clones on different branches do not fight over it.
    let folder = house.cache.join("sdk-python").join(&wanted);
    let python = folder.join("bin/python");
    let stamp = Stamp::at(folder.join(".parcours-installed"));
    if stamp.matches(&wanted) {
        return Ok(python);
    }
    report::line(format!("installing the Python SDKs in {}", folder.display()));
    Cmd::new("python3").args(["-m", "venv", "--clear"]).args([&folder]).run()?;
    Cmd::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .args([&requirements])
        .run()?;
    stamp.write(&wanted)?;
    Ok(python)
}
