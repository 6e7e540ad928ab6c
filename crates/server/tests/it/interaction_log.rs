//! The interaction log as its administrators operate it.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use parcours_access::Role;
use parcours_access::testing::Browser;
use parcours_storage::Backend;
use serde_json::{Value, json};

use crate::test_app::{Answer, TestApp};

const LOG: &str = "/api/v1/log";
const SETTINGS: &str = "/api/v1/log/settings";
const RULES: &str = "/api/v1/log/retention-rules";

/// An application with a hundred interactions, and its owner.
async fn with_log(backend: Backend) -> Option<(TestApp, Browser)> {
    let app = TestApp::on(backend).await?;
    let owner = app.browser(Role::Owner).await;
    let wish = json!({ "name": "Boutique", "kind": "server" });
    let source = app.ask_as(&owner, Method::POST, "/api/v1/sources", Some(wish)).await.json();
    let events: Vec<_> = (0..100)
        .map(|number| {
            json!({
                "type": "track", "event": "Page Viewed", "userId": format!("c{}", number % 9),
                "messageId": format!("m{number}")
            })
        })
        .collect();
    let batch = json!({ "writeKey": source["keys"][0]["key"], "batch": events });
    let request = Request::post("/v1/batch").header(header::CONTENT_TYPE, "text/plain");
    let sent = app.ask(request.body(Body::from(batch.to_string())).unwrap()).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
    Some((app, owner))
}

async fn log(app: &TestApp, browser: &Browser) -> Value {
    app.ask_as(browser, Method::GET, LOG, None).await.json()
}

async fn on_both(test: impl AsyncFn(&TestApp, &Browser)) {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        if let Some((app, owner)) = with_log(backend).await {
            test(&app, &owner).await;
        }
    }
}

#[tokio::test]
async fn figures_follow_the_log_and_are_metrics_too() {
    on_both(async |app, owner| {
        let before = log(app, owner).await;
        assert_eq!((&before["hot_rows"], &before["sealed_rows"]), (&json!(100), &json!(0)));
        app.app.log.seal_all().await.unwrap();
        let after = log(app, owner).await;
        assert_eq!((&after["hot_rows"], &after["sealed_rows"]), (&json!(0), &json!(100)));
        let metrics = app.get("/metrics").await.text;
        let bytes = format!("parcours_log_segment_bytes {}", after["segment_bytes"]);
        for line in ["parcours_log_hot_rows 0", "parcours_log_sealed_rows 100", &bytes] {
            assert!(metrics.contains(line), "{line}: {metrics}");
        }
    })
    .await;
}

#[tokio::test]
async fn thresholds_are_set_by_those_who_may_and_only_to_what_works() {
    on_both(async |app, owner| {
        let viewer = app.browser(Role::Viewer).await;
        let set = async |browser, settings: Value| {
            app.ask_as(browser, Method::PUT, SETTINGS, Some(settings)).await
        };
        let wish = json!({ "seal_rows": 2000, "segment_rows": 20_000, "remember_days": 30, "grace_minutes": 5 });
        assert_eq!(set(&viewer, wish.clone()).await.status, StatusCode::FORBIDDEN);
        let wrong = set(owner, json!({ "grace_minutes": 0 })).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.json()["errors"][0]["field"], "grace_minutes");
        let unknown = set(owner, json!({ "rows": 5 })).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unknown.text);
        assert_eq!(set(owner, wish.clone()).await.status, StatusCode::OK);
        assert_eq!(set(owner, wish.clone()).await.status, StatusCode::OK, "the same once more");
        assert_eq!(app.ask_as(&viewer, Method::GET, SETTINGS, None).await.json(), wish);
        let entries = audited(app, owner, "log.settings_set").await;
        assert_eq!(entries.len(), 1, "what changes nothing is not noted");
        assert_eq!(entries[0]["changes"]["seal_rows"], json!({ "from": 100_000, "to": 2000 }));
    })
    .await;
}

async fn audited(app: &TestApp, browser: &Browser, action: &str) -> Vec<Value> {
    let entries = app.ask_as(browser, Method::GET, "/api/v1/audit", None).await.json();
    let all = entries["items"].as_array().unwrap().iter();
    all.filter(|entry| entry["action"] == action).cloned().collect()
}

#[tokio::test]
async fn a_rule_of_retention_takes_effect_and_can_be_taken_back() {
    on_both(async |app, owner| {
        let add = async |rule: Value| -> Answer {
            app.ask_as(owner, Method::POST, RULES, Some(rule)).await
        };
        for (wrong, field) in [
            (json!({ "kind": null, "days": 0 }), "days"),
            (json!({ "kind": null, "days": 36_501 }), "days"),
            (json!({ "kind": " ", "days": 5 }), "kind"),
            (json!({ "kind": "x".repeat(101), "days": 5 }), "kind"),
        ] {
            let refused = add(wrong).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
            assert_eq!(refused.json()["errors"][0]["field"], field);
        }
        let made = add(json!({ "kind": " page_viewed ", "days": 30 })).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let again = add(json!({ "kind": "page_viewed", "days": 7 })).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert_eq!(again.json()["code"], "retention_rule_exists");
        assert_eq!(add(json!({ "days": 3650 })).await.status, StatusCode::CREATED, "all kinds");
        let listed = app.ask_as(owner, Method::GET, RULES, None).await.json();
        assert_eq!(listed["items"][0], made.json());
        assert_eq!(listed["items"][1]["kind"], Value::Null);
        assert!(app.app.runner().drain().await.unwrap() > 0, "upkeep follows");
        assert_eq!(log(app, owner).await["hot_rows"], 100, "nothing is that old");

        let path = format!("{RULES}/{}", made.json()["id"].as_str().unwrap());
        let remove = async || app.ask_as(owner, Method::DELETE, &path, None).await.status;
        assert_eq!(remove().await, StatusCode::NO_CONTENT);
        assert_eq!(remove().await, StatusCode::NOT_FOUND);
        for (action, times) in [("log.retention_rule_added", 2), ("log.retention_rule_removed", 1)]
        {
            assert_eq!(audited(app, owner, action).await.len(), times, "{action}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_look_at_the_files_names_the_one_that_is_gone() {
    on_both(async |app, owner| {
        let check = async |path: &str| {
            let request = Request::post(path)
                .header(header::COOKIE, &owner.cookie)
                .header("x-csrf-token", &owner.csrf);
            app.ask(request.body(Body::empty()).unwrap()).await
        };
        app.app.log.seal_all().await.unwrap();
        let whole = check("/api/v1/log/check").await;
        assert_eq!((whole.status, &whole.json()["items"]), (StatusCode::OK, &json!([])));
        let gone = app.app.log.live_files().await.unwrap().remove(0);
        std::fs::remove_file(&gone.address).unwrap();
        let found = check("/api/v1/log/check").await.json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
        assert_eq!(found["items"][0]["name"], gone.name.as_str());
        let what = found["items"][0]["what"].as_str().unwrap();
        assert!(what.contains(&gone.address) && what.contains("disparu"), "{what}");
    })
    .await;
}
