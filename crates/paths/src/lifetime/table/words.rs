//! What is said of a table that cannot be read.

use parcours_kernel::Text;

use super::TableError;

pub(super) fn empty() -> TableError {
    whole(
        1,
        "The table has no row below its header.",
        "Le tableau n’a aucune ligne sous son en-tête.",
    )
}

pub(super) fn unreadable(line: u64, cause: &dyn std::fmt::Display) -> TableError {
    whole(
        line,
        &format!("Line {line}: the table cannot be read ({cause})."),
        &format!("Ligne {line}\u{202f}: le tableau est illisible ({cause})."),
    )
}

pub(super) fn cells(line: u64, expected: u64, found: u64) -> TableError {
    whole(
        line,
        &format!("Line {line}: {found} cells where the header has {expected}."),
        &format!("Ligne {line}\u{202f}: {found} cellules, là où l’en-tête en a {expected}."),
    )
}

pub(super) fn missing(column: &'static str) -> TableError {
    at(
        1,
        column,
        &format!("no such column. The table needs frequency, recency and T; {column} is missing."),
        &format!("colonne absente. Il faut frequency, recency et T\u{202f}; {column} manque."),
    )
}

pub(super) fn twice(column: &'static str) -> TableError {
    at(1, column, "this column is there twice.", "cette colonne y est deux fois.")
}

pub(super) fn no_number(line: u64, column: &'static str, cell: &str) -> TableError {
    let cell = shown(cell);
    at(
        line,
        column,
        &format!("“{cell}” is not a number."),
        &format!("«\u{202f}{cell}\u{202f}» n’est pas un nombre."),
    )
}

pub(super) fn negative(line: u64, column: &'static str, cell: &str) -> TableError {
    let cell = shown(cell);
    at(line, column, &format!("{cell} is below zero."), &format!("{cell} est inférieur à zéro."))
}

pub(super) fn not_whole(line: u64, column: &'static str, cell: &str) -> TableError {
    let cell = shown(cell);
    at(
        line,
        column,
        &format!("{cell} is not a whole number of repeat purchases."),
        &format!("{cell} n’est pas un nombre entier de réachats."),
    )
}

pub(super) fn recency_beyond_age(line: u64) -> TableError {
    at(
        line,
        "recency",
        "the last purchase cannot come after the end of observation: recency is at most T.",
        "le dernier achat ne peut pas suivre la fin de l’observation\u{202f}: recency est au plus T.",
    )
}

pub(super) fn recency_without_repeat(line: u64, frequency: u32) -> TableError {
    if frequency == 0 {
        at(
            line,
            "recency",
            "without a repeat purchase (frequency 0), recency is 0.",
            "sans réachat (frequency 0), recency vaut 0.",
        )
    } else {
        at(
            line,
            "recency",
            "with repeat purchases, recency is above 0: it is the time from the first purchase to the last.",
            "avec des réachats, recency est supérieur à 0\u{202f}: c’est le temps du premier achat au dernier.",
        )
    }
}

fn at(line: u64, column: &'static str, en: &str, fr: &str) -> TableError {
    let message = Text::new(
        format!("Line {line}, column {column}: {en}"),
        format!("Ligne {line}, colonne {column}\u{202f}: {fr}"),
    );
    TableError { line, column: Some(column), message }
}

fn whole(line: u64, en: &str, fr: &str) -> TableError {
    TableError { line, column: None, message: Text::new(en, fr) }
}

/// Cells can be as long as a file.
fn shown(cell: &str) -> String {
    cell.chars().take(60).collect()
}
