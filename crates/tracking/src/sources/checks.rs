//! What a source may be called and promote.

use parcours_kernel::{Problem, Text};

const NAME_CHARS: usize = 100;
/// More would make each combination of their values a signature of its own.
const MOST_PROMOTED: usize = 8;

pub(super) fn checked_name(name: &str) -> Result<String, Problem> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Problem::invalid(
            "name",
            "required",
            Text::new("Give the source a name.", "Donnez un nom à la source."),
        ));
    }
    if name.chars().count() > NAME_CHARS || name.chars().any(char::is_control) {
        return Err(Problem::invalid(
            "name",
            "too_long",
            Text::new(
                format!("A name has at most {NAME_CHARS} characters, on one line."),
                format!("Un nom a au plus {NAME_CHARS} caractères, sur une ligne."),
            ),
        ));
    }
    Ok(name.to_owned())
}

pub(super) fn checked_promoted(names: Vec<String>) -> Result<Vec<String>, Problem> {
    let mut promoted: Vec<String> = Vec::with_capacity(names.len());
    for (place, name) in names.into_iter().enumerate() {
        let name = name.trim().to_owned();
        if name.is_empty()
            || name.chars().count() > NAME_CHARS
            || name.chars().any(char::is_control)
        {
            return Err(Problem::invalid(
                format!("promoted[{place}]"),
                "invalid_value",
                Text::new(
                    format!("Name a property, with at most {NAME_CHARS} characters."),
                    format!("Nommez une propriété, en {NAME_CHARS} caractères au plus."),
                ),
            ));
        }
        if !promoted.contains(&name) {
            promoted.push(name);
        }
    }
    if promoted.len() > MOST_PROMOTED {
        return Err(Problem::invalid(
            "promoted",
            "too_many",
            Text::new(
                format!("At most {MOST_PROMOTED} properties can be promoted."),
                format!("Au plus {MOST_PROMOTED} propriétés peuvent être mises en avant."),
            ),
        ));
    }
    Ok(promoted)
}
