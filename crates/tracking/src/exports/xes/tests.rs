//! A log is sound XML, and what is in it is what was written.

use parcours_interactions::Interaction;
use proptest::prelude::*;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use serde_json::json;

use super::super::Format;
use super::super::testing::{exported, interaction, interactions, names};

/// The (depth, tag, key, value) of all elements of a log; fails on unsound XML.
fn elements(text: &str) -> Vec<(usize, String, String, String)> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut found) = (0, Vec::new());
    loop {
        let event = reader.read_event().unwrap();
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            let attribute = |name: &str| {
                let found = tag.try_get_attribute(name).unwrap();
                let value = found.map(|found| {
                    found.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned()
                });
                value.unwrap_or_default()
            };
            let name = tag.local_name().as_ref().to_owned();
            found.push((depth, name, attribute("key"), attribute("value")));
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    found
}

#[test]
fn a_trace_is_a_customer_however_the_rows_come() {
    let rows = interactions(8);
    let whole = exported(Format::Xes, &rows, names(true), 8);
    assert_eq!(whole, exported(Format::Xes, &rows, names(true), 1));
    let elements = elements(&whole);
    let count = |tag: &str| elements.iter().filter(|(_, name, ..)| name == tag).count();
    assert_eq!((count("log"), count("trace"), count("event")), (1, 3, 8));
    let traces: Vec<_> = elements
        .iter()
        .filter(|(depth, _, key, value)| *depth == 2 && key == "concept:name" && !value.is_empty())
        .map(|(_, _, _, value)| value.clone())
        .collect();
    let customers: Vec<_> =
        [0, 3, 6].iter().map(|seq| rows[*seq].customer_id.to_string()).collect();
    assert_eq!(traces, customers);
}

#[test]
fn an_event_says_all_that_is_known() {
    let text = exported(Format::Xes, &[interaction(1)], names(true), 1);
    let event: Vec<_> = elements(&text)
        .into_iter()
        .filter(|(depth, ..)| *depth == 3)
        .map(|(_, tag, key, value)| format!("{tag} {key}={value}"))
        .collect();
    let expected = [
        "string concept:name=product_added".to_owned(),
        "date time:timestamp=2026-03-01T08:00:01.000000Z".to_owned(),
        "string stage=Décision".to_owned(),
        "string touchpoint=Panier".to_owned(),
        format!("string id={}", interaction(1).id),
        "date received_at=2026-03-01T08:01:01.000000Z".to_owned(),
        "string channel=web".to_owned(),
        "string subject=/panier".to_owned(),
        "float value=12.5".to_owned(),
        "string source=Boutique".to_owned(),
        "string message_id=m1".to_owned(),
        "string order_id=F0".to_owned(),
        "int size=42".to_owned(),
    ];
    assert_eq!(event, expected);
}

#[test]
fn a_log_without_events_is_a_log() {
    let text = exported(Format::Xes, &[], names(false), 1);
    assert!(elements(&text).iter().all(|(_, tag, ..)| tag != "trace"), "{text}");
    assert!(!text.contains("Touchpoint"), "{text}");
}

proptest! {
    #[test]
    fn any_text_is_sound_xml(subject in "\\PC{0,9}[\t\n\r\0\u{1}\u{b}&<>\"']{0,6}", name in "\\PC{0,8}") {
        let row = Interaction {
            subject: Some(subject.clone()),
            properties: json!({ name: subject.clone() }),
            ..interaction(0)
        };
        let found = elements(&exported(Format::Xes, &[row], names(false), 1));
        let kept: String = subject
            .chars()
            .map(|c| if c < ' ' && !"\t\n\r".contains(c) { '\u{fffd}' } else { c })
            .collect();
        let values = found.iter().filter(|(.., value)| *value == kept).count();
        // Both, whatever else happens to look like it.
        prop_assert!(values >= 2, "{subject:?}: {found:?}");
    }
}
