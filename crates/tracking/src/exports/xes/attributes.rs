//! The attributes of one trace or event: typed, with keys that are XML names and differ.

use std::fmt::Write as _;
use std::io;

use serde_json::Value;

/// The types of the standard that are written. Its `id` is not: tools take it for a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Date,
    Int,
    Float,
    Boolean,
}

impl Kind {
    fn tag(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Date => "date",
            Self::Int => "int",
            Self::Float => "float",
            Self::Boolean => "boolean",
        }
    }
}

/// The attributes of one element as text, kept to be used again.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    text: String,
    keys: Vec<String>,
    used: usize,
}

impl Attributes {
    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.used = 0;
    }

    /// Adds one whose key is a name and not taken.
    pub(super) fn add(&mut self, key: &str, kind: Kind, value: &str) {
        let tag = kind.tag();
        self.text.push('<');
        self.text.push_str(tag);
        self.text.push_str(" key=\"");
        // A name needs no escaping.
        self.text.push_str(key);
        self.text.push_str("\" value=\"");
        escape(&mut self.text, value);
        self.text.push_str("\"/>\n");
        match self.keys.get_mut(self.used) {
            Some(place) => {
                place.clear();
                place.push_str(key);
            }
            None => self.keys.push(key.to_owned()),
        }
        self.used += 1;
    }

    /// Adds a property under its name, or one like it; one without a value is none.
    pub(super) fn property(&mut self, name: &str, value: &Value) {
        let (kind, text) = match value {
            Value::Null => return,
            Value::Bool(yes) => (Kind::Boolean, yes.to_string()),
            Value::Number(number) if number.is_i64() => (Kind::Int, number.to_string()),
            // Past 64 bits with a sign: a double would round it.
            Value::Number(number) if number.is_u64() => (Kind::String, number.to_string()),
            Value::Number(number) => (Kind::Float, number.to_string()),
            Value::String(text) => return self.add_free(name, Kind::String, text),
            Value::Array(_) | Value::Object(_) => (Kind::String, value.to_string()),
        };
        self.add_free(name, kind, &text);
    }

    fn add_free(&mut self, name: &str, kind: Kind, value: &str) {
        let name = xml_name(name);
        let mut key = name.clone();
        if self.is_taken(&key) {
            key = format!("properties.{name}");
        }
        let mut number = 1;
        while self.is_taken(&key) {
            number += 1;
            key = format!("properties.{name}_{number}");
        }
        self.add(&key, kind, value);
    }

    fn is_taken(&self, key: &str) -> bool {
        self.keys[..self.used].iter().any(|taken| taken == key)
    }

    pub(super) fn write(&self, out: &mut impl io::Write) -> io::Result<()> {
        out.write_all(self.text.as_bytes())
    }
}

/// A name of XML (1.0, `Name`), with `_` for what cannot stand in one.
fn xml_name(text: &str) -> String {
    let mut name = String::with_capacity(text.len() + 1);
    for (place, c) in text.chars().enumerate() {
        let later = matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}' | '\u{2040}');
        match (begins_name(c), later, place) {
            (true, _, _) => name.push(c),
            (_, true, 0) => name.extend(['_', c]),
            (_, true, _) => name.push(c),
            _ => name.push('_'),
        }
    }
    if name.is_empty() { "_".to_owned() } else { name }
}

fn begins_name(c: char) -> bool {
    matches!(c,
        ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{200c}' | '\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// Text as the value of an XML attribute. Line ends survive as references; what XML cannot hold at
/// all becomes U+FFFD.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                write!(out, "&#{};", u32::from(c)).expect("a String takes everything");
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_changed_as_little_as_it_takes() {
        for (said, written) in [
            ("order_id", "order_id"),
            ("case:Région", "case:Région"),
            ("N° client", "N__client"),
            ("2fa", "_2fa"),
            ("-x.y", "_-x.y"),
            ("<evil/>\"", "_evil___"),
            ("", "_"),
        ] {
            assert_eq!(xml_name(said), written, "{said}");
        }
    }

    #[test]
    fn keys_differ_and_nothing_is_lost() {
        let mut attributes = Attributes::default();
        attributes.add("value", Kind::Float, "1");
        for (name, value) in [
            ("value", json!(2)),
            ("a b", json!("x")),
            ("a_b", json!("y")),
            ("a?b", json!("z")),
            ("nothing", json!(null)),
            ("big", json!(u64::MAX)),
            ("part", json!(0.5)),
            ("yes", json!(true)),
            ("list", json!([1, {"a": "<"}])),
        ] {
            attributes.property(name, &value);
        }
        let expected = "<float key=\"value\" value=\"1\"/>\n\
            <int key=\"properties.value\" value=\"2\"/>\n\
            <string key=\"a_b\" value=\"x\"/>\n\
            <string key=\"properties.a_b\" value=\"y\"/>\n\
            <string key=\"properties.a_b_2\" value=\"z\"/>\n\
            <string key=\"big\" value=\"18446744073709551615\"/>\n\
            <float key=\"part\" value=\"0.5\"/>\n\
            <boolean key=\"yes\" value=\"true\"/>\n\
            <string key=\"list\" value=\"[1,{&quot;a&quot;:&quot;&lt;&quot;}]\"/>\n";
        assert_eq!(attributes.text, expected);
        attributes.clear();
        attributes.property("value", &json!(2));
        assert_eq!(attributes.text, "<int key=\"value\" value=\"2\"/>\n");
    }
}
