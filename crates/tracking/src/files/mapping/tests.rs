//! Records read as interactions.

use jiff::tz::TimeZone;
use serde_json::json;

use super::super::row::Row;
use super::super::time::DayOrder;
use super::*;

fn mapping(columns: &str, header: &[&str]) -> Mapping {
    let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
    Mapping::new(&columns.parse().unwrap(), &header, Times::new(TimeZone::UTC, DayOrder::DayFirst))
}

fn read_by(mapping: &Mapping, fields: &Value) -> Result<Row, RowError> {
    let record = Record { line: 7, fields: fields.as_object().unwrap().clone() };
    mapping.record(record).map(RowView::into_owned)
}

const COLUMNS: &str = "customer=who,at=when,kind=what";

fn read(fields: &Value) -> Result<Row, RowError> {
    read_by(&mapping(COLUMNS, &["who", "when", "what"]), fields)
}

#[test]
fn other_columns_become_properties() {
    let row = read(&json!({
        "who": " u1 ", "when": "2024-03-13", "what": "paid", "size": "42", "empty": " ", "none": null, "n": 1,
    }))
    .unwrap();
    assert_eq!((row.line, row.customer.as_str(), row.kind.as_str()), (7, "u1", "paid"));
    assert_eq!(Value::Object(row.properties), json!({"size": "42", "n": 1}));
    assert_eq!((row.channel, row.identity, row.message_id), (None, None, None));
}

#[test]
fn ids_are_taken_as_they_are() {
    for (id, customer) in [
        (json!("NA"), "NA"),
        (json!("null"), "null"),
        (json!("-1"), "-1"),
        (json!(-1), "-1"),
        (json!("007"), "007"),
        (json!(18_446_744_073_709_551_615_u64), "18446744073709551615"),
        (json!(1234.0), "1234"),
    ] {
        let row = read(&json!({"who": id, "when": "2024-03-13", "what": "x"})).unwrap();
        assert_eq!(row.customer, customer);
    }
}

#[test]
fn what_is_no_id_is_refused_by_column() {
    for id in
        [json!(""), json!(" "), json!(null), json!(1.5), json!(1e22), json!([1]), json!("a\0b")]
    {
        let error = read(&json!({"who": id, "when": "2024-03-13", "what": "x"})).unwrap_err();
        assert!(error.line == 7 && error.message.to_string().contains("Column who"), "{error}");
    }
    let error = read(&json!({"who": "a", "when": "soon", "what": "x"})).unwrap_err();
    assert!(error.message.to_string().contains("“soon”"), "{error}");
    let french = error.message.get(parcours_kernel::Language::Fr).to_owned();
    assert!(french.starts_with("Colonne when\u{202f}: «\u{202f}soon\u{202f}»"), "{french}");
}

#[test]
fn nested_columns_are_used_up() {
    let mapping = mapping(
        "customer=user.id,at=t,kind=e,subject=context.page.path,value=properties.total,channel=e",
        &["user.id", "t", "e", "context.page.path", "properties.total"],
    );
    let fields = json!({
        "user": {"id": 5, "plan": "pro"},
        "t": 1_710_325_274,
        "e": "paid",
        "context": {"page": {"path": "/x"}},
        "properties": {"total": "1 234,50 €", "coupon": "A", "e": 2},
    });
    let row = read_by(&mapping, &fields).unwrap();
    assert_eq!(
        (row.customer.as_str(), row.subject.as_deref(), row.value),
        ("5", Some("/x"), Some(1234.5))
    );
    assert_eq!(row.channel.as_deref(), Some("paid"));
    assert_eq!(
        Value::Object(row.properties),
        json!({"user": {"plan": "pro"}, "coupon": "A", "e": 2})
    );
}

#[test]
fn the_first_filled_name_counts() {
    let mapping = mapping("customer=userId|anonymousId,at=t,kind=event|type", &["userId", "t"]);
    let known = json!({"userId": "u", "anonymousId": "a", "t": "2024-03-13", "event": "Paid", "type": "track"});
    let row = read_by(&mapping, &known).unwrap();
    assert_eq!((row.customer.as_str(), row.identity, row.kind.as_str()), ("u", None, "Paid"));
    assert_eq!(Value::Object(row.properties), json!({"anonymousId": "a", "type": "track"}));
    let unknown = json!({"userId": null, "anonymousId": "a", "t": "2024-03-13", "type": "page"});
    let row = read_by(&mapping, &unknown).unwrap();
    assert_eq!((row.customer.as_str(), row.identity), ("a", Some("anonymous_id")));
    assert_eq!(row.kind, "page");
}

#[test]
fn a_message_id_that_says_nothing_is_none() {
    let mapping =
        mapping("customer=who,at=when,kind=what,message_id=id", &["who", "when", "what", "id"]);
    for (id, kept) in [("NA", None), ("null", None), ("m1", Some("m1"))] {
        let fields = json!({"who": "a", "when": "2024-03-13", "what": "x", "id": id});
        assert_eq!(read_by(&mapping, &fields).unwrap().message_id.as_deref(), kept);
    }
}

#[test]
fn columns_are_checked_against_the_header() {
    let header: Vec<String> = ["a", "b", "c.d"].map(str::to_owned).to_vec();
    let check = |columns: &str, complete| check(&columns.parse().unwrap(), &header, complete);
    assert_eq!(check("customer=a,at=b,kind=c.d", true), Ok(()));
    assert_eq!(check("customer=x|a,at=b,kind=c", true), Ok(()));
    let missing = check("customer=a,at=b", true).unwrap_err();
    assert_eq!((missing.code, missing.field), ("column_needed", "columns.kind"));
    assert!(missing.message.to_string().contains("a, b, c.d"), "{missing}");
    let unknown = check("customer=a,at=wen,kind=b", false).unwrap_err();
    assert_eq!((unknown.code, unknown.field), ("unknown_column", "columns.at"));
    assert!(unknown.message.to_string().contains("“wen”"), "{unknown}");
    assert_eq!(check("customer=a,at=b,kind=c,value=z", true).unwrap_err().field, "columns.value");
    assert_eq!(check("customer=a,at=b,kind=c,value=z", false), Ok(()));
}
