//! Plain fields, of a form or a query string, as the object that they spell.

use serde_json::{Map, Value};

/// Levels of nesting that dots may make.
const DEPTH: usize = 8;

/// `event=…`, `properties.price=12` as a JSON object; values stay texts. `None` when there is no
/// field with a name.
pub(super) fn object<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Option<Value> {
    let mut object = Map::new();
    for (name, value) in fields {
        let path: Vec<_> = name.splitn(DEPTH, '.').collect();
        if path.iter().all(|part| !part.is_empty()) {
            set(&mut object, &path, value);
        }
    }
    (!object.is_empty()).then_some(Value::Object(object))
}

fn set(object: &mut Map<String, Value>, path: &[&str], value: &str) {
    let [name, rest @ ..] = path else { return };
    if rest.is_empty() {
        object.insert((*name).to_owned(), Value::String(value.to_owned()));
        return;
    }
    let inner = object.entry(*name).or_insert_with(|| Value::Object(Map::new()));
    // A name that is both a value and an object: the value was first and stays.
    if let Value::Object(inner) = inner {
        set(inner, rest, value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dots_make_objects() {
        let fields =
            [("a", "1"), ("b.c", "2"), ("b.d", "3"), ("a.x", "4"), ("", "5"), ("b..e", "6")];
        assert_eq!(object(fields.into_iter()), Some(json!({"a": "1", "b": {"c": "2", "d": "3"}})));
        assert_eq!(object([("", "x")].into_iter()), None);
    }
}
