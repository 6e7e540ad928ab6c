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
