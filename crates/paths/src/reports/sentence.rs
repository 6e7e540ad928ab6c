//! Sentences of reports, in both languages, as people would say them.

use serde::Serialize;
use utoipa::ToSchema;

/// The same in English and in French.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Sentence {
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}

impl Sentence {
    /// From its two forms.
    pub fn new(en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self { en: en.into(), fr: fr.into() }
    }
}

/// So many customers, in both languages.
pub(super) fn customers(count: u64) -> Sentence {
    let (en, fr) = if count == 1 { ("customer", "client") } else { ("customers", "clients") };
    let fr = if count == 0 { "client" } else { fr };
    Sentence::new(
        format!("{} {en}", grouped(count, ",")),
        format!("{} {fr}", grouped(count, "\u{202f}")),
    )
}

/// A share in whole per cent.
pub(super) fn percent(share: f64) -> Sentence {
    let whole = (share * 100.0).round();
    Sentence::new(format!("{whole:.0}%"), format!("{whole:.0}\u{202f}%"))
}

/// A number with something between its thousands.
fn grouped(number: u64, between: &str) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut text = digits[..first].to_owned();
    for (place, _) in digits.bytes().enumerate().skip(first).step_by(3) {
        if place > 0 {
            text.push_str(between);
        }
        text.push_str(&digits[place..place + 3]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_set_as_each_language_sets_them() {
        assert_eq!(customers(1), Sentence::new("1 customer", "1 client"));
        assert_eq!(customers(0), Sentence::new("0 customers", "0 client"));
        assert_eq!(customers(1_234_567).fr, "1\u{202f}234\u{202f}567 clients");
        assert_eq!(customers(312).en, "312 customers");
        assert_eq!(percent(0.125).en, "13%");
    }
}
