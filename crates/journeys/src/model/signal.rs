//! Signals: the rules that say which interactions happen at a touchpoint.

use std::collections::BTreeMap;

use parcours_kernel::{Problem, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Checks, MAX_SIGNALS};
use crate::matching::Pattern;

const MAX_PATTERN: usize = 500;
const MAX_PROPERTIES: usize = 10;

/// One rule. All of its conditions must hold; an interaction belongs to a touchpoint when any of
/// the touchpoint's signals holds. A signal has at least one condition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Signal {
    /// The kind of interaction, such as `product_viewed`.
    #[serde(default)]
    pub kind: Option<String>,
    /// The channel, such as `web`.
    #[serde(default)]
    pub channel: Option<String>,
    /// A pattern for the subject: `*` is any text, `?` any one character, `{a,b}` one of several; a
    /// backslash takes a character as it is.
    #[serde(default)]
    pub subject: Option<String>,
    /// Promoted properties and the value of each.
    #[serde(default)]
    #[schema(required)]
    pub properties: BTreeMap<String, String>,
}

impl Signal {
    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.kind.is_none()
            && self.channel.is_none()
            && self.subject.is_none()
            && self.properties.is_empty()
    }

    /// Trims and checks the signals of one touchpoint; `field` is their path in the request.
    pub(crate) fn check_all(signals: &mut [Self], field: &str, checks: &mut Checks) {
        checks.count(field, signals.len(), MAX_SIGNALS);
        for (index, signal) in signals.iter_mut().enumerate() {
            signal.check(&format!("{field}[{index}]"), checks);
        }
    }

    /// Trims and checks signals that stand alone, as in a preview.
    pub fn checked(mut signals: Vec<Self>) -> Result<Vec<Self>, Problem> {
        let mut checks = Checks::default();
        Self::check_all(&mut signals, "signals", &mut checks);
        checks.finish()?;
        Ok(signals)
    }

    pub(super) fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.optional_label(&format!("{path}.kind"), &mut self.kind);
        checks.optional_label(&format!("{path}.channel"), &mut self.channel);
        self.check_subject(&format!("{path}.subject"), checks);
        self.check_properties(&format!("{path}.properties"), checks);
        if self.is_empty() {
            checks.fault(
                path,
                "signal_without_condition",
                Text::new(
                    "Give this signal at least one condition: kind, channel, subject or a property.",
                    "Donnez à ce signal au moins une condition\u{202f}: type, canal, sujet ou propriété.",
                ),
            );
        }
    }

    fn check_subject(&mut self, field: &str, checks: &mut Checks) {
        let Some(subject) = &self.subject else { return };
        if subject.trim().is_empty() {
            self.subject = None;
            return;
        }
        checks.length(field, subject, MAX_PATTERN);
        checks.text(field, subject);
        if let Err(why) = Pattern::compile(subject) {
            checks.fault(field, "invalid_pattern", why.text());
        }
    }

    fn check_properties(&mut self, field: &str, checks: &mut Checks) {
        checks.count(field, self.properties.len(), MAX_PROPERTIES);
        let given = std::mem::take(&mut self.properties);
        for (mut name, mut value) in given {
            let field = format!("{field}.{}", name.trim());
            checks.name(&field, &mut name);
            checks.label(&field, &mut value);
            self.properties.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use parcours_kernel::Language;

    use super::*;

    #[test]
    fn each_fault_names_its_path() {
        let signals = vec![
            Signal { kind: Some(" order_completed ".into()), ..Default::default() },
            Signal { kind: Some("  ".into()), ..Default::default() },
            Signal { subject: Some("{a".into()), ..Default::default() },
            Signal {
                properties: BTreeMap::from([("device".into(), "x".repeat(201))]),
                ..Default::default()
            },
        ];
        let problem = Signal::checked(signals).unwrap_err().body(Language::Fr);
        let found: Vec<_> = problem
            .errors
            .iter()
            .map(|fault| (fault.field.as_str(), fault.code.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("signals[1]", "signal_without_condition"),
                ("signals[2].subject", "invalid_pattern"),
                ("signals[3].properties.device", "too_long"),
            ]
        );
        assert!(
            Signal::checked(vec![Signal { kind: Some("a".into()), ..Default::default() }; 21])
                .is_err()
        );
    }

    #[test]
    fn words_are_trimmed() {
        let device =
            |name: &str, value: &str| BTreeMap::from([(name.to_owned(), value.to_owned())]);
        let signals = vec![Signal {
            kind: Some(" a ".into()),
            channel: Some(String::new()),
            subject: Some(" ".into()),
            properties: device(" device", "mobile "),
        }];
        let properties = device("device", "mobile");
        let trimmed = Signal { kind: Some("a".into()), properties, ..Default::default() };
        assert_eq!(Signal::checked(signals).unwrap(), [trimmed]);
    }
}
