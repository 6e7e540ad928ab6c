//! Live updates: a change is told at once, and told again to whoever was away.

use axum::body::Body;
use futures::StreamExt as _;
use http::{Request, header};
use parcours_access::Role;
use parcours_storage::Topic;
use tokio::time::{Duration, timeout};

use crate::test_app::TestApp;

async fn change(app: &TestApp, entity: &str) {
    let mut work = app.app.database.begin().await.unwrap();
    work.note_change(Topic::Journeys, Some(entity));
    work.commit(&app.app.env).await.unwrap();
}

/// Reads until `text` was seen.
async fn read_until(body: Body, text: &str) -> String {
    let mut stream = body.into_data_stream();
    let mut seen = String::new();
    let reading = async {
        while let Some(chunk) = stream.next().await {
            seen.push_str(&String::from_utf8_lossy(&chunk.unwrap()));
            if seen.contains(text) {
                return;
            }
        }
    };
    timeout(Duration::from_secs(10), reading).await.unwrap();
    assert!(seen.contains(text), "{seen}");
    seen
}

#[tokio::test]
async fn a_change_is_told_and_a_cursor_brings_back_what_was_missed() {
    let app = TestApp::start().await;
    let browser = app.browser(Role::Viewer).await;
    let listen = |cursor: Option<&str>| {
        let mut request =
            Request::get("/live?topics=journeys").header(header::COOKIE, &browser.cookie);
        if let Some(cursor) = cursor {
            request = request.header("last-event-id", cursor);
        }
        request.body(Body::empty()).unwrap()
    };
    let response = app.send(listen(None)).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    change(&app, "jrn_1").await;
    let seen = read_until(response.into_body(), "jrn_1").await;
    assert!(seen.contains("event: change"));
    let cursor = seen.lines().find_map(|line| line.strip_prefix("id: ")).unwrap().to_owned();

    change(&app, "jrn_2").await;
    let response = app.send(listen(Some(&cursor))).await;
    let seen = read_until(response.into_body(), "jrn_2").await;
    assert!(!seen.contains("jrn_1"), "{seen}");
}

#[tokio::test]
async fn a_stop_ends_the_stream() {
    let app = TestApp::start().await;
    let browser = app.browser(Role::Viewer).await;
    let request =
        Request::get("/live").header(header::COOKIE, &browser.cookie).body(Body::empty()).unwrap();
    let body = app.send(request).await.into_body();
    app.stop.cancel();
    let ended = timeout(Duration::from_secs(10), axum::body::to_bytes(body, usize::MAX)).await;
    assert!(ended.is_ok(), "the stream goes on");
}
