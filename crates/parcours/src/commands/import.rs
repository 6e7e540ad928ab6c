//! `parcours import`

use std::process::ExitCode;

use crate::cli::ImportEvents;
use crate::config::Configuration;

pub(crate) async fn run(
    _configuration: &Configuration,
    _flags: ImportEvents,
) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not yet")
}
