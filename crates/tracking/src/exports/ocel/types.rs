//! Which attributes the events of each kind have, and of what type.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

/// Names are what anybody sends: a kind whose properties are named by ids has them without end.
const MOST_ATTRIBUTES: usize = 1_000;

/// The types of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Type {
    String,
    Time,
    Integer,
    Float,
    Boolean,
}

impl Type {
    /// The type that values of both can be read as.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::Integer, Self::Float) | (Self::Float, Self::Integer) => Self::Float,
            _ => Self::String,
        }
    }
}

/// The kinds met so far. Serialises as the standard's `eventTypes`.
#[derive(Debug, Default)]
pub(super) struct Types(BTreeMap<String, EventType>);

/// What is known of one kind.
#[derive(Debug, Default)]
pub(super) struct EventType(BTreeMap<String, Type>);

impl Types {
    pub(super) fn of(&mut self, kind: &str) -> &mut EventType {
        if !self.0.contains_key(kind) {
            self.0.insert(kind.to_owned(), EventType::default());
        }
        self.0.get_mut(kind).expect("it was put there when it was missing")
    }
}

impl EventType {
    /// Notes an attribute of ours.
    pub(super) fn note_own(&mut self, name: &'static str, kind: Type) {
        if !self.0.contains_key(name) {
            self.0.insert(name.to_owned(), kind);
        }
    }

    /// Notes a property; `false` when there are too many to have one more.
    pub(super) fn note(&mut self, name: &str, kind: Type) -> bool {
        if let Some(known) = self.0.get_mut(name) {
            *known = known.or(kind);
            return true;
        }
        let room = self.0.len() < MOST_ATTRIBUTES;
        if room {
            self.0.insert(name.to_owned(), kind);
        }
        room
    }
}

impl Serialize for Types {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Kind<'a> {
            name: &'a str,
            attributes: Vec<Attribute<'a>>,
        }
        #[derive(Serialize)]
        struct Attribute<'a> {
            name: &'a str,
            #[serde(rename = "type")]
            kind: Type,
        }
        out.collect_seq(self.0.iter().map(|(name, attributes)| Kind {
            name,
            attributes:
                attributes.0.iter().map(|(name, kind)| Attribute { name, kind: *kind }).collect(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_holds_every_value_seen() {
        let mut types = Types::default();
        let kind = types.of("order_completed");
        for (name, seen) in [
            ("size", vec![Type::Integer, Type::Integer]),
            ("price", vec![Type::Integer, Type::Float, Type::Integer]),
            ("code", vec![Type::Integer, Type::String]),
            ("odd", vec![Type::Boolean, Type::Float]),
        ] {
            assert!(seen.into_iter().all(|seen| kind.note(name, seen)));
        }
        let written = serde_json::to_value(&types).unwrap();
        let expected = serde_json::json!([{ "name": "order_completed", "attributes": [
            { "name": "code", "type": "string" }, { "name": "odd", "type": "string" },
            { "name": "price", "type": "float" }, { "name": "size", "type": "integer" }
        ]}]);
        assert_eq!(written, expected);
    }

    #[test]
    fn names_without_end_are_not_kept() {
        let mut types = Types::default();
        let kind = types.of("odd");
        let noted = (0..2 * MOST_ATTRIBUTES).filter(|n| kind.note(&n.to_string(), Type::String));
        assert_eq!(noted.count(), MOST_ATTRIBUTES);
        assert!(kind.note("7", Type::Integer), "one that is known still is");
    }
}
