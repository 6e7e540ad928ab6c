//! The whole chain: a source, an event over the tracking protocol, a touchpoint that moves.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use parcours_access::Role;
use parcours_storage::Backend;
use serde_json::{Value, json};

use crate::test_app::TestApp;

async fn figures(
    app: &TestApp,
    browser: &parcours_access::testing::Browser,
    journey: &str,
) -> Value {
    let path = format!("/api/v1/journeys/{journey}/figures?period=7d");
    app.ask_as(browser, Method::GET, &path, None).await.json()
}

#[tokio::test]
async fn an_event_from_an_sdk_moves_a_touchpoint_drawn_from_unclaimed_interactions() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(app) = TestApp::on(backend).await else { continue };
        let owner = app.browser(Role::Owner).await;
        let wish = json!({ "name": "Boutique", "kind": "server" });
        let source = app.ask_as(&owner, Method::POST, "/api/v1/sources", Some(wish)).await;
        assert_eq!(source.status, StatusCode::CREATED, "{}", source.text);
        let key = source.json()["keys"][0]["key"].as_str().unwrap().to_owned();

        let send = async |message: &str| {
            let batch = json!({ "writeKey": key, "batch": [{
                "type": "track", "event": "Order Completed", "userId": "léa", "messageId": message,
                "properties": { "total": 120.5 }
            }]});
            let request = Request::post("/v1/batch").header(header::CONTENT_TYPE, "text/plain");
            app.ask(request.body(Body::from(batch.to_string())).unwrap()).await
        };
        assert_eq!(send("one").await.status, StatusCode::OK);
        assert_eq!(send("one").await.status, StatusCode::OK, "told twice");

        let wish = json!({ "name": "Achat", "language": "fr" });
        let journey = app.ask_as(&owner, Method::POST, "/api/v1/journeys", Some(wish)).await.json();
        let id = journey["id"].as_str().unwrap();
        let path = format!("/api/v1/journeys/{id}/unclaimed?period=7d");
        let unclaimed = app.ask_as(&owner, Method::GET, &path, None).await.json();
        assert_eq!(unclaimed["interactions"], 1);
        let seen = &unclaimed["items"][0];
        assert_eq!(seen["kind"], "order_completed");

        let stage = journey["stages"][2]["id"].as_str().unwrap();
        let touchpoint = json!({ "name": "Commande", "signals": [{ "kind": seen["kind"] }] });
        let path = format!("/api/v1/stages/{stage}/touchpoints");
        let made = app.ask_as(&owner, Method::POST, &path, Some(touchpoint)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let made = made.json()["id"].clone();

        let row = |figures: &Value| {
            let rows = figures["touchpoints"].as_array().unwrap();
            rows.iter().find(|row| row["touchpoint_id"] == made).unwrap().clone()
        };
        let before = figures(&app, &owner, id).await;
        assert_eq!(
            (&row(&before)["interactions"], &before["unclaimed_interactions"]),
            (&1.into(), &0.into())
        );
        assert_eq!(send("two").await.status, StatusCode::OK);
        assert_eq!(row(&figures(&app, &owner, id).await)["interactions"], 2);

        let customers =
            app.ask_as(&owner, Method::GET, "/api/v1/customers?q=l%C3%A9a", None).await.json();
        let customer = customers["items"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(customers["items"][0]["last_seen_at"], crate::test_app::NOW);
        let path = format!("/api/v1/customers/{customer}/interactions");
        let timeline = app.ask_as(&owner, Method::GET, &path, None).await.json();
        assert_eq!(timeline["items"].as_array().unwrap().len(), 2);
        assert_eq!(timeline["items"][0]["value"], 120.5);
    }
}

#[tokio::test]
async fn a_drawn_journey_publishes_and_reports_its_published_figures() {
    let app = TestApp::start().await;
    let owner = app.browser(Role::Owner).await;
    let wish = json!({ "name": "Achat", "template": "online-shop", "language": "en" });
    let journey = app.ask_as(&owner, Method::POST, "/api/v1/journeys", Some(wish)).await.json();
    let id = journey["id"].as_str().unwrap();
    let published = format!("/api/v1/journeys/{id}/figures?version=published");
    let early = app.ask_as(&owner, Method::GET, &published, None).await;
    assert_eq!(
        (early.status, early.json()["code"].clone()),
        (StatusCode::CONFLICT, "journey_not_published".into())
    );
    let path = format!("/api/v1/journeys/{id}/publish");
    let version = app.ask_as(&owner, Method::POST, &path, Some(json!({ "note": "First" }))).await;
    assert_eq!(version.json()["number"], 1, "{}", version.text);
    assert_eq!(app.ask_as(&owner, Method::GET, &published, None).await.status, StatusCode::OK);
}
