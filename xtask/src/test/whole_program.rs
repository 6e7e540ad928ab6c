//! Tests of the program as people meet it: built, started on its own port with its own data, driven
//! from outside, and asked to stop. They find it through `PARCOURS_URL` and sign in with the one-time
//! link in `PARCOURS_LINK`.

use anyhow::Result;

use super::{Counts, Verdict, rust::SDK_PYTHON};
use crate::house::House;
use crate::process::Cmd;
use crate::program::{self, Profile, Running};
use crate::{npm, python, report, web};

/// The published tracking SDKs, unmodified.
pub(super) fn sdk(house: &House) -> Result<Verdict> {
    let folder = house.sdk_tests();
    if !folder.join("package.json").is_file() || !npm::has_script(&folder, "test")? {
        return Ok(Verdict::Skipped("crates/tracking/tests/sdk has no script `test`"));
    }
    npm::install(&folder)?;
    let python = python::environment(house)?;
    // They look at their own events only.
    against_demo(house, "0.01", npm::script(&folder, "test").env(SDK_PYTHON, python))
}

/// A browser.
pub(super) fn browser(house: &House) -> Result<Verdict> {
    web::build(house)?;
    // Enough customers for every figure of the map, few enough for a build that is not optimised.
    against_demo(house, "0.25", npm::script(&house.web_app(), "e2e"))
}

fn against_demo(house: &House, scale: &str, command: Cmd) -> Result<Verdict> {
    let program = program::build(house, Profile::Dev)?;
    let running = Running::start(&program, scale)?;
    report::line(format!("the demo serves at {}", running.url));
    let finished =
        npm::watch(command.env("PARCOURS_URL", &running.url).env("PARCOURS_LINK", &running.link))?;
    if !finished.success {
        report::line(format!("the end of the program's log:\n{}", running.log()));
    }
    let verdict = Counts::verdict(&finished);
    // A stop within the limit is part of what is tested.
    Ok(match (verdict, running.stop()) {
        (verdict, Ok(())) => verdict,
        (Verdict::Passed(counts) | Verdict::Failed(counts, _), Err(error)) => {
            Verdict::Failed(Counts { failed: counts.failed + 1, ..counts }, format!("{error:#}"))
        }
        (skipped @ Verdict::Skipped(_), Err(_)) => skipped,
    })
}
