//! Logs whole and damaged.

use std::io::Cursor;

use proptest::prelude::*;
use serde_json::json;

use super::super::bytes::MAX_ROW_BYTES;
use super::*;

fn read(text: impl Into<Vec<u8>>) -> Vec<Result<Record, RowError>> {
    XesRecords::new(Box::new(Cursor::new(text.into()))).collect()
}

const LOG: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- a log -->
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="unknown"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <string key="concept:name" value="the log itself"><int key="inner" value="1"/></string>
  <trace>
    <string key="concept:name" value="Caf&#xe9; &amp; fils"/>
    <int key="age" value="42"/>
    <event>
      <string key="concept:name" value="Pay"/>
      <date key="time:timestamp" value="2012-10-09T14:50:17+00:00"/>
      <string key="lifecycle:transition" value="complete"/>
      <float key="cost" value="12.50"/>
      <boolean key="paid" value="true"/>
      <int key="code" value="007"/>
      <string key="org:resource" value="Zoé"><string key="role" value="clerk"/></string>
      <list key="items"><values><string key="item" value="shoe"/><int key="item" value="2"/></values></list>
      <unknown key="x" value="y"><string key="hidden" value="z"/></unknown>
    </event>
    <event/>
  </trace>
  <trace><event><string key="concept:name" value="Alone"/></event></trace>
  <event><string key="concept:name" value="Without a trace"/></event>
</log>"#;

#[test]
fn events_carry_their_own_and_their_case_s_attributes() {
    let rows: Vec<Record> = read(LOG).into_iter().map(Result::unwrap).collect();
    assert_eq!(
        Value::Object(rows[0].fields.clone()),
        json!({
            "case:concept:name": "Café & fils",
            "case:age": 42,
            "concept:name": "Pay",
            "time:timestamp": "2012-10-09T14:50:17+00:00",
            "lifecycle:transition": "complete",
            "cost": 12.5,
            "paid": true,
            "code": "007",
            "org:resource": "Zoé",
            "org:resource.role": "clerk",
            "items": ["shoe", 2],
        })
    );
    assert_eq!(rows[1].fields.len(), 2);
    assert_eq!(Value::Object(rows[2].fields.clone()), json!({"concept:name": "Alone"}));
    assert_eq!(Value::Object(rows[3].fields.clone()), json!({"concept:name": "Without a trace"}));
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

fn fatal(text: &str) -> String {
    let rows = read(text);
    let error = rows.last().unwrap().as_ref().unwrap_err();
    assert!(error.fatal);
    error.message.to_string()
}

#[test]
fn definitions_and_foreign_documents_are_refused() {
    let bomb = r#"<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log><trace/></log>"#;
    assert!(fatal(bomb).contains("document type"));
    let external = r#"<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>"#;
    assert!(fatal(external).contains("document type"));
    assert!(fatal("<html><body/></html>").contains("“html”"));
}

#[test]
fn an_unknown_entity_costs_its_event_only() {
    let text = r#"<log><trace><event><string key="a" value="&xxe;"/></event><event><string key="a" value="1"/></event></trace></log>"#;
    let rows = read(text);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].as_ref().unwrap_err().line, 1);
    assert!(rows[1].is_ok());
}

#[test]
fn damage_ends_the_reading_and_says_where() {
    assert!(fatal(&LOG[..LOG.len() - 10]).contains("cut off"));
    assert!(fatal("<log><trace></log>").contains("at byte"));
    let deep = format!("<log><trace><event>{}", "<string key=\"a\" value=\"b\">".repeat(100));
    assert!(fatal(&deep).contains("32"));
}

#[test]
fn no_tag_and_no_event_may_be_endless() {
    let long = "x".repeat(MAX_ROW_BYTES);
    let tag =
        format!("<log><trace><event><string key=\"a\" value=\"{long}\"/></event></trace></log>");
    assert!(fatal(&tag).contains("1 MiB"));
    let many = "<string key=\"a\" value=\"0123456789\"/>".repeat(MAX_ROW_BYTES / 10);
    let event = format!("<log><trace><event>{many}</event><event/></trace></log>");
    let rows = read(event);
    assert!(rows[0].as_ref().unwrap_err().message.to_string().contains("1 MiB"));
    assert!(rows[1].is_ok());
}

proptest! {
    #[test]
    fn no_damage_panics(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..6)) {
        let mut log = LOG.as_bytes().to_vec();
        let at = at.index(log.len());
        log.splice(at..(at + bytes.len()).min(log.len()), bytes);
        prop_assert!(read(log).len() <= 6);
    }

    #[test]
    fn no_bytes_panic(text in "(<log>|<trace>|<event>|</event>|<string key=\"a\" value=\"b\"/>|<list key=\"c\">|[<>&;/\"a-z]){0,60}") {
        read(text);
    }
}
