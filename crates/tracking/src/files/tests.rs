//! Whole files, from bytes to interactions.

use std::io::{Cursor, Write};

use proptest::prelude::*;

use super::reader::mapping;
use super::source::Source;
use super::*;

fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    Input::new(name, Cursor::new(bytes.into())).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Resolves, opens and reads as the importer does.
fn read(input: &Input, options: &Options) -> Result<Vec<Result<Row, RowError>>, FileError> {
    Ok(open(input, &resolve(input, options)?)?.collect())
}

fn rows(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Row> {
    let rows = read(&input(name, bytes), &Options::default()).unwrap();
    rows.into_iter().map(Result::unwrap).collect()
}

fn in_paris(columns: &str) -> Options {
    Options {
        time_zone: "Europe/Paris".into(),
        columns: columns.parse().unwrap(),
        ..Options::default()
    }
}

#[test]
fn a_french_spreadsheet_reads_without_a_word() {
    let table = "Client;Date;Événement;Montant\r\n\
                 NA;13/03/2024 10:21;Achat;1 234,56 €\r\n\
                 Zoé;13/03/2024 10:21;Retour;-12,50 €\r\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(table);
    let utf_16: Vec<u8> =
        format!("\u{feff}{table}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = format!("\u{feff}{table}");
    for bytes in [table.as_bytes(), &windows, &utf_16, marked.as_bytes(), &gzip(&windows)] {
        let input = input("export.csv", bytes);
        let options = resolve(&input, &in_paris("")).unwrap();
        assert_eq!(options.separator.as_deref(), Some(";"));
        let rows: Vec<Row> = open(&input, &options).unwrap().map(Result::unwrap).collect();
        assert_eq!((rows[0].customer.as_str(), rows[0].value), ("NA", Some(1234.56)));
        assert_eq!(rows[0].at.to_string(), "2024-03-13T09:21:00Z");
        assert_eq!(
            (rows[1].customer.as_str(), rows[1].kind.as_str(), rows[1].line),
            ("Zoé", "Retour", 3)
        );
    }
}

#[test]
fn months_come_first_where_a_row_proves_it() {
    let mut table = String::from("user,date,event\n");
    table.push_str(&"a,04/05/2024,x\n".repeat(500));
    table.push_str("a,04/13/2024,y\na,13/04/2024,z\n");
    let rows = read(&input("a.csv", table), &Options::default()).unwrap();
    assert_eq!(rows[0].as_ref().unwrap().at.to_string(), "2024-04-05T00:00:00Z");
    assert_eq!(rows[500].as_ref().unwrap().at.to_string(), "2024-04-13T00:00:00Z");
    assert_eq!(rows[501].as_ref().unwrap_err().line, 503);
}

#[test]
fn segment_lines_need_no_mapping() {
    let lines = concat!(
        r#"{"type":"track","userId":"u1","anonymousId":"a1","event":"Order Completed","messageId":"m1","#,
        r#""timestamp":"2024-03-13T10:21:14.250Z","properties":{"revenue":12.5,"coupon":"A"}}"#,
        "\n",
        r#"{"type":"page","anonymousId":"a1","messageId":"m2","timestamp":"2024-03-13T10:21:15Z","#,
        r#""properties":{"path":"/x"}}"#,
    );
    let rows = rows("events.jsonl", lines);
    assert_eq!((rows[0].customer.as_str(), rows[0].kind.as_str()), ("u1", "Order Completed"));
    assert_eq!((rows[0].value, rows[0].message_id.as_deref()), (Some(12.5), Some("m1")));
    assert_eq!(rows[0].properties["coupon"], "A");
    assert_eq!((rows[1].kind.as_str(), rows[1].identity), ("page", Some("anonymous_id")));
    assert_eq!(rows[1].subject.as_deref(), Some("/x"));
}

#[test]
fn a_log_in_latin_1_reads_by_its_declaration() {
    let log = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><log><trace>\
               <string key=\"concept:name\" value=\"Zoé\"/><event>\
               <string key=\"concept:name\" value=\"Payé\"/>\
               <date key=\"time:timestamp\" value=\"2012-10-09T14:50:17.000+02:00\"/>\
               <string key=\"lifecycle:transition\" value=\"complete\"/></event></trace></log>";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(log);
    let rows = rows("log.xes.gz", gzip(&latin));
    assert_eq!((rows[0].customer.as_str(), rows[0].kind.as_str()), ("Zoé", "Payé"));
    assert_eq!(rows[0].at.to_string(), "2012-10-09T12:50:17Z");
    assert_eq!(rows[0].properties["lifecycle:transition"], "complete");
}

#[test]
fn parquet_columns_and_their_parts_can_be_chosen() {
    let input = input("orders", parcours_interactions::import_parquet::sample::orders());
    let options = in_paris("customer=id,at=naive,kind=token,subject=address.city,value=price");
    let mut reader = open(&input, &options).unwrap();
    let rows: Vec<Row> = reader.by_ref().map(Result::unwrap).collect();
    assert_eq!((rows[0].customer.as_str(), rows[0].subject.as_deref()), ("1", Some("Lyon")));
    // A moment without a zone is one of the time zone chosen.
    assert_eq!(rows[0].at.to_string(), "2024-03-13T09:21:14.123456Z");
    assert_eq!((rows[1].value, rows[1].subject.as_deref()), (Some(-0.05), None));
    assert_eq!((rows[2].customer.as_str(), rows[2].line), ("9007199254740993", 3));
    assert_eq!(rows[2].properties["spark"], "2024-03-13T10:21:14.123456789Z");
    assert_eq!(reader.bytes_read(), reader.bytes_total());
}

#[test]
fn progress_counts_stored_bytes() {
    let table = format!("user,date,event\n{}", "a,2024-03-13,x\n".repeat(50_000));
    for (packed, bytes) in [(false, table.clone().into_bytes()), (true, gzip(table.as_bytes()))] {
        let input = input("a.csv", bytes);
        let mut reader = open(&input, &resolve(&input, &Options::default()).unwrap()).unwrap();
        assert!(packed || reader.bytes_read() < reader.bytes_total());
        assert_eq!(reader.header(), ["user", "date", "event"]);
        assert!(reader.by_ref().all(|row| row.is_ok()));
        assert_eq!(reader.bytes_read(), reader.bytes_total());
    }
}

#[test]
fn a_preview_shows_what_was_guessed_and_what_is_wrong() {
    let input = input("a.csv", "user|quando|event\na|2024-03-13|x\nb|soon|y\n|2024-03-13|z\n");
    let preview = preview(&input, &Options::default(), 10).unwrap();
    assert_eq!(preview.header, ["user", "quando", "event"]);
    assert_eq!(preview.rows[1], ["b", "soon", "y"]);
    // A name we do not know and one odd cell, so the date was not guessed; the rest is.
    assert_eq!(preview.options.columns.kind.as_deref(), Some("event"));
    assert_eq!(preview.problems[0].line, 0);
    assert!(preview.problems[0].message.to_string().contains("at"));
    let chosen = Options { columns: "at=quando".parse().unwrap(), ..preview.options };
    let preview = super::preview(&input, &chosen, 10).unwrap();
    assert_eq!(preview.interactions.len(), 1);
    assert_eq!(preview.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [3, 4]);
}

#[test]
fn an_optional_column_left_empty_stays_empty() {
    let input = input("a.csv", "user,date,event,canal\na,2024-03-13,x,web\n");
    assert_eq!(
        resolve(&input, &Options::default()).unwrap().columns.channel.as_deref(),
        Some("canal")
    );
    let chosen = Options { columns: "kind=event".parse().unwrap(), ..Options::default() };
    let columns = resolve(&input, &chosen).unwrap().columns;
    assert_eq!((columns.channel, columns.customer.as_deref()), (None, Some("user")));
}

#[test]
fn choices_that_cannot_be_are_named() {
    let table = || input("a.csv", "user,date,event\na,2024-03-13,x\n");
    let field = |options: Options| {
        let error =
            resolve(&table(), &options).and_then(|options| open(&table(), &options)).unwrap_err();
        (error.field, error.code)
    };
    let with = Options::default;
    assert_eq!(
        field(Options { time_zone: "Mars/Olympus".into(), ..with() }),
        ("time_zone", "unknown_time_zone")
    );
    assert_eq!(
        field(Options { separator: Some("::".into()), ..with() }),
        ("separator", "invalid_separator")
    );
    assert_eq!(field(Options { format: Some(Format::Xes), ..with() }), ("format", "other_format"));
    assert_eq!(field(in_paris("customer=nobody")), ("columns.customer", "unknown_column"));
}

#[test]
fn a_damaged_archive_gives_its_rows_before_the_damage() {
    let table = format!("user,date,event\n{}", "a,2024-03-13,x\n".repeat(20_000));
    let mut packed = gzip(table.as_bytes());
    packed.truncate(packed.len() - 12);
    let rows = read(&input("a.csv.gz", packed), &Options::default()).unwrap();
    let error = rows.last().unwrap().as_ref().unwrap_err();
    assert!(error.fatal && error.message.to_string().contains("cut off"), "{error}");
    assert!(rows[..rows.len() - 1].iter().all(Result::is_ok));
}

/// A row, and its properties as text.
type Seen = (Result<Row, RowError>, Option<String>);

/// The rows of a file by their cells, and by records of them.
fn both_ways(input: &Input, options: &Options) -> [Vec<Seen>; 2] {
    fn seen(row: Result<RowView<'_>, RowError>) -> Seen {
        let json = row.as_ref().ok().and_then(|row| row.properties.json());
        (row.map(RowView::into_owned), json)
    }
    let mut reader = open(input, options).unwrap();
    let mut cells = Vec::new();
    while let Some(row) = reader.advance() {
        cells.push(seen(row));
    }
    let source = Source::find(input, options).unwrap();
    let mapping = mapping(&source, &source.sample().unwrap(), options).unwrap();
    let records = source.rows(std::sync::Arc::default()).unwrap().into_records();
    let records = records.map(|record| seen(record.and_then(|record| mapping.record(record))));
    [cells, records.collect()]
}

#[test]
fn columns_of_parquet_say_what_its_records_say() {
    let input = input("visits", parcours_interactions::import_parquet::sample::visits(900, 500));
    for columns in [
        "customer=user|event,at=at,kind=event,subject=day,value=value,channel=paid",
        "customer=plain,at=naive,kind=long,subject=clock,value=price,channel=small,message_id=token",
        "customer=big,at=spark,kind=millis,subject=half,value=at,channel=raw,message_id=day",
        "customer=value,at=long,kind=event,value=event",
    ] {
        let [cells, records] = both_ways(&input, &in_paris(columns));
        assert_eq!(cells.len(), 900);
        assert_eq!(cells, records, "{columns}");
    }
}

fn any_format() -> impl Strategy<Value = Option<Format>> {
    prop::sample::select(vec![
        None,
        Some(Format::Csv),
        Some(Format::Jsonl),
        Some(Format::Parquet),
        Some(Format::Xes),
    ])
}

proptest! {
    #[test]
    fn no_file_panics(
        start in prop::sample::select(vec!["", "PAR1", "<?xml version='1.0'?><log>", "{\"a\":", "a;b\n", "\u{feff}"]),
        body in prop::collection::vec(any::<u8>(), 0..400),
        packed in any::<bool>(),
        format in any_format(),
        columns in prop::sample::select(vec!["", "customer=a,at=b,kind=a"]),
    ) {
        let bytes = [start.as_bytes(), &body].concat();
        let input = input("file", if packed { gzip(&bytes) } else { bytes });
        let options = Options { format, ..in_paris(columns) };
        let _ = preview(&input, &options, 10);
        let _ = read(&input, &options);
    }

    #[test]
    fn cells_of_a_table_say_what_its_records_say(
        rows in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![
            "", " ", "u1", " NA ", "é\u{202f}x", "1.5", "1 234,50 €", "1,234", "\"a,\"\"b\"\"\"", "-", "null",
            "2024-03-13", "2024-03-13T10:21:14.25Z", "2024-10-27 02:30:00", "13/03/2024 10:21", "1710325274",
        ]), 9), 0..12),
    ) {
        let mut table = String::from("user,anonymousId,when,event,channel,page,total,id,properties\n");
        for row in rows {
            table.push_str(&row.join(","));
            table.push('\n');
        }
        let columns = "customer=user|anonymousId,at=when,kind=event|page,channel=channel,subject=page,value=total,message_id=id";
        let [cells, records] = both_ways(&input("a.csv", table), &in_paris(columns));
        prop_assert_eq!(&cells, &records);
        for (row, json) in cells {
            let properties = row.map(|row| row.properties).unwrap_or_default();
            let text = serde_json::to_string(&properties).unwrap();
            prop_assert_eq!(json.unwrap_or_else(|| "{}".to_owned()), text);
        }
    }

    #[test]
    fn no_damaged_archive_panics(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let table = format!("user,date,event\n{}", "a,2024-03-13,x\nb,13/03/2024,y\n".repeat(40));
        let mut packed = gzip(table.as_bytes());
        let at = at.index(packed.len());
        packed[at] = byte;
        let _ = read(&input("a.csv.gz", packed), &Options::default());
    }
}
