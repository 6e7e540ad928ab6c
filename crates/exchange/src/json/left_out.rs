//! What a file says that the format does not know: found by writing down again what was read.

use serde_json::Value;

/// Other names of fields, which old templates use.
const OTHER_NAMES: [&str; 2] = ["channel", "key_moment_image"];

/// The paths of what is in `given` and not in `kept`, in order, at most a few dozen.
pub(super) fn paths(given: &Value, kept: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(given, kept, "", &mut found);
    found.truncate(50);
    found
}

fn compare(given: &Value, kept: &Value, path: &str, found: &mut Vec<String>) {
    match (given, kept) {
        (Value::Object(given), Value::Object(kept)) => {
            for (name, value) in given {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                match kept.get(name) {
                    Some(kept) => compare(value, kept, &path, found),
                    None if says_nothing(value) || OTHER_NAMES.contains(&name.as_str()) => {}
                    None => found.push(path),
                }
            }
        }
        (Value::Array(given), Value::Array(kept)) => {
            for (place, (given, kept)) in given.iter().zip(kept).enumerate() {
                compare(given, kept, &format!("{path}[{place}]"), found);
            }
        }
        _ => {}
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
