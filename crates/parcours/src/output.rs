//! What commands say: results to standard output, everything else to standard error.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::sync::OnceLock;

use parcours_kernel::{Language, Problem, Text};
use serde::Serialize;

static CHOSEN: OnceLock<Language> = OnceLock::new();

/// Speaks this language from now on, whatever the terminal's is.
pub(crate) fn speak(language: Language) {
    // The first choice stays: a command makes one.
    let _ = CHOSEN.set(language);
}

/// The language that was chosen, or that of the terminal, by the usual variables; English when they
/// say nothing we speak.
pub(crate) fn language() -> Language {
    CHOSEN.get().copied().unwrap_or_else(of_the_terminal)
}

fn of_the_terminal() -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .and_then(|tag| Language::from_tag(&tag))
        .unwrap_or(Language::En)
}

/// A line of the result.
pub(crate) fn line(text: impl AsRef<str>) {
    // A closed pipe (`| head`) is the reader's choice, not our fault.
    let _ = writeln!(std::io::stdout(), "{}", text.as_ref());
}

/// A sentence of a report in the terminal's language.
pub(crate) fn sentence(said: &parcours_paths::Sentence) -> &str {
    match language() {
        Language::En => &said.en,
        Language::Fr => &said.fr,
    }
}

/// A line about the work, in the terminal's language.
pub(crate) fn note(text: &Text) {
    let _ = writeln!(std::io::stderr(), "{}", text.get(language()));
}

/// What is wrong with one of several things, while the others go on.
pub(crate) fn error(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// A result for programs.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    line(serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Whether a person watches.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// Says what went wrong and what the exit code is: 1.
pub(crate) fn failed(error: &anyhow::Error) -> ExitCode {
    let text = match error.downcast_ref::<Problem>() {
        Some(problem) => problem_text(problem),
        None => format!("{error:#}"),
    };
    let _ = writeln!(std::io::stderr(), "parcours: {text}");
    ExitCode::FAILURE
}

fn problem_text(problem: &Problem) -> String {
    let body = problem.body(language());
    let fields = body.errors.iter().map(|fault| format!("\n  {}: {}", fault.field, fault.message));
    if body.errors.len() == 1 && body.errors[0].message == body.detail {
        return format!("{}: {}", body.errors[0].field, body.detail);
    }
    body.detail.clone() + &fields.collect::<String>()
}
