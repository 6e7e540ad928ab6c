//! The steps that are cargo's: format, clippy, dependencies, tests.

use std::env;
use std::ffi::OsString;

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
    let mut server = None;
    let mut extra = Vec::new();
    if quick {
        report::line("--quick: no PostgreSQL, no tracking SDKs");
    } else {
        extra.extend(postgres(&mut server)?);
        if house.sdk_tests().join("requirements.txt").is_file() {
            extra.push((SDK_PYTHON, python::environment(house)?.into()));
        }
    }
    let mut runner = Cmd::cargo().args(runner()).args(["--workspace", "--no-fail-fast"]);
    if !has_nextest() {
        runner = runner.args(["--lib", "--bins", "--tests"]);
    }
    let examples = Cmd::cargo().args(["test", "--workspace", "--doc", "--quiet"]);
    run_all(house, [runner, examples], &extra)
}

/// The tests of the cluster: on PostgreSQL, with real workers.
///
/// The whole workspace is named and one feature added, not one crate: then every crate but `cluster` and
/// the program has the features it has in the other steps, and only what is new is compiled.
pub(super) fn cluster(house: &House) -> Result<Verdict> {
    let mut server = None;
    let extra: Vec<_> = postgres(&mut server)?.into_iter().collect();
    let wide = ["--workspace", "--no-fail-fast", "--features", "parcours/cluster"];
    let mut runner = Cmd::cargo().args(runner()).args(wide);
    runner = if has_nextest() {
        runner.args(["-E", "package(parcours-cluster) + test(/^cluster::/)"])
    } else {
        runner.args(["--lib", "--bins", "--tests", "--", "cluster"])
    };
    run_all(house, [runner], &extra)
}

/// A PostgreSQL server for tests, where the environment names none; it ends with `server`.
fn postgres(server: &mut Option<Postgres>) -> Result<Option<(&'static str, OsString)>> {
    if env::var_os(POSTGRES).is_some() {
        return Ok(None);
    }
    Ok(Some((POSTGRES, server.insert(Postgres::start()?).url.clone().into())))
}

fn has_nextest() -> bool {
    which("cargo-nextest").is_some()
}

fn runner() -> &'static [&'static str] {
    if has_nextest() {
        return &["nextest", "run"];
    }
    report::line("cargo-nextest is not installed; cargo's own runner is slower but says the same");
    &["test"]
}

/// Runs commands until one fails.
fn run_all(
    house: &House,
    commands: impl IntoIterator<Item = Cmd>,
    extra: &[(&str, OsString)],
) -> Result<Verdict> {
    let mut text = String::new();
    let mut success = true;
    for mut cmd in commands {
        for (name, value) in extra {
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
