//! What an export says.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use parcours_journeys::JourneySummary;
use parcours_kernel::{Page, Text};
use parcours_tracking::exports::Format;

use super::writing::Written;
use crate::output;

/// Journeys that a mistaken name is answered with.
pub(super) const LISTED: u32 = 20;

fn error(en: impl Into<String>, fr: impl Into<String>) -> anyhow::Error {
    anyhow::anyhow!("{}", Text::new(en, fr).get(output::language()))
}

fn formats() -> [String; 2] {
    let names = Format::ALL.map(Format::name);
    let (last, first) = names.split_last().expect("there are formats");
    [format!("{} or {last}", first.join(", ")), format!("{} ou {last}", first.join(", "))]
}

pub(super) fn unknown_format(name: &str) -> anyhow::Error {
    let [en, fr] = formats();
    error(
        format!("“{name}” is not a format; it is {en}"),
        format!("«\u{202f}{name}\u{202f}» n’est pas un format\u{202f}; choisissez {fr}"),
    )
}

pub(super) fn which_format() -> anyhow::Error {
    let [en, fr] = formats();
    error(
        format!("which format? Say --format {en}, or name a file: --output events.parquet"),
        format!(
            "quel format\u{202f}? Ajoutez --format {fr}, ou nommez un fichier\u{202f}: --output evenements.parquet"
        ),
    )
}

pub(super) fn unknown_language(name: &str) -> anyhow::Error {
    error(
        format!("“{name}” is not a language I speak; it is fr or en"),
        format!("je ne parle pas «\u{202f}{name}\u{202f}»\u{202f}; choisissez fr ou en"),
    )
}

pub(super) fn unknown_journey(name: &str, all: &Page<JourneySummary>) -> anyhow::Error {
    let list: String = all
        .items
        .iter()
        .map(|journey| format!("\n  {}  {}", journey.id, journey.name))
        .chain(all.next.iter().map(|_| "\n  …".to_owned()))
        .collect();
    if list.is_empty() {
        return error(
            format!("there is no journey “{name}”, nor any other yet"),
            format!(
                "il n’y a pas de parcours «\u{202f}{name}\u{202f}», ni aucun autre pour l’instant"
            ),
        );
    }
    error(
        format!("there is no journey “{name}”. There are:{list}"),
        format!("il n’y a pas de parcours «\u{202f}{name}\u{202f}». Il y a\u{202f}:{list}"),
    )
}

pub(super) fn binary(format: Format) -> anyhow::Error {
    let name = format.name();
    error(
        format!("{name} is nothing for a terminal; name a file with --output"),
        format!(
            "le format {name} ne se lit pas dans un terminal\u{202f}; nommez un fichier avec --output"
        ),
    )
}

pub(super) fn is_a_folder(file: &Path) -> anyhow::Error {
    let file = file.display();
    error(
        format!("{file} is a folder; name a file in it"),
        format!("{file} est un dossier\u{202f}; nommez un fichier dedans"),
    )
}

pub(super) fn is_no_file(file: &Path) -> anyhow::Error {
    let file = file.display();
    error(
        format!(
            "{file} is not a file; for a device or a pipe, take the standard output: --output -"
        ),
        format!(
            "{file} n’est pas un fichier\u{202f}; pour un périphérique ou un tube, prenez la sortie standard\u{202f}: --output -"
        ),
    )
}

pub(super) fn exists(file: &Path) -> anyhow::Error {
    let file = file.display();
    error(
        format!("{file} exists already; choose another name, or add --force"),
        format!("{file} existe déjà\u{202f}; choisissez un autre nom ou ajoutez --force"),
    )
}

pub(super) fn cannot_write_in(folder: &Path, why: &io::Error) -> anyhow::Error {
    let folder = folder.display();
    match why.kind() {
        ErrorKind::NotFound => error(
            format!("there is no folder {folder}"),
            format!("il n’y a pas de dossier {folder}"),
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => error(
            format!("you may not write in {folder}"),
            format!("vous n’avez pas le droit d’écrire dans {folder}"),
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => error(
            format!("there is no room left in {folder}"),
            format!("il n’y a plus de place dans {folder}"),
        ),
        _ => error(
            format!("cannot write in {folder}: {why}"),
            format!("impossible d’écrire dans {folder}\u{202f}: {why}"),
        ),
    }
}

pub(super) fn stopped() -> anyhow::Error {
    error("stopped; no file was written", "arrêté\u{202f}; aucun fichier n’a été écrit")
}

/// How far it is and how fast it goes.
pub(super) fn rate(interactions: u64, elapsed: Duration) -> String {
    let per_second = u128::from(interactions) * 1000 / elapsed.as_millis().max(1);
    // The same words in both languages.
    format!("{interactions} interactions, {per_second}/s")
}

/// What came of it.
pub(super) fn done(file: Option<&Path>, written: &Written) -> Text {
    let Written { interactions, customers } = *written;
    let plural = |count: u64, single: bool, word: &str| {
        format!("{count} {word}{}", if single { "" } else { "s" })
    };
    let english = |count: u64, word: &str| plural(count, count == 1, word);
    // Zéro est singulier.
    let french = |count: u64, word: &str| plural(count, count < 2, word);
    let (en, fr) = match file {
        Some(file) => (format!("{}: ", file.display()), format!("{}\u{202f}: ", file.display())),
        None => (String::new(), String::new()),
    };
    Text::new(
        format!(
            "{en}{} of {}",
            english(interactions, "interaction"),
            english(customers, "customer")
        ),
        format!("{fr}{} de {}", french(interactions, "interaction"), french(customers, "client")),
    )
}
