//! Installs what the other steps need, before their clocks start.
//!
//! System packages are installed only as root on a Debian-like system, as in a container of the
//! continuous integration; elsewhere it says what to install and leaves the computer alone.

use anyhow::{Result, bail};

use crate::house::House;
use crate::process::{Cmd, which};
use crate::{npm, postgres, python};

pub(super) fn run(house: &House, quick: bool) -> Result<()> {
    npm::install(&house.web_app())?;
    if quick {
        return Ok(());
    }
    system_packages()?;
    let sdk = house.sdk_tests();
    if sdk.join("requirements.txt").is_file() {
        python::environment(house)?;
    }
    if sdk.join("package.json").is_file() {
        npm::install(&sdk)?;
    }
    Ok(())
}

fn system_packages() -> Result<()> {
    let mut missing = Vec::new();
    if which("chromium").is_none() {
        missing.push("chromium");
    }
    if std::env::var_os("PARCOURS_TEST_POSTGRES").is_none() && !postgres::is_installed() {
        missing.push("postgresql");
    }
    // `venv` itself is always there; what Debian splits off is pip's bundled wheel.
    if Cmd::new("python3").args(["-c", "import venv, ensurepip"]).read().is_err() {
        missing.push("python3-venv");
    }
    // The system's own Python: a virtual environment does not see Debian's packages.
    if Cmd::new("/usr/bin/python3").args(["-c", "import aiosmtpd"]).read().is_err() {
        missing.push("python3-aiosmtpd");
    }
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    if which("apt-get").is_none() || Cmd::new("id").args(["-u"]).read()?.trim() != "0" {
        bail!(
            "these Debian packages (or your system's equivalents) are missing: install {packages}, or use --quick"
        );
    }
    Cmd::new("apt-get").args(["update", "--quiet"]).run()?;
    Cmd::new("apt-get")
        .args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(&missing)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
}
