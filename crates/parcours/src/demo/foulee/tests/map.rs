//! The map against the shop: every touchpoint is wired to something that happens, and what no
//! touchpoint claims is what was meant to be found.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::super::{DemoEvent, JOURNEYS, PROMOTED, SEED, generate};
use super::{end, who};

pub(super) fn journey(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

pub(super) fn touchpoints(journey: &Value) -> Vec<&Value> {
    let stages = journey["stages"].as_array().unwrap();
    stages.iter().flat_map(|stage| stage["touchpoints"].as_array().unwrap()).collect()
}

/// The globs of the demo's signals: a text, or the start of one before a star.
fn matches(signal: &Value, event: &DemoEvent) -> bool {
    let subject = signal["subject"].as_str();
    signal["kind"].as_str().is_none_or(|kind| kind == event.kind)
        && signal["channel"].as_str().is_none_or(|channel| channel == event.channel)
        && subject.is_none_or(|glob| match (glob.strip_suffix('*'), event.subject) {
            (_, None) => false,
            (Some(start), Some(subject)) => subject.starts_with(start),
            (None, Some(subject)) => subject == glob,
        })
}

pub(super) fn claims(touchpoint: &Value, event: &DemoEvent) -> bool {
    touchpoint["signals"].as_array().unwrap().iter().any(|signal| matches(signal, event))
}

#[test]
fn every_signal_matches_and_no_interaction_is_claimed_twice() {
    let events: Vec<_> = generate(SEED, end(), 0.2).collect();
    for text in JOURNEYS {
        let journey = journey(text);
        let touchpoints = touchpoints(&journey);
        for signal in
            touchpoints.iter().flat_map(|touchpoint| touchpoint["signals"].as_array().unwrap())
        {
            assert!(events.iter().any(|event| matches(signal, event)), "nothing matches {signal}");
            assert!(
                signal["properties"]
                    .as_object()
                    .unwrap()
                    .keys()
                    .all(|name| PROMOTED.contains(&name.as_str()))
            );
        }
        for event in &events {
            let claimed: Vec<_> =
                touchpoints.iter().filter(|touchpoint| claims(touchpoint, event)).collect();
            assert!(claimed.len() <= 1, "{event:?} is claimed by {claimed:?}");
        }
    }
}

#[test]
fn what_the_main_map_leaves_unclaimed_is_what_there_is_to_find() {
    let journey = journey(JOURNEYS[0]);
    let touchpoints = touchpoints(&journey);
    let unclaimed: BTreeSet<_> = generate(SEED, end(), 0.2)
        .filter(|event| !touchpoints.iter().any(|touchpoint| claims(touchpoint, event)))
        .map(|event| match event.kind {
            // Articles are not worth telling apart here.
            "product_added_to_wishlist" | "product_removed" => (event.kind, event.channel, ""),
            _ => (event.kind, event.channel, event.subject.unwrap_or("")),
        })
        .collect();
    let expected = BTreeSet::from([
        ("call_logged", "phone", "suivi-de-commande"),
        ("conversation_rated", "chat", "paiement"),
        ("conversation_rated", "email", "suivi-de-commande"),
        ("conversation_started", "chat", "paiement"),
        ("conversation_started", "email", "suivi-de-commande"),
        ("email_delivered", "email", "rappel-usure"),
        ("email_link_clicked", "email", "rappel-usure"),
        ("email_opened", "email", "rappel-usure"),
        ("page_viewed", "web", "/aide/livraison"),
        ("page_viewed", "web", "/aide/paiement"),
        ("page_viewed", "web", "/aide/retours"),
        ("product_added_to_wishlist", "web", ""),
        ("product_removed", "web", ""),
        ("signed_in", "web", ""),
    ]);
    assert_eq!(unclaimed, expected);
}

#[test]
fn the_goal_is_reached_by_some_and_not_by_most() {
    let events: Vec<_> = generate(SEED, end(), 0.2).collect();
    for (text, least, most) in [(JOURNEYS[0], 0.04, 0.3), (JOURNEYS[1], 0.2, 0.5)] {
        let journey = journey(text);
        let touchpoints = touchpoints(&journey);
        let goal = touchpoints.iter().find(|touchpoint| touchpoint["goal"] == true).unwrap();
        let mut reached: HashMap<&str, bool> = HashMap::new();
        for event in &events {
            *reached.entry(who(event)).or_default() |= claims(goal, event);
        }
        let share =
            reached.values().filter(|reached| **reached).count() as f64 / reached.len() as f64;
        assert!((least..most).contains(&share), "{} is reached by {share}", goal["name"]["en"]);
    }
}

#[test]
fn both_languages_are_complete_and_french_is_set_as_the_french_set_it() {
    fn check(value: &Value, path: &str) {
        match value {
            Value::Object(fields) if fields.contains_key("fr") => {
                let [fr, en] = ["fr", "en"].map(|language| fields[language].as_str().unwrap());
                assert_eq!(fields.len(), 2, "{path}");
                assert!(!fr.is_empty() && !en.is_empty(), "{path} lacks a language");
                assert!(!fr.contains('\'') && !en.contains('\''), "{path}: typewriter apostrophe");
                for (before, mark) in fr.chars().zip(fr.chars().skip(1)) {
                    let spaced =
                        !matches!(mark, ';' | ':' | '!' | '?' | '»') || before == '\u{202f}';
                    assert!(spaced && (before != '«' || mark == '\u{202f}'), "{path}: {fr}");
                }
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    check(value, &format!("{path}.{name}"));
                }
            }
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    check(item, &format!("{path}[{at}]"));
                }
            }
            _ => {}
        }
    }
    for text in JOURNEYS {
        let journey = journey(text);
        check(&journey, journey["id"].as_str().unwrap());
    }
}
