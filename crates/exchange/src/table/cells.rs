//! Cells that hold more than a text: lists of items of several parts, yes and no, feelings.
//!
//! One item a line, its parts between ` | `. What stands for something else is written with a
//! backslash: `\|`, `\\`, and `\n` for a line end within an item.

use parcours_journeys::{Feeling, Severity};
use parcours_kernel::Language;

/// Writes items; parts that say nothing at the end of an item are left out.
pub(crate) fn items<'a>(items: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let line = |parts: Vec<&str>| {
        let said = parts.iter().rposition(|part| !part.is_empty()).map_or(1, |last| last + 1);
        parts[..said].iter().map(|part| escaped(part)).collect::<Vec<_>>().join(" | ")
    };
    items.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads items; as many parts as there are.
pub(crate) fn parts(cell: &str) -> Vec<Vec<String>> {
    cell.lines().filter(|line| !line.trim().is_empty()).map(line_parts).collect()
}

fn escaped(text: &str) -> String {
    // Spaces at the ends would be lost beside the bars; items are trimmed where it matters.
    text.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace("\r\n", "\n")
        .replace(['\n', '\r'], "\\n")
}

fn line_parts(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        let part = parts.last_mut().expect("there is always one");
        match sign {
            '\\' => match signs.next() {
                Some('n') => part.push('\n'),
                Some(other) => part.push(other),
                None => part.push('\\'),
            },
            '|' => {
                if part.ends_with(' ') {
                    part.pop();
                }
                parts.push(String::new());
                let rest = signs.as_str();
                if let Some(rest) = rest.strip_prefix(' ') {
                    signs = rest.chars();
                }
            }
            other => part.push(other),
        }
    }
    parts
}

/// Whether a cell says yes; `None` when it says neither.
pub(crate) fn yes(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "" | "no" | "non" | "false" | "faux" | "0" => Some(false),
        "yes" | "oui" | "true" | "vrai" | "1" | "x" => Some(true),
        _ => None,
    }
}

/// Yes, or nothing.
pub(crate) fn said(is: bool, language: Language) -> &'static str {
    match (is, language) {
        (false, _) => "",
        (true, Language::En) => "yes",
        (true, Language::Fr) => "oui",
    }
}

/// A feeling in digits; French ones have their comma.
pub(crate) fn feeling(feeling: Option<Feeling>, language: Language) -> String {
    let Some(feeling) = feeling else { return String::new() };
    let digits = format!("{}", feeling.value());
    match language {
        Language::En => digits,
        Language::Fr => digits.replace('.', ","),
    }
}

/// Reads a feeling: comma or point, any minus. `Err` when it is none.
pub(crate) fn read_feeling(cell: &str) -> Result<Option<Feeling>, ()> {
    let cell = cell.trim().replace(',', ".").replace('−', "-");
    if cell.is_empty() {
        return Ok(None);
    }
    let value: f64 = cell.parse().map_err(|_| ())?;
    if (-2.0..=2.0).contains(&value) { Ok(Some(Feeling::nearest(value))) } else { Err(()) }
}

/// How much something weighs, as a word.
pub(crate) fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Low, Language::En) => "low",
        (Severity::Medium, Language::En) => "medium",
        (Severity::High, Language::En) => "high",
        (Severity::Low, Language::Fr) => "faible",
        (Severity::Medium, Language::Fr) => "moyenne",
        (Severity::High, Language::Fr) => "forte",
    }
}

/// The weight of a word in either language.
pub(crate) fn read_severity(word: &str) -> Option<Severity> {
    Some(match word.trim().to_lowercase().as_str() {
        "low" | "faible" => Severity::Low,
        "" | "medium" | "moyenne" => Severity::Medium,
        "high" | "forte" => Severity::High,
        _ => return None,
    })
}

/// A cell as it is written to a file that a spreadsheet opens: what would be a formula gets an
/// apostrophe in front, and what has one already, one more.
pub(crate) fn guarded(text: &str) -> String {
    if is_formula(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

/// The same, taken off again.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn is_formula(text: &str) -> bool {
    let is_number = text.replace(',', ".").parse::<f64>().is_ok();
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn items_come_back(text in "[a\\\\|n ='\n]{1,9}", team in "[a|\\\\ ]{0,4}b?") {
            let text = text.trim();
            let cell = items([vec![text, &team], vec!["x"]]);
            let back = parts(&cell);
            if !text.is_empty() {
                let first: Vec<_> = back[0].iter().map(String::as_str).collect();
                let expected = if team.is_empty() { vec![text] } else { vec![text, team.as_str()] };
                prop_assert_eq!(first.iter().map(|p| p.trim()).collect::<Vec<_>>(), expected.iter().map(|p| p.trim()).collect::<Vec<_>>());
            }
        }

        #[test]
        fn guards_come_off(text in "['=+@a-]{0,6}") {
            let guarded = guarded(&text);
            prop_assert_eq!(unguarded(&guarded), text);
            prop_assert!(!guarded.starts_with('='));
        }
    }

    #[test]
    fn feelings_are_read_as_both_languages_write_them() {
        for text in ["-1.5", "−1,5", " -1,5 "] {
            assert_eq!(read_feeling(text), Ok(Some(Feeling::nearest(-1.5))));
        }
        assert_eq!(read_feeling(""), Ok(None));
        assert!(read_feeling("3").is_err() && read_feeling("bof").is_err());
    }
}
