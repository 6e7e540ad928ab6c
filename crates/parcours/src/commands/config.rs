//! `parcours config`

use crate::config::{Configuration, EXAMPLE};
use crate::output;

pub(crate) fn run(configuration: &Configuration, example: bool) -> anyhow::Result<()> {
    if example {
        output::line(EXAMPLE.trim_end());
        return Ok(());
    }
    output::json(&configuration.without_secrets())
}
