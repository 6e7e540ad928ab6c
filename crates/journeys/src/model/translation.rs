//! What a map says in its other language.

use std::collections::BTreeMap;

use parcours_kernel::{Language, Text};

use super::Checks;

/// By language, by field: `name`, `needs`, `frictions.i1.text`. What is not there is not translated.
pub type Translations = BTreeMap<Language, BTreeMap<String, String>>;

/// Fields that one thing may have translated.
const MAX_FIELDS: usize = 400;
const MAX_FIELD: usize = 120;

/// Writes what is given into what is there; an empty text takes a translation away.
pub(crate) fn merge(there: &mut Translations, given: Translations) {
    for (language, fields) in given {
        let of = there.entry(language).or_default();
        for (field, text) in fields {
            if text.trim().is_empty() {
                of.remove(&field);
            } else {
                of.insert(field, text);
            }
        }
    }
    there.retain(|_, fields| !fields.is_empty());
}

/// Keeps the translations of a list (`goals.0`) with their lines when lines come, go or move. A line
/// that is still there takes its translation along; one that was reworded in its place keeps it.
pub(crate) fn follow(there: &mut Translations, list: &str, before: &[String], after: &[String]) {
    let mut left: Vec<Option<&str>> = before.iter().map(|line| Some(line.trim())).collect();
    let mut came_from: Vec<Option<usize>> = after
        .iter()
        .map(|line| {
            let place = left.iter().position(|known| *known == Some(line.trim()))?;
            left[place] = None;
            Some(place)
        })
        .collect();
    if before.len() == after.len() {
        for (place, from) in came_from.iter_mut().enumerate() {
            if from.is_none() && left[place].is_some() {
                *from = Some(place);
            }
        }
    }
    let name = |place: usize| format!("{list}.{place}");
    for fields in there.values_mut() {
        let mut texts: Vec<_> =
            (0..before.len()).map(|place| fields.remove(&name(place))).collect();
        for (place, from) in came_from.iter().enumerate() {
            if let Some(text) = from.and_then(|from| texts[from].take()) {
                fields.insert(name(place), text);
            }
        }
    }
    there.retain(|_, fields| !fields.is_empty());
}

/// Checks translations.
pub(crate) fn check(translations: &Translations, checks: &mut Checks) {
    for (language, fields) in translations {
        let path = format!("translations.{}", language.code());
        checks.count(&path, fields.len(), MAX_FIELDS);
        for (field, text) in fields {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
            if field.len() > MAX_FIELD || !field.chars().all(is_plain) {
                let why = Text::new(
                    "This is not the name of a field, such as needs or frictions.i1.text.",
                    "Ce n’est pas un nom de champ, comme needs ou frictions.i1.text.",
                );
                checks.fault(&path, "unknown_field", why);
            }
            checks.text(&format!("{path}.{field}"), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.split_terminator(' ').map(ToOwned::to_owned).collect()
    }

    #[test]
    fn translations_of_a_list_follow_their_lines() {
        let cases = [
            ("a b c", "a b c", "A B C", "nothing changed"),
            ("a b c", "c a b", "C A B", "moved"),
            ("a b c", "a c", "A C", "one taken away"),
            ("a b c", "a d c", "A B C", "reworded in its place"),
            ("a b c", "x a b c", "- A B C", "one put in front"),
            ("a b c", "", "", "all gone"),
            ("a a", "a", "A", "two that say the same"),
            ("a b", "b d", "B -", "one gone, one new: nobody knows whose it was"),
        ];
        for (before, after, expected, why) in cases {
            let (before, after) = (lines(before), lines(after));
            let words = before.iter().enumerate();
            let english =
                words.map(|(place, line)| (format!("goals.{place}"), line.to_uppercase()));
            let mut there: Translations = [(Language::En, english.collect())].into();
            follow(&mut there, "goals", &before, &after);
            let said = |place| {
                let texts = there.get(&Language::En);
                texts
                    .and_then(|texts| texts.get(&format!("goals.{place}")))
                    .map_or("-", String::as_str)
            };
            let found: Vec<_> = (0..after.len()).map(said).collect();
            assert_eq!(found, lines(expected), "{why}");
            let kept = there.get(&Language::En).map_or(0, BTreeMap::len);
            assert_eq!(kept, found.iter().filter(|text| **text != "-").count(), "{why}: no more");
        }
    }
}
