//! `cargo xtask demo`: everything built, then the demo shop served.

use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::house::House;
use crate::process::Cmd;
use crate::program::Profile;
use crate::{program, report, web};

/// What `demo` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Serve on this port of 127.0.0.1.
    #[arg(long)]
    port: Option<u16>,
    /// Keep the shop's data in this folder, so that the next start finds it.
    #[arg(long)]
    data: Option<PathBuf>,
    /// More arguments for `parcours demo`.
    #[arg(last = true)]
    args: Vec<OsString>,
}

/// Builds the front end and the program, then becomes `parcours demo`.
pub(crate) fn run(house: &House, options: Options) -> Result<ExitCode> {
    report::title("Building the front end");
    web::build(house)?;
    report::title("Building the program (the first time takes several minutes)");
    let program = program::build(house, Profile::Release)?;
    let mut cmd = Cmd::new(&program).args(["demo"]);
    if let Some(port) = options.port {
        cmd = cmd.args(["--address".to_owned(), format!("127.0.0.1:{port}")]);
    }
    if let Some(data) = options.data {
        cmd = cmd.args(["--data".into(), data]);
    }
    // Replaces this process, so that Ctrl-C and signals reach the program itself.
    let error = cmd.args(options.args).into_inner().exec();
    Err(error).with_context(|| format!("cannot start {}", program.display()))
}
