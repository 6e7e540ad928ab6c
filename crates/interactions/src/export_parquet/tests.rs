//! What is written is read back by the reader of users' files.

use std::io;
use std::sync::Arc;

use parcours_kernel::Timestamp;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::import_parquet::{ParquetRows, ReadAt};
use crate::{CustomerId, InteractionId, SourceId};

struct Memory(Vec<u8>);

impl ReadAt for Memory {
    fn bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = &self.0[usize::try_from(offset).unwrap()..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

fn interaction(seq: i64) -> Interaction {
    let received_at = Timestamp::parse("2026-03-01T09:00:00.000007Z").unwrap();
    Interaction {
        id: InteractionId::of(received_at, seq),
        seq,
        customer_id: CustomerId(seq / 2),
        at: Timestamp::parse("2026-03-01T08:00:00.123456Z").unwrap(),
        received_at,
        signature: 1,
        kind: "order_completed".into(),
        channel: "web".into(),
        subject: Some("/merci".into()),
        value: Some(12.5),
        properties: json!({ "order_id": "é1", "items": [1, 2] }),
        source: SourceId(3),
        message_id: Some(format!("m{seq}")),
    }
}

fn bare(seq: i64) -> Interaction {
    Interaction {
        channel: String::new(),
        subject: None,
        value: None,
        properties: json!({}),
        message_id: None,
        ..interaction(seq)
    }
}

fn written(rows: &[Interaction], place: Option<Place<'_>>) -> Vec<u8> {
    let mut file = Vec::new();
    let mut export = ParquetExport::new(&mut file, place.is_some()).unwrap();
    for interaction in rows {
        export.write(&ExportRow { interaction, source: "Boutique", place }).unwrap();
    }
    export.finish().unwrap();
    file
}

fn read(file: Vec<u8>) -> (Vec<String>, Vec<Map<String, Value>>) {
    let rows = ParquetRows::open(Arc::new(Memory(file))).unwrap();
    (rows.columns().to_vec(), rows.map(Result::unwrap).collect())
}

#[test]
fn every_column_comes_back() {
    let place = Place { stage: "Décision", touchpoint: "Commande" };
    let (columns, rows) = read(written(&[interaction(2), bare(3)], Some(place)));
    assert_eq!(columns, [COLUMNS.as_slice(), &PLACE_COLUMNS].concat());
    let expected = json!({
        "id": interaction(2).id, "customer": CustomerId(1),
        "at": "2026-03-01T08:00:00.123456Z", "received_at": "2026-03-01T09:00:00.000007Z",
        "kind": "order_completed", "channel": "web", "subject": "/merci", "value": 12.5,
        "properties": "{\"items\":[1,2],\"order_id\":\"é1\"}", "source": "Boutique",
        "message_id": "m2", "stage": "Décision", "touchpoint": "Commande"
    });
    assert_eq!(Value::from(rows[0].clone()), expected);
    for column in ["channel", "subject", "value", "properties", "message_id"] {
        assert_eq!(rows[1][column], Value::Null, "{column}");
    }
}

#[test]
fn an_empty_export_is_a_file_with_columns() {
    let (columns, rows) = read(written(&[], None));
    assert_eq!(columns, COLUMNS);
    assert!(rows.is_empty());
}

#[test]
fn many_rows_are_several_groups_in_their_order() {
    let all: Vec<_> = (0..i64::try_from(GROUP_ROWS).unwrap() + 10)
        .map(|seq| if seq % 3 == 0 { bare(seq) } else { interaction(seq) })
        .collect();
    let (_, rows) = read(written(&all, None));
    assert_eq!(rows.len(), all.len());
    for (row, interaction) in rows.iter().zip(&all) {
        assert_eq!(row["id"], json!(interaction.id));
        assert_eq!(row["message_id"], json!(interaction.message_id));
    }
}

#[test]
fn a_failed_write_keeps_its_kind() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }
    let error = ParquetExport::new(Closed, false).and_then(ParquetExport::finish).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
}

proptest! {
    #[test]
    fn any_texts_and_gaps_come_back(cells in prop::collection::vec(prop::option::of(".{0,12}"), 1..40)) {
        let rows: Vec<_> = cells
            .iter()
            .map(|subject| Interaction { subject: subject.clone(), ..interaction(1) })
            .collect();
        let (_, read) = read(written(&rows, None));
        let subjects: Vec<_> = read.iter().map(|row| row["subject"].clone()).collect();
        prop_assert_eq!(subjects, cells.iter().map(|cell| json!(cell)).collect::<Vec<_>>());
    }
}
