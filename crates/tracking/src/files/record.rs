//! A row before its meaning is decided: names and values, whatever the form of the file.

use serde_json::{Map, Value};

use super::error::RowError;

/// One row, event or object of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    /// See [`RowError::line`].
    pub(super) line: u64,
    /// What it says, by column; empty cells are left out.
    pub(super) fields: Map<String, Value>,
}

/// The rows of a file in their order. Ends after a fatal error.
pub(super) type Records = Box<dyn Iterator<Item = Result<Record, RowError>> + Send>;

/// The value at a name: the field itself, or one reached into by a dotted name.
pub(super) fn at<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = fields.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    at(fields.get(first)?.as_object()?, rest)
}

/// Takes out the value at a name, and the object that held it when it was its last.
pub(super) fn remove(fields: &mut Map<String, Value>, name: &str) {
    if fields.remove(name).is_some() {
        return;
    }
    let Some((first, rest)) = name.split_once('.') else { return };
    if let Some(Value::Object(inner)) = fields.get_mut(first) {
        remove(inner, rest);
        if inner.is_empty() {
            fields.remove(first);
        }
    }
}

/// Adds the names of `fields` that `header` does not have yet, reaching into objects.
pub(super) fn extend_header(header: &mut Vec<String>, fields: &Map<String, Value>) {
    /// More columns than this are not a choice that a person can make.
    const MAX_COLUMNS: usize = 500;
    /// Deeper values are shown as JSON.
    const MAX_DEPTH: usize = 4;

    fn walk(header: &mut Vec<String>, fields: &Map<String, Value>, prefix: &str, depth: usize) {
        for (key, value) in fields {
            let name = format!("{prefix}{key}");
            match value {
                Value::Object(inner) if depth < MAX_DEPTH && !inner.is_empty() => {
                    walk(header, inner, &format!("{name}."), depth + 1);
                }
                _ if header.len() < MAX_COLUMNS && !header.contains(&name) => header.push(name),
                _ => {}
            }
        }
    }
    walk(header, fields, "", 1);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(value: &Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn dotted_names_reach_into_objects() {
        let mut row = fields(&json!({"a": {"b": {"c": 1}, "d": 2}, "a.d": 3}));
        assert_eq!(at(&row, "a.b.c"), Some(&json!(1)));
        assert_eq!(at(&row, "a.d"), Some(&json!(3)));
        assert_eq!(at(&row, "a.x"), None);
        let mut header = vec!["a.d".to_owned()];
        extend_header(&mut header, &row);
        header.sort();
        assert_eq!(header, ["a.b.c", "a.d"]);
        remove(&mut row, "a.b.c");
        assert_eq!(row, fields(&json!({"a": {"d": 2}, "a.d": 3})));
    }
}
