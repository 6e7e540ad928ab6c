//! What is written in the fields of a report: lists of activities, lengths of time, how many.

use parcours_kernel::{Problem, Text};

use crate::kernels::activities::ActivitySet;
use crate::plan::Plan;

/// The pieces of a list with commas between; a backslash before a comma makes it part of a name.
pub(crate) fn list(written: &str) -> Vec<String> {
    pieces(written, ',')
}

/// The activities of one piece of a list: one, or any of several with `|` between.
pub(super) fn any_of(
    plan: &Plan,
    field: &'static str,
    written: &str,
) -> Result<ActivitySet, Problem> {
    pieces(written, '|').iter().map(|name| plan.code(field, name)).collect()
}

/// The activities of a whole list, of which there has to be one.
pub(super) fn some(
    plan: &Plan,
    field: &'static str,
    written: &str,
) -> Result<ActivitySet, Problem> {
    let set: ActivitySet =
        list(written).iter().map(|name| plan.code(field, name)).collect::<Result<_, _>>()?;
    if set.is_empty() { Err(nothing_named(field)) } else { Ok(set) }
}

fn nothing_named(field: &'static str) -> Problem {
    Problem::invalid(
        field,
        "required",
        Text::new("Name at least one activity.", "Nommez au moins une activité."),
    )
}

/// The pieces of a text with something between; a backslash before it makes it part of a piece.
pub(crate) fn pieces(written: &str, separator: char) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut chars = written.chars().peekable();
    while let Some(char) = chars.next() {
        let last = pieces.last_mut().expect("begun with one");
        if char == '\\' && chars.peek() == Some(&separator) {
            last.extend(chars.next());
        } else if char == separator {
            pieces.push(String::new());
        } else {
            last.push(char);
        }
    }
    let trimmed = pieces.iter().map(|piece| piece.trim().to_owned());
    trimmed.filter(|piece| !piece.is_empty()).collect()
}

/// A length of time in µs: a whole number and its unit, such as `7d`.
pub(super) fn length(field: &'static str, written: &str) -> Result<i64, Problem> {
    const SECOND: i64 = 1_000_000;
    let units = [
        ("min", 60 * SECOND),
        ("s", SECOND),
        ("m", 60 * SECOND),
        ("h", 3600 * SECOND),
        ("d", 86_400 * SECOND),
        ("w", 7 * 86_400 * SECOND),
    ];
    let written = written.trim();
    let in_unit = units.iter().find_map(|(unit, micros)| {
        let number = written.strip_suffix(unit)?.trim_end().parse::<u32>().ok()?;
        i64::from(number).checked_mul(*micros)
    });
    let micros = in_unit.ok_or_else(|| no_length(field, written))?;
    if micros == 0 {
        return Err(Problem::invalid(
            field,
            "out_of_range",
            Text::new(
                "A length of time is above zero: 7d, 12h or 30min.",
                "Une durée est supérieure à zéro\u{202f}: 7d, 12h ou 30min.",
            ),
        ));
    }
    Ok(micros)
}

fn no_length(field: &'static str, written: &str) -> Problem {
    Problem::invalid(
        field,
        "invalid_length",
        Text::new(
            format!("“{written}” is not a length of time. Write 30min, 12h, 7d or 2w."),
            format!(
                "«\u{202f}{written}\u{202f}» n’est pas une durée. Écrivez 30min, 12h, 7d ou 2w."
            ),
        ),
    )
}

/// A number that has to lie within bounds.
pub(super) fn within(
    field: &'static str,
    number: usize,
    least: usize,
    most: usize,
) -> Result<usize, Problem> {
    if (least..=most).contains(&number) {
        return Ok(number);
    }
    Err(Problem::invalid(
        field,
        "out_of_range",
        Text::new(
            format!("This is a number from {least} to {most}."),
            format!("C’est un nombre de {least} à {most}."),
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_what_a_backslash_protects() {
        assert_eq!(list("a, b|c ,,d\\, e "), ["a", "b|c", "d, e"]);
        assert_eq!(pieces("x | y\\|z", '|'), ["x", "y|z"]);
        assert!(list(" , ").is_empty());
    }

    #[test]
    fn lengths_have_a_unit_and_are_above_zero() {
        let micros = |text| length("within", text).unwrap() / 1_000_000;
        assert_eq!(
            ["7d", "12 h", "30min", "2m", "45s", "2w"].map(micros),
            [604_800, 43_200, 1_800, 120, 45, 1_209_600]
        );
        for bad in ["", "7", "d", "-1d", "1.5d", "7 days", "0d", "4294967296d"] {
            assert!(length("within", bad).is_err(), "{bad}");
        }
        assert_eq!(within("top", 3, 1, 3).unwrap(), 3);
        assert!(within("top", 4, 1, 3).is_err());
    }
}
