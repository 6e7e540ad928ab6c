//! Tables whole and damaged, against the writer of the `csv` crate.

use std::io::Cursor;

use proptest::prelude::*;

use super::super::record::Record;
use super::super::table;
use super::*;

fn open(text: impl Into<Vec<u8>>) -> CsvTable {
    CsvTable::open(Box::new(Cursor::new(text.into())), b',').unwrap()
}

/// Each row as its line and its cells in the header's order, or its line and the message.
fn read(text: impl Into<Vec<u8>>) -> Vec<(u64, Result<Vec<String>, String>)> {
    let table = open(text);
    let header = table.header().to_vec();
    let row = |row: Result<Record, RowError>| match row {
        Ok(row) => {
            let value = |name| row.fields.get(name).and_then(serde_json::Value::as_str);
            let cell = |name| value(name).unwrap_or_default().to_owned();
            (row.line, Ok(header.iter().map(cell).collect()))
        }
        Err(error) => (error.line, Err(error.message.to_string())),
    };
    table::records(Box::new(table)).map(row).collect()
}

fn lines(text: &str) -> Vec<(u64, bool)> {
    read(text).into_iter().map(|(line, row)| (line, row.is_ok())).collect()
}

#[test]
fn rows_begin_on_the_line_that_an_editor_shows() {
    let text = "a,b\n1,\"x\ny\"\n\n2,z\n\n\n3,\"\n\n\"\n4,w";
    assert_eq!(lines(text), [(2, true), (5, true), (8, true), (11, true)]);
    let windows = text.replace('\n', "\r\n");
    assert_eq!(lines(&windows), [(2, true), (5, true), (8, true), (11, true)]);
    let old_mac = text.replace('\n', "\r");
    assert_eq!(lines(&old_mac), [(2, true), (5, true), (8, true), (11, true)]);
}

#[test]
fn cells_keep_what_was_quoted() {
    let rows = read("a,b\n\"say \"\"hi\"\"\",\"1,5\"\n5\" screen,'x'\n");
    assert_eq!(rows[0].1.as_ref().unwrap(), &["say \"hi\"", "1,5"]);
    assert_eq!(rows[1].1.as_ref().unwrap(), &["5\" screen", "'x'"]);
}

#[test]
fn names_of_the_header_are_made_unique() {
    let table = open(" a ,,a,a_2,a\n");
    assert_eq!(table.header(), ["a", "column_2", "a_2", "a_2_2", "a_3"]);
}

#[test]
fn ragged_rows_say_what_was_expected() {
    let rows = read("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n,,\n1,,3\n");
    assert_eq!(
        rows.iter().map(|(line, row)| (*line, row.is_ok())).collect::<Vec<_>>(),
        [(2, false), (3, false), (4, true), (6, true)]
    );
    let message = rows[0].1.as_ref().unwrap_err();
    assert!(message.contains('2') && message.contains('3'), "{message}");
}

#[test]
fn a_quote_left_open_costs_its_own_line_only() {
    let rows = read("a,b\n1,\"oops\n2,x\n3,y\n4,\"fine\nreally\"\n5,z\n");
    let ok: Vec<u64> = rows.iter().filter(|(_, row)| row.is_ok()).map(|(line, _)| *line).collect();
    assert_eq!(ok, [3, 4, 5, 7]);
    assert_eq!(rows[0].0, 2);
    assert!(rows[0].1.as_ref().unwrap_err().contains("quotation mark"));
    // Open to the end of the file, and before a file of other quotes.
    assert_eq!(lines("a,b\n\"1,2\n3,4\n"), [(2, false), (3, true)]);
}

#[test]
fn a_row_without_end_is_passed_over() {
    let long = "x".repeat(MAX_ROW_BYTES + 200_000);
    let rows = read(format!("a,b\n1,\"{long}\n2,x\n"));
    assert_eq!(rows.first().map(|(line, row)| (*line, row.is_ok())), Some((2, false)));
    assert_eq!(rows.last().unwrap().1.as_ref().unwrap(), &["2", "x"]);
    let many = format!("a,b\n1,\"open\n{}", "2,x\n".repeat(400_000));
    let rows = read(many);
    assert_eq!(rows.len(), 400_001);
    assert_eq!((rows[400_000].0, rows[400_000].1.is_ok()), (400_002, true));
    assert_eq!(rows.iter().filter(|(_, row)| row.is_err()).count(), 1);
}

#[test]
fn a_row_of_other_bytes_is_named() {
    let rows = read(b"a,b\n1,\xe9t\xe9\n2,x\n".to_vec());
    assert!(rows[0].1.as_ref().unwrap_err().contains("windows-1252"));
    assert!(rows[1].1.is_ok());
}

#[test]
fn a_table_without_a_header_is_an_error() {
    for text in [&b""[..], b"\n\n", b"\xe9,b\n1,2"] {
        assert!(CsvTable::open(Box::new(Cursor::new(text.to_vec())), b',').is_err());
    }
}

fn cell() -> impl Strategy<Value = String> {
    // A letter at each end: blank cells are left out by design, which is tested elsewhere.
    prop_oneof!["[a-z]{1,4}", "x[ ,;|\t\"'\r\né]{0,8}y"]
}

proptest! {
    #[test]
    fn what_is_written_reads_back(
        rows in prop::collection::vec(prop::collection::vec(cell(), 3), 1..20),
        separator in prop::sample::select(b",;\t|".to_vec()),
        always in any::<bool>(),
        windows in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .quote_style(if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .terminator(if windows { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = writer.into_inner().unwrap();
        let table = CsvTable::open(Box::new(Cursor::new(text)), separator).unwrap();
        let read: Vec<Vec<String>> = table::records(Box::new(table))
            .map(|row| row.unwrap().fields)
            .map(|fields| ["a", "b", "c"].map(|name| fields[name].as_str().unwrap().to_owned()).to_vec())
            .collect();
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn no_bytes_panic_and_lines_only_grow(
        bytes in prop::collection::vec(prop::sample::select(b"ab,;\"\"\n\r\xe9\xc3".to_vec()), 0..200),
    ) {
        if let Ok(table) = CsvTable::open(Box::new(Cursor::new(bytes.clone())), b',') {
            let ends = u64::try_from(bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count()).unwrap();
            let mut last = 0;
            for record in table::records(Box::new(table)) {
                let line = record.map_or_else(|error| error.line, |record| record.line);
                prop_assert!(line > last && line <= ends + 1, "{} after {}", line, last);
                last = line;
            }
        }
    }
}
