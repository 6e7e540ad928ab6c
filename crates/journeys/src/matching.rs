//! Signals, compiled once, against signatures.
//!
//! Kind, channel and promoted properties must be equal. The subject is a pattern: `*` is any run of
//! characters (`/` is one like any other), `?` one character, `{a,b}` one of several, and a
//! backslash takes the next character as it is. A text also matches itself, whatever it holds: a
//! signal made from a subject that was seen always finds it again.

use parcours_interactions::SignatureParts;
use parcours_kernel::Text;
use regex::{Regex, RegexBuilder};

use crate::model::Signal;

/// Room for a compiled pattern, in bytes: generous for what people write, small for an attacker.
const MAX_COMPILED: usize = 1 << 20;

/// A compiled subject pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    text: String,
    /// `None` when the pattern stands for itself alone.
    regex: Option<Regex>,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PatternError {
    /// A `{` without its `}`.
    OpenBrace,
    /// Too large once compiled.
    TooComplex,
}

impl PatternError {
    /// What to tell its author.
    pub(crate) fn text(self) -> Text {
        match self {
            Self::OpenBrace => Text::new(
                "A “{” is never closed. Write {a,b}, or \\{ for the brace itself.",
                "Une accolade «\u{202f}{\u{202f}» n’est jamais fermée. Écrivez {a,b}, ou \\{ pour l’accolade elle-même.",
            ),
            Self::TooComplex => Text::new(
                "This pattern is too complex. Use several simpler signals.",
                "Ce motif est trop complexe. Utilisez plusieurs signaux plus simples.",
            ),
        }
    }
}

impl Pattern {
    /// Compiles a pattern.
    pub(crate) fn compile(text: &str) -> Result<Self, PatternError> {
        let regex = if text.contains(['*', '?', '{', '\\']) {
            let compiled = RegexBuilder::new(&translate(text)?)
                .dot_matches_new_line(true)
                .size_limit(MAX_COMPILED)
                .build();
            Some(compiled.map_err(|_| PatternError::TooComplex)?)
        } else {
            None
        };
        Ok(Self { text: text.to_owned(), regex })
    }

    /// Whether a subject is one of those meant.
    pub(crate) fn matches(&self, subject: &str) -> bool {
        self.text == subject || self.regex.as_ref().is_some_and(|regex| regex.is_match(subject))
    }
}

fn translate(pattern: &str) -> Result<String, PatternError> {
    let mut regex = String::with_capacity(pattern.len() * 2 + 4);
    let mut open = 0_u32;
    let mut literal = [0; 4];
    regex.push_str(r"\A");
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '*' => regex.push_str(".*"),
            '?' => regex.push('.'),
            '{' => {
                open += 1;
                regex.push_str("(?:");
            }
            ',' if open > 0 => regex.push('|'),
            '}' if open > 0 => {
                open -= 1;
                regex.push(')');
            }
            _ => {
                let taken = if character == '\\' { characters.next() } else { None };
                let text = taken.unwrap_or(character).encode_utf8(&mut literal);
                regex.push_str(&regex::escape(text));
            }
        }
    }
    regex.push_str(r"\z");
    if open > 0 { Err(PatternError::OpenBrace) } else { Ok(regex) }
}

#[derive(Debug, Clone)]
struct Rule {
    signal: Signal,
    subject: Option<Pattern>,
}

impl Rule {
    fn compile(signal: &Signal) -> Option<Self> {
        let subject = match signal.subject.as_deref().map(Pattern::compile).transpose() {
            Ok(subject) => subject,
            Err(error) => {
                tracing::warn!(
                    ?signal,
                    ?error,
                    "a stored signal cannot be read and matches nothing"
                );
                return None;
            }
        };
        (!signal.is_empty()).then(|| Self { signal: signal.clone(), subject })
    }

    fn matches(&self, parts: &SignatureParts) -> bool {
        let Signal { kind, channel, subject: _, properties } = &self.signal;
        kind.as_ref().is_none_or(|kind| *kind == parts.kind)
            && channel.as_ref().is_none_or(|channel| *channel == parts.channel)
            && properties.iter().all(|(name, value)| parts.properties.get(name) == Some(value))
            && self.subject.as_ref().is_none_or(|pattern| {
                parts.subject.as_deref().is_some_and(|subject| pattern.matches(subject))
            })
    }
}

/// The signals of a touchpoint, ready to be asked many times.
#[derive(Debug, Clone)]
pub struct SignalMatcher(Vec<Rule>);

impl SignalMatcher {
    /// Compiles signals that were checked when they were stored. One that cannot be compiled, or
    /// says nothing, matches nothing.
    pub fn new(signals: &[Signal]) -> Self {
        Self(signals.iter().filter_map(Rule::compile).collect())
    }

    /// Whether an interaction with this signature happens at the touchpoint: any signal holds.
    pub fn matches(&self, parts: &SignatureParts) -> bool {
        self.0.iter().any(|rule| rule.matches(parts))
    }

    /// The kinds it can match; `None` when one of its signals takes any kind.
    pub(crate) fn kinds(&self) -> Option<Vec<&str>> {
        self.0.iter().map(|rule| rule.signal.kind.as_deref()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn matches(pattern: &str, subject: &str) -> bool {
        Pattern::compile(pattern).unwrap().matches(subject)
    }

    #[test]
    fn patterns_mean_what_they_say() {
        for (pattern, yes, no) in [
            ("/chaussures/*", "/chaussures/route/pegase", "/chaussures"),
            ("*/suivi", "/commande/*/suivi", "/commande/suivi/x"),
            ("caf?", "café", "cafés"),
            ("/{panier,cart}", "/panier", "/checkout"),
            ("/{fr,en{,-gb}}/aide", "/en-gb/aide", "/en-us/aide"),
            ("a.b", "a.b", "axb"),
            ("[abc]", "[abc]", "a"),
            (r"100\*", "100*", "1000"),
            (r"\{a,b}", "{a,b}", "a"),
            ("a,b}", "a,b}", "a"),
            ("*", "two\nlines", "\u{0}never"),
        ] {
            assert!(matches(pattern, yes), "{pattern} is to match {yes}");
            assert!(pattern == "*" || !matches(pattern, no), "{pattern} is not to match {no}");
        }
    }

    #[test]
    fn what_is_no_pattern_says_why() {
        assert_eq!(Pattern::compile("{a,b").unwrap_err(), PatternError::OpenBrace);
        assert_eq!(Pattern::compile(&"{".repeat(400)).unwrap_err(), PatternError::OpenBrace);
        let deep = "{".repeat(300) + &"}".repeat(300);
        assert_eq!(Pattern::compile(&deep).unwrap_err(), PatternError::TooComplex);
    }

    fn parts(kind: &str, channel: &str, subject: Option<&str>, device: &str) -> SignatureParts {
        let properties = BTreeMap::from([("device".to_owned(), device.to_owned())]);
        SignatureParts::new(kind, channel, subject, properties)
    }

    #[test]
    fn all_conditions_of_one_signal_and_any_signal_of_many() {
        let mobile = Signal {
            kind: Some("order_completed".into()),
            channel: Some("web".into()),
            properties: BTreeMap::from([("device".into(), "mobile".into())]),
            ..Default::default()
        };
        let about = Signal { subject: Some("/avis*".into()), ..Default::default() };
        let matcher = SignalMatcher::new(&[mobile.clone(), about]);
        assert!(matcher.matches(&parts("order_completed", "web", None, "mobile")));
        assert!(matcher.matches(&parts("page_viewed", "web", Some("/avis/pegase"), "desktop")));
        assert!(!matcher.matches(&parts("order_completed", "web", None, "desktop")));
        assert!(!matcher.matches(&parts("order_completed", "store", None, "mobile")));
        assert!(
            !matcher.matches(&parts("page_viewed", "web", None, "mobile")),
            "no subject, no match"
        );
        assert_eq!(matcher.kinds(), None);
        assert_eq!(SignalMatcher::new(&[mobile]).kinds(), Some(vec!["order_completed"]));
    }

    #[test]
    fn a_signal_that_says_nothing_matches_nothing() {
        let matcher = SignalMatcher::new(&[Signal::default()]);
        assert!(!matcher.matches(&parts("page_viewed", "web", None, "mobile")));
    }

    proptest! {
        #[test]
        fn a_text_matches_itself(text in ".{0,40}") {
            if let Ok(pattern) = Pattern::compile(&text) {
                prop_assert!(pattern.matches(&text));
            }
        }

        #[test]
        fn a_star_on_both_ends_is_contains(middle in "[a-zé/]{0,6}", text in "[a-zé/]{0,12}") {
            prop_assert_eq!(matches(&format!("*{middle}*"), &text), text.contains(&middle));
        }
    }
}
