//! Files of every format that was ever released are read, to the letter.
//!
//! Each folder of `tests/formats` holds a segment and a run of keys as one version wrote them, and
//! `content.json`, which says what is in them. Nothing there is ever changed; a new format adds a
//! folder, which `PARCOURS_WRITE_FORMAT=N` makes this test write.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Files;
use crate::files::LogFile;
use crate::keys::{self, Memory, RunInfo, write_run};
use crate::rows::{Columns, Rows, text_of};
use crate::segment::read::{Segment, Wanted};
use crate::segment::write::{SegmentWriter, Words};
use crate::segment::{self, SegmentInfo, Stats};
use crate::signature::{Signature, SignatureParts};

#[derive(Debug, Serialize, Deserialize)]
struct Content {
    segment: String,
    segment_bytes: u64,
    keys: String,
    keys_bytes: u64,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Row {
    customer: i64,
    at: i64,
    seq: i64,
    received_at: i64,
    signature: u32,
    value: Option<f64>,
    source: i64,
    subject: String,
    properties: String,
    message_id: String,
}

fn folders() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn sample() -> Vec<Row> {
    let row = |n: i64| Row {
        customer: 3 + 16 * (n / 4),
        at: 1_760_000_000_000_000 + n * 61_000_001,
        seq: 100 + (n * 7) % 40,
        received_at: 1_760_000_000_500_000 + n,
        signature: u32::try_from(1 + n % 3).unwrap(),
        value: (n % 3 == 0).then_some(n as f64 + 0.25),
        source: 1 + n % 2,
        subject: if n % 5 == 0 { String::new() } else { format!("/été/{n}") },
        properties: if n % 4 == 0 {
            String::new()
        } else {
            format!(r#"{{"n":{n},"mot":"œuvre"}}"#)
        },
        message_id: if n % 7 == 0 { String::new() } else { format!("m-{n}") },
    };
    (0..40).map(row).collect()
}

fn to_rows(content: &[Row]) -> Rows {
    let mut rows = Rows::default();
    for row in content {
        rows.customer.push(row.customer);
        rows.at.push(row.at);
        rows.seq.push(row.seq);
        rows.received_at.push(row.received_at);
        rows.signature.push(row.signature);
        rows.value.push(row.value.unwrap_or(f64::NAN));
        rows.source.push(row.source);
        rows.subject.push(text_of(Some(&row.subject)));
        rows.properties.push(text_of(Some(&row.properties)));
        rows.message_id.push(text_of(Some(&row.message_id)));
    }
    rows
}

fn from_rows(rows: &Rows) -> Vec<Row> {
    let text = |texts: &[parquet::data_type::ByteArray], row: usize| {
        String::from_utf8(texts[row].data().to_vec()).unwrap()
    };
    let row = |row: usize| Row {
        customer: rows.customer[row],
        at: rows.at[row],
        seq: rows.seq[row],
        received_at: rows.received_at[row],
        signature: rows.signature[row],
        value: Some(rows.value[row]).filter(|value| !value.is_nan()),
        source: rows.source[row],
        subject: text(&rows.subject, row),
        properties: text(&rows.properties, row),
        message_id: text(&rows.message_id, row),
    };
    (0..rows.len()).map(row).collect()
}

fn write(folder: &Path) {
    let files = Files::folder(folder);
    let parts = |kind| SignatureParts::new(kind, "web", None, Default::default());
    let signatures: Vec<_> = (1..4)
        .zip(["a", "b", "c"])
        .map(|(id, kind)| Signature { id, parts: parts(kind) })
        .collect();
    let words = Words::new(&signatures);
    let rows = sample();
    let mut writer = SegmentWriter::create(&files, "segment.parquet", 3, &words, 40).unwrap();
    writer.add(to_rows(&rows)).unwrap();
    let info = writer.finish().unwrap().unwrap();
    let mut told: Vec<_> = rows.iter().map(|row| keys::key(row.source, &row.message_id)).collect();
    let run = write_run(&files, "run.keys", &mut told).unwrap();
    let content = Content {
        segment: info.stored.name,
        segment_bytes: info.stored.bytes,
        keys: run.name,
        keys_bytes: run.bytes,
        rows,
    };
    let text = serde_json::to_string_pretty(&content).unwrap();
    std::fs::write(folder.join("content.json"), text).unwrap();
}

#[test]
fn files_of_every_released_format_are_read() {
    if let Ok(version) = std::env::var("PARCOURS_WRITE_FORMAT") {
        write(&folders().join(format!("v{version}")));
    }
    let mut seen = 0;
    for folder in std::fs::read_dir(folders()).unwrap() {
        let folder = folder.unwrap().path();
        let content = std::fs::read(folder.join("content.json")).unwrap();
        let content: Content = serde_json::from_slice(&content).unwrap();
        let files = Files::folder(&folder);
        let info = SegmentInfo {
            file: 1,
            stored: LogFile {
                name: content.segment,
                bytes: content.segment_bytes,
                ..LogFile::default()
            },
            format: 0,
            bucket: 3,
            rows: content.rows.len() as u64,
            stats: Stats { customer_max: i64::MAX, ..Stats::default() },
            folded_before: 0,
            retained_at: 0,
            generation: 0,
        };
        let segment = Arc::new(Segment::open(&files, Arc::new(info)).unwrap());
        let rows = segment.rows(&Wanted::ALL, Columns::ALL).all().unwrap();
        assert_eq!(from_rows(&rows), content.rows, "{}", folder.display());
        assert!(segment.may_hold(content.rows[0].customer).unwrap());
        let run = RunInfo {
            file: 2,
            stored: LogFile { name: content.keys, bytes: content.keys_bytes, ..LogFile::default() },
            keys: content.rows.len() as u64,
            lasting: true,
            oldest_at: 0,
            newest_at: 0,
        };
        let memory = Memory::open(&files, &[run], &Memory::default()).unwrap();
        let told: Vec<_> =
            content.rows.iter().map(|row| keys::key(row.source, &row.message_id)).collect();
        assert!(memory.known(&told).unwrap().iter().all(|known| *known));
        seen += 1;
    }
    assert!(seen >= segment::FORMAT, "each format up to {} has its files", segment::FORMAT);
}
