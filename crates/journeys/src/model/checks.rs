//! The rules of lengths and characters, gathered so that one answer names every field at fault.

use parcours_kernel::{Code, Problem, Text};

const MAX_LABEL: usize = 200;
const MAX_TEXT: usize = 5_000;
const MAX_ADDRESS: usize = 2_000;
const MAX_SENTENCES: usize = 50;

/// Faults found so far.
#[derive(Debug, Default)]
pub(crate) struct Checks(Vec<(String, Code, Text)>);

impl Checks {
    /// Notes a fault.
    pub(crate) fn fault(&mut self, field: impl Into<String>, code: Code, message: Text) {
        self.0.push((field.into(), code, message));
    }

    /// A name that must be there: trimmed, 1 to 200 characters, on one line.
    pub(crate) fn name(&mut self, field: &str, value: &mut String) {
        self.label(field, value);
        if value.is_empty() {
            self.fault(field, "required", Text::new("Give it a name.", "Donnez-lui un nom."));
        }
    }

    /// A short text that may be empty: trimmed, up to 200 characters, on one line.
    pub(crate) fn label(&mut self, field: &str, value: &mut String) {
        trim(value);
        self.length(field, value, MAX_LABEL);
        if value.chars().any(char::is_control) {
            self.fault(
                field,
                "invalid_character",
                Text::new(
                    "Keep it on one line, without control characters.",
                    "Écrivez-le sur une seule ligne, sans caractère de contrôle.",
                ),
            );
        }
    }

    /// A short text or none; an empty one is none.
    pub(crate) fn optional_label(&mut self, field: &str, value: &mut Option<String>) {
        if let Some(text) = value {
            self.label(field, text);
            if text.is_empty() {
                *value = None;
            }
        }
    }

    /// Free text, kept as it was typed: up to 5,000 characters.
    pub(crate) fn text(&mut self, field: &str, value: &str) {
        self.length(field, value, MAX_TEXT);
        // PostgreSQL cannot store it.
        if value.contains('\0') {
            self.fault(
                field,
                "invalid_character",
                Text::new(
                    "This text holds a character that cannot be stored (NUL).",
                    "Ce texte contient un caractère qui ne peut pas être enregistré (NUL).",
                ),
            );
        }
    }

    /// A list of sentences: trimmed, empty ones dropped, at most 50.
    pub(crate) fn sentences(&mut self, field: &str, values: &mut Vec<String>) {
        values.iter_mut().for_each(trim);
        values.retain(|value| !value.is_empty());
        self.count(field, values.len(), MAX_SENTENCES);
        for (index, value) in values.iter().enumerate() {
            self.text(&format!("{field}[{index}]"), value);
        }
    }

    /// The address of a picture or none. Only web addresses: this text ends in a page.
    pub(crate) fn address(&mut self, field: &str, value: &mut Option<String>) {
        let Some(text) = value else { return };
        trim(text);
        if text.is_empty() {
            *value = None;
            return;
        }
        self.length(field, text, MAX_ADDRESS);
        let from_here = text.starts_with('/') && !text.starts_with("//");
        let web = from_here || text.starts_with("https://") || text.starts_with("http://");
        if !web || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            self.fault(
                field,
                "invalid_address",
                Text::new(
                    "Write a web address that starts with https://, http:// or /.",
                    "Écrivez une adresse web qui commence par https://, http:// ou /.",
                ),
            );
        }
    }

    /// A list that may be only so long.
    pub(crate) fn count(&mut self, field: &str, found: usize, most: usize) {
        if found > most {
            self.fault(
                field,
                "too_many",
                Text::new(
                    format!("{most} at most; these are {found}."),
                    format!("{most} au maximum\u{202f}; il y en a {found}."),
                ),
            );
        }
    }

    /// Days until a touchpoint is to be looked through again.
    pub(crate) fn review_days(&mut self, days: u16) {
        if !(1..=1000).contains(&days) {
            let between = Text::new("Between 1 and 1,000 days.", "Entre 1 et 1\u{202f}000 jours.");
            self.fault("review_days", "out_of_range", between);
        }
    }

    /// All faults as one problem.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        let mut faults = self.0.into_iter();
        let Some((field, code, message)) = faults.next() else { return Ok(()) };
        Err(faults
            .fold(Problem::invalid(field, code, message), |problem, (field, code, message)| {
                problem.and_field(field, code, message)
            }))
    }

    /// At most so many characters, counted as people count them: letters, not bytes.
    pub(crate) fn length(&mut self, field: &str, value: &str, most: usize) {
        let found = value.chars().count();
        if found > most {
            self.fault(
                field,
                "too_long",
                Text::new(
                    format!("{most} characters at most; this has {found}."),
                    format!("{most} caractères au maximum\u{202f}; il y en a {found}."),
                ),
            );
        }
    }
}

fn trim(value: &mut String) {
    let trimmed = value.trim();
    if trimmed.len() < value.len() {
        *value = trimmed.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use parcours_kernel::Language;

    use super::*;

    fn faults(check: impl FnOnce(&mut Checks)) -> Vec<(String, String)> {
        let mut checks = Checks::default();
        check(&mut checks);
        match checks.finish() {
            Ok(()) => Vec::new(),
            Err(problem) => problem
                .body(Language::En)
                .errors
                .into_iter()
                .map(|fault| (fault.field, fault.code))
                .collect(),
        }
    }

    #[test]
    fn names_are_trimmed_and_short() {
        let mut name = "  Fiche produit \u{202f}".to_owned();
        assert!(faults(|checks| checks.name("name", &mut name)).is_empty());
        assert_eq!(name, "Fiche produit");
        assert!(faults(|checks| checks.name("name", &mut "é".repeat(200))).is_empty());
        for (bad, code) in
            [(" \t", "required"), (&*"é".repeat(201), "too_long"), ("a\nb", "invalid_character")]
        {
            assert_eq!(
                faults(|checks| checks.name("name", &mut bad.to_owned()))[0].1,
                code,
                "{bad:?}"
            );
        }
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let found = faults(|checks| {
            checks.name("name", &mut String::new());
            checks.text("needs", "a\0b");
            checks.sentences("goals", &mut vec!["  ".into(), "x".repeat(5_001)]);
        });
        let fields: Vec<_> = found.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["name", "needs", "goals[0]"], "an empty sentence is dropped");
    }

    #[test]
    fn a_picture_has_a_web_address() {
        let check = |text: &str| {
            faults(|checks| checks.address("image", &mut Some(text.to_owned()))).is_empty()
        };
        assert!(["https://a.fr/x.png", "http://a.fr", "/files/x.png", " "].into_iter().all(check));
        assert!(
            !["javascript:alert(1)", "//a.fr/x", "data:text/html,x", "/a b"].into_iter().any(check)
        );
    }
}
