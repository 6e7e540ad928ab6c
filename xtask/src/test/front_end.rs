//! The front end's own checks: types, style and unit tests, then a build.

use anyhow::Result;

use super::{Counts, Verdict};
use crate::house::House;
use crate::{npm, web};

pub(super) fn run(house: &House) -> Result<Verdict> {
    npm::install(&house.web_app())?;
    let verdict = Counts::verdict(&npm::watch(npm::script(&house.web_app(), "check"))?);
    if matches!(verdict, Verdict::Passed(_)) {
        web::build(house)?;
    }
    Ok(verdict)
}
