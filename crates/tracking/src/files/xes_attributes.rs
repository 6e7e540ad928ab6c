//! The attributes of a trace or an event, as they are read.

use parcours_kernel::Text;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use serde_json::{Map, Number, Value};

use super::bytes::MAX_ROW_BYTES;
use super::words;

/// An element that is open while its content is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
    Log,
    Trace,
    Event,
    /// An attribute; others may be inside. The path of its keys, joined by points.
    Attribute(String),
    /// A list: its items are collected under its own path.
    List(String),
    /// Nothing that is read, and all that is in it.
    Ignored,
}

/// What is known of one trace or event.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    values: Map<String, Value>,
    bytes: usize,
    /// Why it cannot be used.
    pub(super) problem: Option<Text>,
}

impl Attributes {
    pub(super) fn values(&self) -> &Map<String, Value> {
        &self.values
    }

    pub(super) fn take(&mut self) -> Map<String, Value> {
        std::mem::take(&mut self.values)
    }

    /// Keeps what `tag` says; `kind` is its name, `open` what is around it.
    pub(super) fn add(&mut self, tag: &BytesStart<'_>, kind: &str, open: &[Element]) -> Element {
        let (parent, in_list) = match open.last() {
            Some(Element::Attribute(path)) => (Some(path), false),
            Some(Element::List(path)) => (Some(path), true),
            _ => (None, false),
        };
        // The items of a list stand in an element of its own, which has no key.
        if let (true, "values", Some(path)) = (in_list, kind, parent) {
            return Element::List(path.clone());
        }
        if !matches!(
            kind,
            "string" | "date" | "int" | "float" | "boolean" | "id" | "list" | "container"
        ) {
            return Element::Ignored;
        }
        let (Ok(key), Ok(value)) = (attribute(tag, "key"), attribute(tag, "value")) else {
            self.problem.get_or_insert_with(words::bad_entity);
            return Element::Ignored;
        };
        let Some(key) = key else { return Element::Ignored };
        let path = match parent {
            Some(path) if in_list => path.clone(),
            Some(path) => format!("{path}.{key}"),
            None => key,
        };
        if kind == "list" {
            return Element::List(path);
        }
        if let Some(value) = value {
            self.keep(&path, typed(kind, value), in_list);
        }
        Element::Attribute(path)
    }

    fn keep(&mut self, path: &str, value: Value, in_list: bool) {
        self.bytes += path.len() + value.as_str().map_or(8, str::len);
        if self.bytes > MAX_ROW_BYTES {
            self.problem.get_or_insert_with(words::too_long);
            self.values.clear();
        } else if !in_list {
            self.values.insert(path.to_owned(), value);
        } else if let Some(items) =
            self.values.entry(path).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
        {
            items.push(value);
        }
    }
}

/// An XML attribute with its entities resolved.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, quick_xml::Error> {
    match tag.try_get_attribute(name)? {
        Some(found) => Ok(Some(found.normalized_value(XmlVersion::Implicit1_0)?.into_owned())),
        None => Ok(None),
    }
}

/// The value in its type, where the type can hold exactly what is written (`007` it cannot).
fn typed(kind: &str, text: String) -> Value {
    match kind {
        "int" => match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => number.into(),
            _ => Value::String(text),
        },
        "float" => match text.parse().ok().and_then(Number::from_f64) {
            Some(number) => Value::Number(number),
            None => Value::String(text),
        },
        "boolean" if text == "true" => Value::Bool(true),
        "boolean" if text == "false" => Value::Bool(false),
        _ => Value::String(text),
    }
}
