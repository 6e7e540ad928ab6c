//! JSON lines: one object a line, each with all fields, so that a reader that guesses types from
//! the first lines has seen them all. Properties are an object, not a text.

use std::io::{self, Write as _};

use parcours_interactions::InteractionId;
use parcours_interactions::export_parquet::ExportRow;
use serde::Serialize;
use serde_json::Value;

use super::moment::moment;
use super::{Form, Out};

/// A line, its fields in the order of the other tables' columns.
#[derive(Serialize)]
struct Line<'a> {
    id: InteractionId,
    customer: parcours_interactions::CustomerId,
    at: String,
    received_at: String,
    kind: &'a str,
    channel: Option<&'a str>,
    subject: Option<&'a str>,
    value: Option<f64>,
    properties: &'a Value,
    source: &'a str,
    message_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    touchpoint: Option<&'a str>,
}

/// Lines being written.
pub(super) struct Jsonl {
    out: Out,
}

impl Jsonl {
    pub(super) fn new(out: Out) -> Self {
        Self { out }
    }
}

impl Form for Jsonl {
    fn row(&mut self, row: &ExportRow<'_>) -> io::Result<()> {
        let ExportRow { interaction, source, place } = row;
        let line = Line {
            id: interaction.id,
            customer: interaction.customer_id,
            at: moment(interaction.at),
            received_at: moment(interaction.received_at),
            kind: &interaction.kind,
            channel: Some(interaction.channel.as_str()).filter(|channel| !channel.is_empty()),
            subject: interaction.subject.as_deref(),
            value: interaction.value,
            properties: &interaction.properties,
            source,
            message_id: interaction.message_id.as_deref(),
            stage: place.map(|place| place.stage),
            touchpoint: place.map(|place| place.touchpoint),
        };
        serde_json::to_writer(&mut self.out, &line)?;
        self.out.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use parcours_interactions::Interaction;
    use parcours_interactions::export_parquet::{COLUMNS, PLACE_COLUMNS};
    use serde_json::{Map, json};

    use super::super::Format;
    use super::super::testing::{exported, interaction, names};
    use super::*;

    #[test]
    fn every_line_has_every_field() {
        let bare = Interaction {
            channel: String::new(),
            subject: None,
            value: None,
            properties: json!({}),
            message_id: None,
            ..interaction(1)
        };
        let text = exported(Format::Jsonl, &[interaction(0), bare], names(true), 1);
        let lines: Vec<Map<String, Value>> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2);
        let columns = [COLUMNS.as_slice(), &PLACE_COLUMNS].concat();
        for line in &lines {
            assert_eq!(line.len(), columns.len());
            assert!(columns.iter().all(|column| line.contains_key(*column)), "{line:?}");
        }
        let expected = json!({
            "id": interaction(0).id, "customer": interaction(0).customer_id,
            "at": "2026-03-01T08:00:00.000000Z", "received_at": "2026-03-01T08:01:00.000000Z",
            "kind": "page_viewed", "channel": "web", "subject": "/panier", "value": 12.5,
            "properties": { "order_id": "F0", "size": 42 }, "source": "Boutique",
            "message_id": "m0", "stage": "Considération", "touchpoint": "Page vue"
        });
        assert_eq!(Value::from(lines[0].clone()), expected);
        for field in ["channel", "subject", "value", "message_id"] {
            assert_eq!(lines[1][field], Value::Null, "{field}");
        }
    }

    #[test]
    fn without_a_journey_there_is_no_place() {
        let text = exported(Format::Jsonl, &[interaction(0)], names(false), 1);
        assert!(!text.contains("touchpoint") && text.ends_with("}\n"), "{text}");
    }
}
