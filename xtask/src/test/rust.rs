//! The steps that are cargo's: format, clippy, dependencies, tests.

use std::env;

use anyhow::Result;

use super::{Counts, Verdict};
use crate::house::House;
use crate::postgres::Postgres;
use crate::process::{Cmd, which};
use crate::{python, report};

/// Names the PostgreSQL server that store tests may fill with databases.
const POSTGRES: &str = "PARCOURS_TEST_POSTGRES";
/// Names the Python interpreter that has the published SDKs.
pub(super) const SDK_PYTHON: &str = "PARCOURS_SDK_PYTHON";

pub(super) fn fmt(house: &House) -> Result<()> {
    Cmd::cargo().args(["fmt", "--all", "--", "--check"]).dir(&house.root).run()
}

pub(super) fn clippy(house: &House) -> Result<()> {
    Cmd::cargo()
        .args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
        .dir(&house.root)
        .run()
}

pub(super) fn deny(house: &House) -> Result<Verdict> {
    if which("cargo-deny").is_none() {
        return Ok(Verdict::Skipped("cargo-deny is not installed"));
    }
    Ok(Verdict::one(Cmd::cargo().args(["deny", "check"]).dir(&house.root).run()))
}

/// Unit, store and integration tests, then the examples in the documentation.
pub(super) fn tests(house: &House, quick: bool) -> Result<Verdict> {
    let mut postgres = None;
    let mut extra: Vec<(&str, std::ffi::OsString)> = Vec::new();
    if quick {
        report::line("--quick: no PostgreSQL, no tracking SDKs");
    } else {
        if env::var_os(POSTGRES).is_none() {
            let server = postgres.insert(Postgres::start()?);
            extra.push((POSTGRES, server.url.clone().into()));
        }
        if house.sdk_tests().join("requirements.txt").is_file() {
            extra.push((SDK_PYTHON, python::environment(house)?.into()));
        }
    }
    let mut commands = vec![if which("cargo-nextest").is_some() {
        Cmd::cargo().args(["nextest", "run", "--workspace", "--no-fail-fast"])
    } else {
        report::line(
            "cargo-nextest is not installed; cargo's own runner is slower but says the same",
        );
        Cmd::cargo().args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins", "--tests"])
    }];
    commands.push(Cmd::cargo().args(["test", "--workspace", "--doc", "--quiet"]));
    let mut text = String::new();
    let mut success = true;
    for mut cmd in commands {
        for (name, value) in &extra {
            cmd = cmd.env(name, value);
        }
        let finished = cmd.dir(&house.root).watch()?;
        text.push_str(&finished.text);
        success &= finished.success;
        if !success {
            break;
        }
    }
    Ok(Counts::verdict(&crate::process::Finished { success, text }))
}
