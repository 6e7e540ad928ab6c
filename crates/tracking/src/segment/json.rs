//! Reading JSON by halves: what is looked at is read, what is only stored stays text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// The fields of an object, in their order, each value still text. A name said twice counts as it
/// was said last.
#[derive(Debug, Default)]
pub(super) struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Fields<'a> {
    /// The fields of a value; none when it is not an object.
    pub(super) fn of(value: Option<&'a RawValue>) -> Self {
        value.and_then(|value| serde_json::from_str(value.get()).ok()).unwrap_or_default()
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The value at a dotted name, which may itself contain dots.
    pub(super) fn at(&self, path: &str) -> Option<&'a RawValue> {
        if let Some(value) = self.get(path) {
            return Some(value);
        }
        let (first, rest) = path.split_once('.')?;
        Self::of(self.get(first)).at(rest)
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).and_then(text)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), *value))
    }

    /// Adds what `other` has and this has not.
    pub(super) fn add_missing(&mut self, other: &Self) {
        for (name, value) in &other.0 {
            if !self.has(name) {
                self.0.push((name.clone(), value));
            }
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::with_capacity(12);
                while let Some(Name(name)) = map.next_key()? {
                    fields.push((name, map.next_value()?));
                }
                Ok(Fields(fields))
            }
        }
        input.deserialize_map(Read)
    }
}

/// A name that is borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// A text or number as text: trimmed, without the one character that no database stores; `None`
/// when nothing is left.
pub(super) fn text(value: &RawValue) -> Option<String> {
    let json = value.get();
    let text = match json.as_bytes().first()? {
        b'"' => serde_json::from_str::<String>(json).ok()?,
        b'-' | b'0'..=b'9' => return Some(json.to_owned()),
        _ => return None,
    };
    let trimmed = text.trim();
    if trimmed.is_empty() {
        None
    } else if trimmed.contains('\0') {
        Some(trimmed.replace('\0', ""))
    } else if trimmed.len() == text.len() {
        Some(text)
    } else {
        Some(trimmed.to_owned())
    }
}

/// A finite number, also one written as a text.
pub(super) fn number(value: &RawValue) -> Option<f64> {
    text(value)?.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A plain value as it is compared: texts, numbers, yes or no.
pub(super) fn plain(value: &RawValue) -> Option<String> {
    match value.get() {
        yes @ ("true" | "false") => Some(yes.to_owned()),
        _ => text(value),
    }
}

/// The members of an object without its braces; `None` when it is not an object or has none.
pub(super) fn members(value: &RawValue) -> Option<&str> {
    let inner = value.get().trim().strip_prefix('{')?.strip_suffix('}')?.trim();
    (!inner.is_empty()).then_some(inner)
}

/// Whether stored JSON will be read back: not nested without end, no number out of range.
pub(super) fn is_sound(json: &str) -> bool {
    serde_json::from_str::<Sound>(json).is_ok()
}

/// Reads everything and keeps nothing.
struct Sound;

impl<'de> Deserialize<'de> for Sound {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Sound {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        while seq.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn raw(json: &str) -> &RawValue {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn fields_are_found_by_dotted_names() {
        let json = r#"{"a":{"b":{"c":1}},"a.d":2,"x":3,"x":4}"#;
        let fields = Fields::of(Some(raw(json)));
        assert_eq!(fields.at("a.b.c").unwrap().get(), "1");
        assert_eq!(fields.at("a.d").unwrap().get(), "2");
        assert_eq!(fields.get("x").unwrap().get(), "4");
        assert!(fields.at("a.z").is_none() && Fields::of(Some(raw("[1]"))).get("a").is_none());
    }

    #[test]
    fn texts_and_numbers() {
        assert_eq!(text(raw("\" Zo\\u00eb\\u0000 \"")).as_deref(), Some("Zoë"));
        assert_eq!(text(raw("42")).as_deref(), Some("42"));
        assert_eq!((text(raw("\"  \"")), text(raw("true")), text(raw("{}"))), (None, None, None));
        assert_eq!(number(raw("\"12.5\"")), Some(12.5));
        assert_eq!((number(raw("1e999")), number(raw("\"NaN\""))), (None, None));
    }

    #[test]
    fn what_cannot_be_read_back_is_not_sound() {
        assert!(is_sound(r#"{"a":[1,-2,3.5,null,true,"é\u0000"]}"#));
        assert!(!is_sound(r#"{"a":1e999}"#));
        assert!(!is_sound(&format!("{}{}", "[".repeat(200), "]".repeat(200))));
        assert!(!is_sound(r#"{"a":"\ud83d"}"#));
    }

    proptest! {
        #[test]
        fn sound_means_readable(json in r#"[\[\]{}:,"\\a0-9.eEu-]{0,30}"#) {
            let readable = serde_json::from_str::<serde_json::Value>(&json).is_ok();
            prop_assert_eq!(is_sound(&json), readable);
        }
    }
}
