//! The protocol as SDKs speak it, over the router.

use std::io::Write;

use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::{Request, StatusCode, header};
use parcours_access::Actor;
use parcours_kernel::Language;
use parcours_storage::testing::{TestDatabase, on_both};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::testing::{Bench, noon};
use crate::{Outcome, SourceChange, protocol_router};

struct Answer {
    status: StatusCode,
    headers: http::HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn code(&self) -> String {
        self.json()["code"].as_str().unwrap().to_owned()
    }
}

async fn ask(bench: &Bench, request: http::request::Builder, body: impl Into<Body>) -> Answer {
    let request = request.body(body.into()).unwrap();
    let response = protocol_router(bench.tracking.clone()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

fn basic(key: &str) -> String {
    format!("Basic {}", BASE64.encode(format!("{key}:")))
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap()
}

fn event(id: &str) -> Value {
    json!({ "type": "track", "event": "Order Completed", "userId": "u1", "messageId": id })
}

async fn fresh() -> (TestDatabase, Bench) {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    (fresh, bench)
}

#[tokio::test]
async fn every_sdk_is_understood() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let key = bench.key().to_owned();
        let batch = |id: &str| json!({ "batch": [event(id)], "sentAt": "2026-05-01T12:00:00Z" });
        let with_key = |mut body: Value| {
            body["writeKey"] = json!(key);
            body.to_string()
        };
        let post = |path: &str| Request::post(path);
        let said = [
            // segment-analytics-python, older: no header at all.
            ask(&bench, post("/v1/batch").header("content-type", "application/json"), with_key(batch("m1"))).await,
            // segment-analytics-node: header and body.
            ask(&bench, post("/v1/batch").header("authorization", basic(&key)), with_key(batch("m2"))).await,
            // rudder-sdk-node: gzip that calls itself a form.
            ask(
                &bench,
                post("/v1/batch")
                    .header("authorization", basic(&key))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .header("content-encoding", "gzip"),
                gzip(&batch("m3").to_string()),
            )
            .await,
            // A bearer token of a gateway in front; the key in the body.
            ask(&bench, post("/v1/b").header("authorization", "Bearer abc"), with_key(batch("m4"))).await,
            // analytics.js: plain text, one letter.
            ask(&bench, post("/v1/t").header("content-type", "text/plain"), with_key(event("m5"))).await,
            // sendBeacon: the key in the query.
            ask(&bench, post(&format!("/beacon/v1/batch?writeKey={key}")), batch("m6").to_string()).await,
            // The key in each event.
            ask(&bench, post("/v1/batch"), json!({ "batch": [serde_json::from_str::<Value>(&with_key(event("m7"))).unwrap()] }).to_string()).await,
            // A form of a page without scripts.
            ask(&bench, post("/v1/track"), format!("writeKey={key}&event=Order+Completed&userId=u1&messageId=m8")).await,
        ];
        for (place, answer) in said.iter().enumerate() {
            assert_eq!(answer.status, StatusCode::OK, "{place}: {}", answer.json());
            assert_eq!(answer.body, br#"{"success":true}"#);
        }
        assert_eq!(bench.interactions().await, 8);
    })
    .await;
}

#[tokio::test]
async fn all_addresses_answer() {
    let (_held, bench) = fresh().await;
    for path in [
        "/v1/track",
        "/v1/t",
        "/v1/page",
        "/v1/p",
        "/v1/screen",
        "/v1/s",
        "/v1/identify",
        "/v1/i",
        "/v1/group",
        "/v1/g",
        "/v1/alias",
        "/v1/a",
        "/v1/merge",
    ] {
        let body = json!({ "event": "A", "userId": "u1", "previousId": "d1" }).to_string();
        let answer =
            ask(&bench, Request::post(path).header("authorization", basic(bench.key())), body)
                .await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
    for path in ["/v1/batch", "/v1/b", "/v1/import"] {
        let body = json!({ "batch": [event(path)] }).to_string();
        let answer =
            ask(&bench, Request::post(path).header("authorization", basic(bench.key())), body)
                .await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
    let kinds: Vec<_> = bench.timeline().await.into_iter().map(|row| row.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "a").count(), 2);
    assert_eq!(kinds.iter().filter(|kind| *kind == "page_viewed").count(), 2);
    assert_eq!(kinds.len(), 9, "identify, group, alias and merge are no interactions");
}

#[tokio::test]
async fn refusals_have_a_code_and_a_message() {
    let (_held, bench) = fresh().await;
    let keyed = || Request::post("/v1/batch").header("authorization", basic(bench.key()));
    let big = format!("{{\"batch\":[],\"x\":\"{}\"}}", "x".repeat(4 * 1024 * 1024));
    let unknown = || Request::post("/v1/batch").header("authorization", basic("nobody"));
    let cases = [
        (ask(&bench, Request::post("/v1/batch"), "{}").await, 401, "missing_write_key"),
        (ask(&bench, unknown(), "{}").await, 401, "unknown_write_key"),
        (ask(&bench, keyed(), "{").await, 400, "invalid_json"),
        (ask(&bench, keyed(), "{\"batch\":[{]}").await, 400, "invalid_json"),
        (ask(&bench, keyed(), r#"{"batch":[]}"#).await, 400, "empty_batch"),
        (ask(&bench, keyed(), r#"{"batch":{}}"#).await, 400, "empty_batch"),
        (ask(&bench, keyed(), "{}").await, 400, "empty_batch"),
        (ask(&bench, keyed(), big.clone()).await, 413, "too_large"),
        (ask(&bench, keyed(), gzip(&big)).await, 413, "too_large"),
        (ask(&bench, keyed(), vec![0x1f, 0x8b, 1]).await, 400, "invalid_gzip"),
        (
            ask(
                &bench,
                Request::post("/v1/track").header("authorization", basic(bench.key())),
                r#"{"event":"A"}"#,
            )
            .await,
            400,
            "missing_identity",
        ),
        (
            ask(
                &bench,
                Request::post("/v1/track").header("authorization", basic(bench.key())),
                r#"{"userId":"u"}"#,
            )
            .await,
            400,
            "missing_event",
        ),
    ];
    for (answer, status, code) in &cases {
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (*status, *code));
        assert!(!answer.json()["message"].as_str().unwrap().is_empty());
    }
    let french = keyed().header("accept-language", "fr-FR");
    let answer = ask(&bench, french, r#"{"batch":[]}"#).await;
    assert!(answer.json()["message"].as_str().unwrap().contains("lot"));
    let change = SourceChange { disabled: Some(true), ..SourceChange::default() };
    bench.tracking.change_source(bench.source.id, change, Actor::system()).await.unwrap();
    let answer = ask(&bench, keyed(), json!({ "batch": [event("m")] }).to_string()).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (404, "source_disabled"));
    assert_eq!(bench.interactions().await, 0);
}

#[tokio::test]
async fn a_batch_is_taken_though_one_event_is_bad() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let body = json!({ "writeKey": bench.key(), "batch": [event("m1"), { "type": "track", "event": "A" }, event("m2")] });
        let answer = ask(&bench, Request::post("/v1/batch"), body.to_string()).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(bench.interactions().await, 2);
        let shown = bench.tracking.source_events(bench.source.id, Language::En).await.unwrap();
        let outcomes: Vec<_> = shown.iter().map(|event| event.outcome).collect();
        assert_eq!(outcomes, [Outcome::Stored, Outcome::Refused, Outcome::Stored]);
        assert_eq!(shown[1].reason.as_deref(), Some("Send userId or anonymousId."));
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_again_is_stored_once() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let body =
            json!({ "writeKey": bench.key(), "batch": [event("m1"), event("m2"), event("m1")] });
        for _ in 0..3 {
            let retry = Request::post("/v1/batch").header("x-retry-count", "1");
            assert_eq!(ask(&bench, retry, body.to_string()).await.status, StatusCode::OK);
        }
        assert_eq!(bench.interactions().await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_stopped_intake_asks_to_come_back() {
    let (_held, bench) = fresh().await;
    bench.tracking.close().await;
    let body = json!({ "writeKey": bench.key(), "batch": [event("m1")] });
    let answer = ask(&bench, Request::post("/v1/batch"), body.to_string()).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, "unavailable"));
    let seconds: i64 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((5..=15).contains(&seconds));
    let reset: i64 = answer.headers["x-ratelimit-reset"].to_str().unwrap().parse().unwrap();
    assert_eq!(reset, noon().plus_seconds(seconds).as_micros() / 1_000_000);
}

#[tokio::test]
async fn a_full_intake_asks_to_come_back_too() {
    let (_held, bench) = fresh().await;
    let full = super::answer::Failure::NotTaken(crate::intake::NotTaken::Full);
    let answer = super::answer::failure(full, &bench.tracking.env, &http::HeaderMap::new());
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers().contains_key("retry-after"));
}

#[tokio::test]
async fn any_page_may_call_from_anywhere() {
    let (_held, bench) = fresh().await;
    let preflight = Request::options("/v1/t")
        .header("origin", "https://shop.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization, content-type, x-retry-count");
    let answer = ask(&bench, preflight, Body::empty()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    let allowed = answer.headers[header::ACCESS_CONTROL_ALLOW_HEADERS].to_str().unwrap();
    assert!(
        ["authorization", "content-type", "x-retry-count"]
            .iter()
            .all(|name| allowed.contains(name))
    );
    assert_eq!(answer.headers[header::ACCESS_CONTROL_MAX_AGE], "86400");
    let refused = Request::post("/v1/t").header("origin", "https://shop.example");
    let answer = ask(&bench, refused, "{}").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN],
        "*",
        "or the page cannot read why"
    );
}

#[tokio::test]
async fn analytics_js_is_told_where_to_send() {
    let (_held, bench) = fresh().await;
    let get = |key: &str| {
        Request::get(format!("/v1/projects/{key}/settings")).header("host", "cx.example.org:8443")
    };
    let answer = ask(&bench, get(bench.key()), Body::empty()).await;
    let segment = &answer.json()["integrations"]["Segment.io"];
    assert_eq!(segment["apiKey"], bench.key());
    assert_eq!(
        (&segment["apiHost"], &segment["protocol"]),
        (&json!("cx.example.org:8443/v1"), &json!("http"))
    );
    assert_eq!(ask(&bench, get("nobody"), Body::empty()).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_pixel_tells_and_is_a_picture_either_way() {
    let (_held, bench) = fresh().await;
    let data = BASE64.encode(json!({ "event": "Email Opened", "userId": "u1", "properties": { "template": "bienvenue" } }).to_string());
    for (path, status) in [
        (
            format!("/pixel/v1/track?writeKey={}&data={}", bench.key(), data.trim_end_matches('=')),
            200,
        ),
        (
            format!("/pixel/v1/page?writeKey={}&anonymousId=a1&properties.path=%2Fa", bench.key()),
            200,
        ),
        (format!("/pixel/v1/track?writeKey={}", bench.key()), 400),
        ("/pixel/v1/track?writeKey=nobody&event=A&userId=u".to_owned(), 401),
    ] {
        let answer = ask(&bench, Request::get(&path), Body::empty()).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "image/gif");
        assert!(answer.body.starts_with(b"GIF89a"));
    }
    let mut subjects: Vec<_> = bench.timeline().await.into_iter().map(|row| row.subject).collect();
    subjects.sort();
    assert_eq!(subjects, [Some("/a".to_owned()), Some("bienvenue".to_owned())]);
}

#[tokio::test]
async fn a_long_batch_is_read_beside_the_others() {
    let (_held, bench) = fresh().await;
    let events: Vec<_> = (0..2_500)
        .map(|n| json!({ "type": "page", "userId": "u1", "messageId": format!("m{n}"), "properties": { "path": "/a", "x": "y".repeat(300) } }))
        .collect();
    let body = json!({ "writeKey": bench.key(), "batch": events }).to_string();
    assert!(body.len() > 500_000);
    assert_eq!(ask(&bench, Request::post("/v1/batch"), body).await.status, StatusCode::OK);
    assert_eq!(bench.interactions().await, 2_500);
}
