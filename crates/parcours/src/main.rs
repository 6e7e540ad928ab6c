//! `parcours`: commands, configuration, lifecycle, wiring.
//!
//! What it never does: know more than the names of things. Each command is one file in `commands/`.
//!
//! To add a command: its arguments and help in `cli.rs`, its body in `commands/`, a line in
//! [`commands::run`].

mod cli;
mod commands;
mod config;
mod database_url;
mod demo;
mod logging;
mod output;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser as _;

/// What threads that are still at work when a command ends may take.
const FOR_THREADS: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output::failed(&error.into()),
    };
    let code = match runtime.block_on(commands::run(arguments)) {
        Ok(code) => code,
        Err(error) => output::failed(&error),
    };
    // A mere drop would wait for a thread that reads a long file.
    runtime.shutdown_timeout(FOR_THREADS);
    code
}
