//! One command, one file.

mod backup;
mod cluster;
mod config;
mod customer;
mod demo;
mod doctor;
mod export;
mod import;
mod journey;
mod log;
mod openapi;
mod postgres;
mod report;
mod restore;
mod serve;
mod team;
mod user;
mod worker;

use std::process::ExitCode;

use parcours_kernel::Env;
use parcours_server::App;

use crate::cli::{Arguments, Command, Export, Import, Serve};
use crate::config::{Configuration, LogLevel};
use crate::logging;

/// Carries out a command.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut configuration = Configuration::load(&arguments.common)?;
    let command = arguments.command.unwrap_or_else(|| Command::Serve(Serve::default()));
    let serves = matches!(command, Command::Serve(_) | Command::Demo(_) | Command::Worker(_));
    logging::start(&configuration, if serves { LogLevel::Info } else { LogLevel::Warn });
    let done = ExitCode::SUCCESS;
    match command {
        Command::Serve(flags) => serve::run(&configuration, flags).await.map(|()| done),
        Command::Demo(flags) => {
            if arguments.common.data.is_none() {
                configuration.data = "demo-data".into();
            }
            demo::run(&configuration, flags).await.map(|()| done)
        }
        Command::Worker(flags) => worker::run(configuration, flags).await.map(|()| done),
        Command::Log(command) => log::run(&configuration, command).await,
        Command::Import(Import::Events(flags)) => import::run(&configuration, flags).await,
        Command::Export(Export::Events(flags)) => export::run(&configuration, flags).await,
        Command::Journey(command) => journey::run(&configuration, command).await.map(|()| done),
        Command::Report(report) => report::run(&configuration, *report).await.map(|()| done),
        Command::Customer(command) => customer::run(&configuration, command).await.map(|()| done),
        Command::Team(team) => team::run(&configuration, team).await.map(|()| done),
        Command::User(user) => user::run(&configuration, user).await.map(|()| done),
        Command::Backup { file } => backup::run(&configuration, &file).await.map(|()| done),
        Command::Restore { file } => restore::run(&configuration, &file).await.map(|()| done),
        Command::Doctor { json } => doctor::run(&configuration, json).await,
        Command::Openapi => openapi::run().await.map(|()| done),
        Command::Config { example } => config::run(&configuration, example).map(|()| done),
    }
}

/// Opens the installation that the configuration names.
async fn open(configuration: &Configuration) -> anyhow::Result<App> {
    configuration.must_be_there()?;
    open_or_begin(configuration).await
}

/// The same, and begins one where there is none.
async fn open_or_begin(configuration: &Configuration) -> anyhow::Result<App> {
    configuration.make_data_folder()?;
    Ok(App::open(configuration.server(false), Env::system()).await?)
}
