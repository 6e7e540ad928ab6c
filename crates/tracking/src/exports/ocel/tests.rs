//! A log is what the standard's schema asks for, and nothing in it dangles.

use std::collections::{BTreeMap, BTreeSet};

use parcours_interactions::Interaction;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::Format;
use super::super::testing::{exported, interaction, interactions, names};

fn log(rows: &[Interaction], places: bool) -> Value {
    serde_json::from_str(&exported(Format::Ocel, rows, names(places), 2)).unwrap()
}

/// Holds a log to the rules of the standard that its schema cannot say.
fn check(log: &Value) {
    let list = |name: &str| log[name].as_array().unwrap();
    let types = |name: &str| -> BTreeMap<&str, BTreeMap<&str, &str>> {
        list(name)
            .iter()
            .map(|kind| {
                let attributes = kind["attributes"].as_array().unwrap().iter();
                let attributes = attributes.map(|attribute| {
                    (attribute["name"].as_str().unwrap(), attribute["type"].as_str().unwrap())
                });
                (kind["name"].as_str().unwrap(), attributes.collect())
            })
            .collect()
    };
    let (event_types, object_types) = (types("eventTypes"), types("objectTypes"));
    let mut objects = BTreeSet::new();
    for object in list("objects") {
        assert!(objects.insert(object["id"].as_str().unwrap()), "{object} comes twice");
        assert!(object_types.contains_key(object["type"].as_str().unwrap()), "{object}");
    }
    let mut events = BTreeSet::new();
    for event in list("events") {
        assert!(events.insert(event["id"].as_str().unwrap()), "{event} comes twice");
        let declared = &event_types[event["type"].as_str().unwrap()];
        let mut seen = BTreeSet::new();
        for attribute in event["attributes"].as_array().unwrap() {
            let name = attribute["name"].as_str().unwrap();
            assert!(seen.insert(name), "{name} comes twice: {event}");
            let value = attribute["value"].as_str().unwrap();
            let fits = match declared[name] {
                "integer" => value.parse::<i128>().is_ok(),
                "float" => value.parse::<f64>().is_ok(),
                "boolean" => value == "true" || value == "false",
                _ => true,
            };
            assert!(fits, "{name} is no {}: {value}", declared[name]);
        }
        for relation in event["relationships"].as_array().unwrap() {
            assert!(objects.contains(relation["objectId"].as_str().unwrap()), "{relation}");
            assert!(!relation["qualifier"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn events_objects_and_types_fit_together() {
    let log = log(&interactions(8), true);
    check(&log);
    assert_eq!(log["events"].as_array().unwrap().len(), 8);
    let objects: Vec<_> = log["objects"].as_array().unwrap().iter().collect();
    // Three customers and an order each.
    assert_eq!(objects.len(), 6, "{objects:?}");
    assert_eq!(*objects[1], json!({ "id": "order:F0", "type": "order" }));
    let kinds: Vec<_> =
        log["eventTypes"].as_array().unwrap().iter().map(|kind| &kind["name"]).collect();
    assert_eq!(kinds, ["order_completed", "page_viewed", "product_added"]);
}

#[test]
fn an_event_says_all_that_is_known() {
    let log = log(&[interaction(1)], true);
    let customer = interaction(1).customer_id;
    let expected = json!({
        "id": interaction(1).id, "type": "product_added", "time": "2026-03-01T08:00:01.000000Z",
        "attributes": [
            { "name": "channel", "value": "web" }, { "name": "subject", "value": "/panier" },
            { "name": "value", "value": "12.5" },
            { "name": "received_at", "value": "2026-03-01T08:01:01.000000Z" },
            { "name": "source", "value": "Boutique" }, { "name": "message_id", "value": "m1" },
            { "name": "stage", "value": "Décision" }, { "name": "touchpoint", "value": "Panier" },
            { "name": "order_id", "value": "F0" }, { "name": "size", "value": "42" }
        ],
        "relationships": [
            { "objectId": customer, "qualifier": "customer" },
            { "objectId": "order:F0", "qualifier": "order" }
        ]
    });
    assert_eq!(log["events"][0], expected);
}

#[test]
fn a_log_without_events_is_a_log() {
    let empty = json!({ "events": [], "objects": [], "objectTypes": [], "eventTypes": [] });
    assert_eq!(log(&[], false), empty);
}

#[test]
fn properties_never_hide_what_is_ours() {
    let row = Interaction {
        properties: json!({ "value": "x", "properties.value": 1, "stage": null }),
        ..interaction(0)
    };
    let log = log(&[row], false);
    check(&log);
    let attributes = log["events"][0]["attributes"].as_array().unwrap();
    let named =
        |name: &str| attributes.iter().filter(|one| one["name"] == name).collect::<Vec<_>>();
    assert_eq!(named("value")[0]["value"], "12.5");
    assert_eq!(named("properties.value")[0]["value"], "1");
    assert_eq!(named("properties.value_")[0]["value"], "x");
    assert!(named("stage").is_empty());
}

#[test]
fn properties_without_end_are_one_text() {
    let rows: Vec<_> = (0..30)
        .map(|row| {
            let properties = (0..50).map(|n| (format!("p{row}_{n}"), json!(n))).collect();
            Interaction { properties: Value::Object(properties), ..interaction(3 * row) }
        })
        .collect();
    let log = log(&rows, false);
    check(&log);
    let last = log["events"][29]["attributes"].as_array().unwrap();
    let rest = last.iter().find(|one| one["name"] == "properties").unwrap();
    let rest: Value = serde_json::from_str(rest["value"].as_str().unwrap()).unwrap();
    assert_eq!(rest["p29_49"], 49);
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(|float: f64| json!(float)),
        "\\PC{0,5}".prop_map(Value::from),
        Just(json!([1, "a"])),
    ]
}

proptest! {
    #[test]
    fn any_properties_fit_together(
        rows in prop::collection::vec(
            prop::collection::hash_map("(value|order_id|sku|a|\\PC{0,4})", any_value(), 0..4),
            0..6,
        )
    ) {
        let rows: Vec<_> = (0..)
            .zip(rows)
            .map(|(seq, properties)| Interaction {
                properties: Value::Object(properties.into_iter().collect()),
                ..interaction(seq)
            })
            .collect();
        check(&log(&rows, false));
    }
}
