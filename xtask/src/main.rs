//! Builds, runs and checks Parcours: `cargo xtask demo`, `test`, `web`, `openapi`, `tidy`.
//!
//! It is the only place that calls npm, apt-get or a PostgreSQL server: cargo's own build scripts
//! never do. It runs on Linux and macOS.
//!
//! To add a command: a variant of [`Task`], a file of its name, a line in [`run`]. To add a step of
//! `test`: see `test.rs`. To add an invariant: see `tidy.rs`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod demo;
mod fingerprint;
mod git;
mod house;
mod interrupt;
mod npm;
mod openapi;
mod postgres;
mod process;
mod program;
mod python;
mod report;
mod test;
mod tidy;
mod web;

use house::House;

/// Builds, runs and checks Parcours.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build everything and open the demo shop, with figures on its map.
    Demo(demo::Options),
    /// Run every check and test, as the continuous integration does.
    Test(test::Options),
    /// Install the front end's packages and build it into web/app/dist.
    Web,
    /// Write web/app/openapi.json from the code, and the typed client from it.
    Openapi(openapi::Options),
    /// Check the invariants of docs/architecture.md and list every place that breaks one.
    Tidy,
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(code) => code,
        Err(error) => {
            report::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    let house = House::find()?;
    match task {
        Task::Demo(options) => demo::run(&house, options),
        Task::Test(options) => test::run(&house, &options),
        Task::Web => web::build(&house).map(|()| ExitCode::SUCCESS),
        Task::Openapi(options) => openapi::run(&house, options).map(|()| ExitCode::SUCCESS),
        Task::Tidy => tidy::run(&house).map(|()| ExitCode::SUCCESS),
    }
}
