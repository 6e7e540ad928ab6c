//! What a change changed, for the audit trail, and to tell a change from none.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// Fields that follow from others: their change is no news.
const DERIVED: [&str; 4] = ["revision", "updated_at", "updated_by", "has_unpublished_changes"];

/// The trail tells what was changed, it is no archive: longer texts are cut after so many characters.
const LONGEST_TOLD: usize = 200;

/// Field by field, `{"name": {"from": …, "to": …}}`; empty when nothing changed.
pub(crate) fn changes<T: Serialize>(before: &T, after: &T) -> Map<String, Value> {
    let (before, after) = (fields(before), fields(after));
    after
        .into_iter()
        .filter(|(field, _)| !DERIVED.contains(&field.as_str()))
        .filter_map(|(field, to)| {
            let from = before.get(&field).cloned().unwrap_or(Value::Null);
            (from != to).then(|| (field, json!({ "from": brief(from), "to": brief(to) })))
        })
        .collect()
}

fn brief(value: Value) -> Value {
    match value {
        Value::String(text) if text.chars().nth(LONGEST_TOLD).is_some() => {
            let start: String = text.chars().take(LONGEST_TOLD).collect();
            Value::String(format!("{start}…"))
        }
        value => value,
    }
}

fn fields(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TouchpointContent;

    #[test]
    fn only_what_differs_is_named() {
        let before = TouchpointContent { needs: "size".into(), ..Default::default() };
        let after = TouchpointContent { channels: vec!["web".into()], ..before.clone() };
        assert_eq!(
            Value::Object(changes(&before, &after)),
            json!({ "channels": { "from": [], "to": ["web"] } })
        );
        assert!(changes(&after, &after).is_empty());
        let long = TouchpointContent { needs: "é".repeat(201), ..before.clone() };
        let told = changes(&before, &long)["needs"]["to"].as_str().unwrap().to_owned();
        assert_eq!(told, "é".repeat(200) + "…");
    }
}
