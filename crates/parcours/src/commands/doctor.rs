//! `parcours doctor`: looks, never mends.

mod log;

use std::process::ExitCode;

use parcours_kernel::{Env, Text};
use parcours_server::App;
use parcours_storage::Options;
use serde::Serialize;

use crate::config::Configuration;
use crate::output;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Good,
    Warning,
    Broken,
}

#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    state: State,
    message: String,
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, check: &'static str, state: State, text: &Text) {
        self.0.push(Finding { check, state, message: text.get(output::language()).to_owned() });
    }
}

pub(crate) async fn run(configuration: &Configuration, json: bool) -> anyhow::Result<ExitCode> {
    let mut findings = Findings(Vec::new());
    folder(configuration, &mut findings);
    if configuration.must_be_there().is_ok() {
        if let Err(error) = installation(configuration, &mut findings).await {
            findings.add("database", State::Broken, &unreadable(configuration, &error));
        }
    } else if configuration.data.is_dir() {
        let text = Text::new(
            "there is none yet; `parcours serve` makes it",
            "il n’y en a pas encore\u{202f}; `parcours serve` la crée",
        );
        findings.add("database", State::Warning, &text);
    }
    front_end(&mut findings);
    let broken = findings.0.iter().any(|finding| finding.state == State::Broken);
    if json {
        output::json(&findings.0)?;
    } else {
        for finding in &findings.0 {
            let mark = match finding.state {
                State::Good => "ok  ",
                State::Warning => "warn",
                State::Broken => "FAIL",
            };
            output::line(format!("{mark}  {:<10}  {}", finding.check, finding.message));
        }
    }
    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn folder(configuration: &Configuration, findings: &mut Findings) {
    let shown = configuration.data.display();
    let Ok(facts) = std::fs::metadata(&configuration.data) else {
        let text = Text::new(
            format!("{shown} does not exist yet; `parcours serve` makes it"),
            format!("{shown} n’existe pas encore\u{202f}; `parcours serve` le crée"),
        );
        return findings.add("folder", State::Warning, &text);
    };
    let mode = std::os::unix::fs::PermissionsExt::mode(&facts.permissions()) & 0o777;
    if mode & 0o077 == 0 {
        let text = Text::new(
            format!("{shown} is its owner's alone"),
            format!("{shown} est réservé à son propriétaire"),
        );
        findings.add("folder", State::Good, &text);
    } else {
        let text = Text::new(
            format!(
                "{shown} can be read by others (mode {mode:o}); it holds personal data: chmod 700 {shown}"
            ),
            format!(
                "{shown} est lisible par d’autres (mode {mode:o})\u{202f}; il contient des données personnelles\u{202f}: chmod 700 {shown}"
            ),
        );
        findings.add("folder", State::Warning, &text);
    }
}

async fn installation(
    configuration: &Configuration,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let app = App::open(configuration.server(false), Env::system()).await?;
    let faults = app.database.faults().await?;
    if faults.is_empty() {
        findings.add(
            "database",
            State::Good,
            &Text::new("opens, up to date, whole", "s’ouvre, à jour, intacte"),
        );
    }
    for fault in faults {
        let place = place(configuration);
        let text = Text::new(
            format!("{place} is damaged: {fault}. Stop Parcours and restore a backup."),
            format!(
                "{place} est endommagée\u{202f}: {fault}. Arrêtez Parcours et restaurez une sauvegarde."
            ),
        );
        findings.add("database", State::Broken, &text);
    }
    if log::look(&app, findings).await? {
        let (interactions, customers) = app.log.snapshot().await?.totals().await?;
        let text = Text::new(
            format!("{interactions} interactions of {customers} customers"),
            format!("{interactions} interactions de {customers} clients"),
        );
        findings.add("log", State::Good, &text);
    }
    let jobs = app.queue().counts().await?;
    let (state, text) = if jobs.dead == 0 {
        (
            State::Good,
            Text::new(format!("{} waiting", jobs.waiting), format!("{} en attente", jobs.waiting)),
        )
    } else {
        let text = Text::new(
            format!("{} gave up; see Settings › System", jobs.dead),
            format!("{} abandonnées\u{202f}; voyez Réglages › Système", jobs.dead),
        );
        (State::Warning, text)
    };
    findings.add("jobs", state, &text);
    if app.access.setup_needed().await? {
        let text = Text::new(
            "there is no owner yet; `parcours serve` prints the link",
            "il n’y a pas encore de propriétaire\u{202f}; `parcours serve` affiche le lien",
        );
        findings.add("people", State::Warning, &text);
    }
    Ok(())
}

/// What is named when the database is at fault: never the address, which may hold a password.
fn place(configuration: &Configuration) -> String {
    match &configuration.database_url {
        Some(_) => "PostgreSQL".to_owned(),
        None => Options::sqlite(&configuration.data).sqlite_file().display().to_string(),
    }
}

fn unreadable(configuration: &Configuration, error: &anyhow::Error) -> Text {
    let place = place(configuration);
    if configuration.database_url.is_some() {
        return Text::new(format!("{place}: {error:#}"), format!("{place}\u{202f}: {error:#}"));
    }
    Text::new(
        format!("{place}: {error:#} If it is damaged, stop Parcours and restore a backup."),
        format!(
            "{place}\u{202f}: {error:#} Si elle est endommagée, arrêtez Parcours et restaurez une sauvegarde."
        ),
    )
}

fn front_end(findings: &mut Findings) {
    if parcours_server::front_end_is_built() {
        findings.add("interface", State::Good, &Text::new("built in", "incluse"));
    } else {
        let text = Text::new(
            "not built: run `cargo xtask web`, then build again",
            "pas construite\u{202f}: lancez `cargo xtask web`, puis recompilez",
        );
        findings.add("interface", State::Warning, &text);
    }
}
