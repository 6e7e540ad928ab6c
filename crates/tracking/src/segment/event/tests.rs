//! What published SDKs send, and what the log keeps of it.

use parcours_customers::{Claim, IdentityKind, Key};
use parcours_interactions::NewInteraction;
use parcours_kernel::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::segment::{CallType, Refusal};
use crate::testing::{noon, read};

fn batch(events: &Value) -> crate::segment::Understood {
    read(&json!({ "batch": events, "sentAt": "2026-05-01T12:00:00Z" }).to_string(), None)
}

fn fact(event: &Value) -> NewInteraction {
    let understood = batch(&json!([event]));
    understood.batch.told().remove(0).fact.unwrap()
}

fn claim(event: &Value) -> Claim {
    batch(&json!([event])).batch.told().remove(0).claim
}

fn refusal(event: &Value) -> Refusal {
    let understood = batch(&json!([event]));
    assert_eq!((understood.refused, understood.batch.len()), (1, 0));
    understood.samples[0].fate.unwrap_err()
}

fn stored(fact: &NewInteraction) -> Value {
    serde_json::from_str(fact.properties.as_deref().unwrap_or("{}")).unwrap()
}

fn key(kind: IdentityKind, value: &str) -> Option<Key> {
    Some(Key { kind, value: value.to_owned() })
}

#[test]
fn an_order_from_a_browser() {
    let fact = fact(&json!({
        "type": "track", "event": "Order Completed", "userId": 42, "anonymousId": "a1",
        "messageId": "ajs-1", "timestamp": "2026-05-01T11:59:00Z",
        "properties": { "revenue": "59.90", "order_id": "100234", "products": [{ "sku": "x" }] },
        "context": {
            "page": { "path": "/commande/100234/merci" }, "userAgent": "Mozilla/5.0 (iPhone) Mobile",
            "campaign": { "name": "printemps" }, "direct": true, "unknown": 1,
        },
    }));
    let signature = &fact.signature;
    assert_eq!((signature.kind.as_str(), signature.channel.as_str()), ("order_completed", "web"));
    assert_eq!(signature.subject.as_deref(), Some("/commande/*/merci"));
    assert_eq!(signature.properties["device"], "mobile");
    assert_eq!(signature.properties["campaign"], "printemps");
    assert_eq!((fact.value, fact.message_id.as_str()), (Some(59.9), "ajs-1"));
    assert_eq!(fact.at, noon().plus_seconds(-60));
    let stored = stored(&fact);
    assert_eq!(stored["products"][0]["sku"], "x");
    assert_eq!(stored["context"]["ip"], "203.0.113.9");
    assert_eq!(stored["context"]["page"]["path"], "/commande/100234/merci");
    assert_eq!(stored["context"]["sentAt"], "2026-05-01T12:00:00Z");
    assert_eq!(stored["context"]["originalTimestamp"], "2026-05-01T11:59:00Z");
    assert!(stored["context"].get("unknown").is_none());
}

#[test]
fn pages_and_screens() {
    let page = fact(&json!({ "type": "page", "name": "Accueil", "anonymousId": "a",
        "properties": { "url": "https://foulee.fr/?utm=1", "title": "Foulée" } }));
    assert_eq!(
        (page.signature.kind.as_str(), page.signature.subject.as_deref()),
        ("page_viewed", Some("/"))
    );
    assert_eq!(page.subject.as_deref(), Some("https://foulee.fr/?utm=1"));
    assert_eq!(stored(&page)["name"], "Accueil");
    let screen = fact(&json!({ "type": "screen", "name": "Panier", "anonymousId": "a" }));
    assert_eq!(
        (screen.signature.kind.as_str(), screen.signature.channel.as_str()),
        ("screen_viewed", "mobile")
    );
    assert_eq!(screen.signature.subject.as_deref(), Some("Panier"));
}

#[test]
fn what_is_said_of_a_kind() {
    for (event, properties, channel, subject, value) in [
        (
            "Product Viewed",
            json!({ "name": "Pégase 41", "price": 130 }),
            "web",
            Some("Pégase 41"),
            Some(130.0),
        ),
        ("Products Searched", json!({ "query": "trail" }), "web", Some("trail"), None),
        ("Email Opened", json!({ "template": "bienvenue" }), "email", Some("bienvenue"), None),
        ("Live Chat Message Sent", json!({}), "chat", None, None),
        (
            "Survey Answered",
            json!({ "survey": "NPS", "score": 9, "value": 1 }),
            "web",
            Some("NPS"),
            Some(9.0),
        ),
        (
            "Store Visited",
            json!({ "channel": "store", "name": "Lyon" }),
            "store",
            Some("Lyon"),
            None,
        ),
        (
            "Refund Made",
            json!({ "channel": "E-mail", "amount": -12.5 }),
            "email",
            None,
            Some(-12.5),
        ),
    ] {
        let fact = fact(
            &json!({ "type": "track", "event": event, "userId": "u", "properties": properties }),
        );
        assert_eq!(fact.signature.channel, channel, "{event}");
        assert_eq!((fact.subject.as_deref(), fact.value), (subject, value), "{event}");
    }
}

#[test]
fn a_batch_shares_its_context() {
    let body = json!({
        "context": { "locale": "fr-FR", "channel": "mobile", "device": { "type": "android" } },
        "batch": [
            { "type": "track", "event": "A", "userId": "u" },
            { "type": "track", "event": "A", "userId": "u", "context": { "locale": "de" } },
        ],
    });
    let told = read(&body.to_string(), None).batch.told();
    let facts: Vec<_> = told.iter().map(|told| told.fact.clone().unwrap()).collect();
    assert_eq!(stored(&facts[0])["context"]["locale"], "fr-FR");
    assert_eq!(stored(&facts[1])["context"]["locale"], "de");
    for fact in &facts {
        assert_eq!(fact.signature.channel, "mobile");
        assert_eq!(fact.signature.properties["device"], "mobile");
    }
}

#[test]
fn who_a_call_is_about() {
    use IdentityKind::{AnonymousId, Email, Phone, UserId};
    let said = claim(&json!({ "type": "identify", "userId": "u1", "anonymousId": null,
        "context": { "traits": { "email": "Lea@Exemple.fr", "plan": "free" },
            "externalIds": [{ "type": "phone", "id": "+33 6 12 34 56 78" }] },
        "traits": { "plan": "club" } }));
    assert_eq!((said.lasting, said.anonymous), (key(UserId, "u1"), None));
    assert_eq!(
        said.also,
        [key(Email, "lea@exemple.fr").unwrap(), key(Phone, "+33612345678").unwrap()]
    );
    assert_eq!(said.traits.unwrap()["plan"], "club");
    let said = claim(&json!({ "type": "alias", "previousId": "a1", "userId": "u1" }));
    assert_eq!((said.previous.as_deref(), said.lasting), (Some("a1"), key(UserId, "u1")));
    let said =
        claim(&json!({ "type": "track", "event": "A", "userId": "null", "anonymousId": "a1" }));
    assert_eq!((said.lasting, said.anonymous), (None, key(AnonymousId, "a1")));
    let said = claim(&json!({ "type": "merge", "mergeProperties": [
        { "type": "email", "value": "lea@exemple.fr" }, { "type": "anonymous_id", "value": "a1" }] }));
    assert_eq!(
        (said.lasting, said.anonymous),
        (key(Email, "lea@exemple.fr"), key(AnonymousId, "a1"))
    );
    assert!(
        batch(&json!([{ "type": "group", "userId": "u", "groupId": "g" }])).batch.told()[0]
            .fact
            .is_none()
    );
}

#[test]
fn what_cannot_be_stored_is_refused_alone() {
    assert_eq!(refusal(&json!({ "type": "track", "userId": "u" })), Refusal::NoName);
    assert_eq!(refusal(&json!({ "type": "track", "event": " ", "userId": "u" })), Refusal::NoName);
    assert_eq!(refusal(&json!({ "type": "page" })), Refusal::NoIdentity);
    assert_eq!(refusal(&json!({ "type": "page", "userId": "-1" })), Refusal::BlockedIdentity);
    assert_eq!(refusal(&json!({ "type": "alias", "userId": "u" })), Refusal::NoPrevious);
    assert_eq!(refusal(&json!({ "event": "A", "userId": "u" })), Refusal::UnknownType);
    assert_eq!(refusal(&json!("track")), Refusal::BadEvent);
    assert_eq!(
        refusal(&json!({ "type": "page", "userId": "u", "writeKey": "other" })),
        Refusal::OtherKey
    );
    let long = "x".repeat(33 * 1024);
    assert_eq!(
        refusal(&json!({ "type": "page", "userId": "u", "name": long })),
        Refusal::EventTooLarge
    );
    let bad = r#"{"batch":[{"type":"page","userId":"u","properties":{"n":1e999}},{"type":"page","userId":"u"}]}"#;
    let understood = read(bad, None);
    assert_eq!((understood.refused, understood.batch.len()), (1, 1));
    let many = json!(vec![json!({ "type": "page", "userId": "u" }); 2_600]);
    let understood = batch(&many);
    assert_eq!((understood.refused, understood.batch.len()), (100, 2_500));
    assert!(understood.samples.len() <= 10);
}

#[test]
fn message_ids_are_kept_shortened_or_made() {
    let id =
        |said: Value| fact(&json!({ "type": "page", "userId": "u", "messageId": said })).message_id;
    assert_eq!(id(json!("m\u{0}1")), "m1");
    let long = "é".repeat(101);
    assert_eq!((id(json!(long)).len(), id(json!(long))), (64, id(json!(long))));
    assert_eq!(id(Value::Null).len(), 36);
    assert_eq!(id(json!("é".repeat(100))).chars().count(), 100);
}

#[test]
fn properties_named_context_are_not_overwritten() {
    let fact = fact(
        &json!({ "type": "track", "event": "A", "userId": "u", "properties": { "context": "own" },
        "context": { "locale": "fr" } }),
    );
    assert_eq!(stored(&fact)["context"], "own");
    assert_eq!(stored(&fact)["_context"]["locale"], "fr");
}

#[test]
fn a_single_call_is_named_by_its_address() {
    let understood =
        read(r#"{"type":"page","event":"Signed Up","userId":"u"}"#, Some(CallType::Track));
    assert_eq!(understood.batch.told()[0].fact.as_ref().unwrap().signature.kind, "signed_up");
    let queued = r#"{"event":"A","userId":"u","originalTimestamp":"2020-01-01T00:00:00Z","sentAt":"2020-01-01T00:01:00Z"}"#;
    let understood = read(queued, Some(CallType::Track));
    let at = understood.batch.told()[0].fact.as_ref().unwrap().at;
    assert_eq!(at, Timestamp::parse("2026-05-01T11:59:00Z").unwrap());
}

proptest! {
    #[test]
    fn no_json_panics(
        events in prop::collection::vec(r#"(\{|\}|"(type|event|userId|properties|context|traits|batch|timestamp)":|"(track|page|alias|\\u0000)"|[0-9.e-]{1,4}|\[|\]|,|null){0,14}"#, 0..4)
    ) {
        let body = format!(r#"{{"batch":[{}]}}"#, events.join(","));
        if serde_json::from_str::<Value>(&body).is_ok() {
            let env = parcours_kernel::Env::system();
            let around = crate::segment::Circumstances {
                received_at: noon(), source: parcours_interactions::SourceId(1),
                kind: crate::SourceKind::Server, promoted: &[], key: "wk", ip: None,
                user_agent: None, env: &env,
            };
            let _ = crate::segment::understand(&body, None, &around);
            let _ = crate::segment::understand(&body, Some(CallType::Identify), &around);
        }
    }
}
