//! The endpoints, as a client meets them.

use axum::body::{Body, to_bytes};
use axum::{Extension, Router};
use http::{Request, StatusCode, header};
use parcours_access::{Caller, Role, Scope, TeamId, testing};
use parcours_kernel::{Env, Language};
use parcours_storage::testing::TestDatabase;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{Api, router};
use crate::{JourneyId, Journeys, LinkId, PersonaId, PictureId, StageId, TouchpointId};

struct Client {
    router: Router,
    // Held for its drop.
    _database: TestDatabase,
}

impl Client {
    async fn new(caller: Option<Caller>) -> Self {
        let database = TestDatabase::sqlite().await;
        let journeys = Journeys::new(database.database(), Env::system());
        let (router, _) = router(Api { journeys }).split_for_parts();
        let router = router.layer(Extension(Language::Fr));
        let router = match caller {
            Some(caller) => router.layer(Extension(caller)),
            None => router,
        };
        Self { router, _database: database }
    }

    async fn editor() -> Self {
        Self::new(Some(testing::caller(Role::Editor))).await
    }

    async fn call(&self, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    async fn done(&self, method: &str, path: &str, body: Value, expected: u16) -> Value {
        let (status, answer) = self.call(method, path, body).await;
        assert_eq!(status.as_u16(), expected, "{method} {path}: {answer}");
        answer
    }
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

/// Every endpoint of the crate with ids that name nothing, read from the OpenAPI document, so that a
/// new one cannot be forgotten.
async fn every_endpoint() -> Vec<(String, String)> {
    let database = TestDatabase::sqlite().await;
    let env = Env::system();
    let journeys = Journeys::new(database.database(), env.clone());
    let document = serde_json::to_value(router(Api { journeys }).to_openapi()).unwrap();
    let mut endpoints = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let id = match path.split('/').nth(3).unwrap() {
            "personas" => PersonaId::new(&env).to_string(),
            "stages" => StageId::new(&env).to_string(),
            "touchpoints" => TouchpointId::new(&env).to_string(),
            "teams" => TeamId::new(&env).to_string(),
            "pictures" => PictureId::new(&env).to_string(),
            _ => JourneyId::new(&env).to_string(),
        };
        let path = path
            .trim_start_matches("/api/v1")
            .replace("{id}", &id)
            .replace("{number}", "1")
            .replace("{link}", &LinkId::new(&env).to_string());
        for method in methods.as_object().unwrap().keys() {
            endpoints.push((method.to_uppercase(), path.clone()));
        }
    }
    endpoints
}

#[tokio::test]
async fn a_map_is_drawn_wired_and_published() {
    let client = Client::editor().await;
    let persona = client.done("POST", "/personas", json!({ "name": "Léa" }), 201).await;
    let new = json!({ "name": "Achat", "persona_id": id(&persona), "start": "L’envie" });
    let journey = client.done("POST", "/journeys", new, 201).await;
    assert_eq!(journey["persona"]["name"], "Léa");
    assert_eq!(journey["stages"][0]["name"], "Sensibilisation", "in the caller’s language");
    let journey_path = format!("/journeys/{}", id(&journey));

    let stages = format!("{journey_path}/stages");
    let stage = client.done("POST", &stages, json!({ "name": "Essai", "position": 2 }), 201).await;
    assert_eq!((&stage["position"], &stage["hue"]), (&json!(2), &json!("consideration")));
    let stage_path = format!("/stages/{}", id(&stage));
    client.done("PATCH", &stage_path, json!({ "hue": "decision", "position": 0 }), 200).await;

    let new = json!({ "name": "Panier", "signals": [{ "kind": "cart_viewed" }] });
    let touchpoint = client.done("POST", &format!("{stage_path}/touchpoints"), new, 201).await;
    let expected =
        json!([{ "kind": "cart_viewed", "channel": null, "subject": null, "properties": {} }]);
    assert_eq!(touchpoint["signals"], expected);
    assert_eq!((&touchpoint["needs"], &touchpoint["channel"]), (&json!(""), &Value::Null));
    let touchpoint_path = format!("/touchpoints/{}", id(&touchpoint));
    let edit = json!({ "needs": "Le prix total", "goal": true, "expected_revision": 1 });
    let edited = client.done("PATCH", &touchpoint_path, edit, 200).await;
    assert_eq!((&edited["needs"], &edited["revision"]), (&json!("Le prix total"), &json!(2)));
    let signals =
        json!({ "signals": [{ "subject": "/panier*", "properties": { "device": "mobile" } }] });
    client.done("PUT", &format!("{touchpoint_path}/signals"), signals, 200).await;

    let version = client
        .done("POST", &format!("{journey_path}/publish"), json!({ "note": "Jet" }), 200)
        .await;
    assert_eq!((&version["number"], &version["note"]), (&json!(1), &json!("Jet")));
    let versions = client.done("GET", &format!("{journey_path}/versions"), json!({}), 200).await;
    assert_eq!(versions["items"], json!([version]));
    let published = client.done("GET", &format!("{journey_path}/versions/1"), json!({}), 200).await;
    assert_eq!(published["stages"][0]["touchpoints"][0]["needs"], "Le prix total");

    client.done("DELETE", &touchpoint_path, json!({}), 204).await;
    client.done("POST", &format!("{touchpoint_path}/restore"), json!({}), 200).await;
    client.done("DELETE", &stage_path, json!({}), 204).await;
    client.done("POST", &format!("{stage_path}/restore"), json!({}), 200).await;
    client.done("DELETE", &journey_path, json!({}), 204).await;
    client.done("GET", &journey_path, json!({}), 404).await;
    client.done("POST", &format!("{journey_path}/restore"), json!({}), 200).await;
    let list = client.done("GET", "/journeys?limit=5", json!({}), 200).await;
    assert_eq!((&list["items"][0]["touchpoints"], &list["next"]), (&json!(1), &Value::Null));
    let in_use =
        client.done("DELETE", &format!("/personas/{}", id(&persona)), json!({}), 409).await;
    assert_eq!(in_use["code"], "persona_in_use");
}

#[tokio::test]
async fn templates_speak_both_languages() {
    let client = Client::editor().await;
    let french = client.done("GET", "/templates", json!({}), 200).await;
    let english = client.done("GET", "/templates?language=en", json!({}), 200).await;
    assert_eq!(french["items"].as_array().unwrap().len(), 5);
    assert_eq!(french["items"][0]["id"], english["items"][0]["id"]);
    assert_ne!(french["items"][0]["name"], english["items"][0]["name"]);
    assert!(english["items"][1]["stages"][0]["touchpoints"][0].is_string());
    let new = json!({ "name": "Shop", "template": "online-shop", "language": "en" });
    let journey = client.done("POST", "/journeys", new, 201).await;
    assert_eq!(journey["stages"][0]["name"], english["items"][1]["stages"][0]["name"]);
    client.done("GET", "/templates?language=de", json!({}), 422).await;
}

#[tokio::test]
async fn nobody_gets_in_without_permission() {
    let endpoints = every_endpoint().await;
    assert!(endpoints.len() >= 24, "{endpoints:?}");
    let nobody = Client::new(None).await;
    let viewer = Client::new(Some(testing::caller(Role::Viewer))).await;
    let reader = Client::new(Some(testing::token(Role::Owner, &[Scope::JourneysRead]))).await;
    let stranger = Client::new(Some(testing::token(Role::Owner, &[Scope::AuditRead]))).await;
    for (method, path) in &endpoints {
        let refused = nobody.done(method, path, json!({}), 401).await;
        assert_eq!(refused["code"], "sign_in_required");
        stranger.done(method, path, json!({}), 403).await;
        for client in [&viewer, &reader] {
            let (status, answer) = client.call(method, path, json!({})).await;
            // Whoever sees a touchpoint may follow it.
            let reads = method == "GET" || path.ends_with("/watch");
            assert_eq!(
                status == StatusCode::FORBIDDEN,
                !reads,
                "{method} {path}: {status} {answer}"
            );
        }
    }
}

/// The smallest body that an endpoint reads.
fn least_body(method: &str, path: &str) -> Value {
    let env = Env::system();
    let (stage, touchpoint) = (StageId::new(&env), TouchpointId::new(&env));
    match (method, path.rsplit('/').next().unwrap()) {
        (_, "stages" | "touchpoints") => json!({ "name": "x" }),
        (_, "signals") => json!({ "signals": [] }),
        (_, "paste") => json!({ "stage_id": stage, "touchpoints": [] }),
        (_, "move") => json!({ "touchpoint_ids": [], "stage_id": stage, "position": 0 }),
        (_, "remove" | "review" | "unreview") => json!({ "touchpoint_ids": [] }),
        (_, "restore") if path.contains("/touchpoints/restore") => json!({ "touchpoint_ids": [] }),
        (_, "access") => json!({ "restricted": false }),
        (_, "links") => json!({ "from": touchpoint, "to": touchpoint }),
        _ => json!({}),
    }
}

#[tokio::test]
async fn what_names_nothing_is_a_404_of_its_own_code() {
    let client = Client::editor().await;
    for (method, path) in every_endpoint().await {
        // Teams are for administrators.
        if !path.contains('_') || path.starts_with("/teams") {
            continue;
        }
        let body = least_body(&method, &path);
        let answer = client.done(&method, &path, body, 404).await;
        assert!(
            answer["code"].as_str().unwrap().ends_with("_not_found"),
            "{method} {path}: {answer}"
        );
    }
    let journey = JourneyId::new(&Env::system());
    for path in
        ["/journeys/1", &format!("/stages/{journey}"), &format!("/journeys/{journey}/versions/one")]
    {
        let method = if path.starts_with("/stages") { "DELETE" } else { "GET" };
        client.done(method, path, json!({}), 404).await;
    }
}

#[tokio::test]
async fn bad_input_names_the_field() {
    let client = Client::editor().await;
    let journey = client.done("POST", "/journeys", json!({ "name": "Achat" }), 201).await;
    let stage = format!("/stages/{}", id(&journey["stages"][0]));
    let touchpoint =
        client.done("POST", &format!("{stage}/touchpoints"), json!({ "name": "A" }), 201).await;
    let touchpoint = format!("/touchpoints/{}", id(&touchpoint));
    let signals = format!("{touchpoint}/signals");
    for (method, path, body, field, code) in [
        ("POST", "/journeys", json!({}), "name", "required"),
        ("POST", "/journeys", json!({ "name": "x".repeat(201) }), "name", "too_long"),
        ("POST", "/journeys", json!({ "name": "a\0" }), "name", "invalid_character"),
        (
            "POST",
            "/journeys",
            json!({ "name": "a", "persona_id": "jrn_1" }),
            "persona_id",
            "invalid_id",
        ),
        (
            "POST",
            "/journeys",
            json!({ "name": "a", "template": "moon" }),
            "template",
            "template_not_found",
        ),
        (
            "POST",
            "/journeys",
            json!({ "name": "a", "language": "de" }),
            "language",
            "unknown_value",
        ),
        (
            "POST",
            "/personas",
            json!({ "name": "a", "goals": ["x".repeat(5001)] }),
            "goals[0]",
            "too_long",
        ),
        ("PATCH", stage.as_str(), json!({ "hue": "pink" }), "hue", "unknown_value"),
        ("PATCH", stage.as_str(), json!({ "position": -1 }), "position", "wrong_type"),
        ("PATCH", touchpoint.as_str(), json!({ "revision": 4 }), "revision", "unknown_field"),
        ("PATCH", touchpoint.as_str(), json!({ "feels": "a\0b" }), "feels", "invalid_character"),
        (
            "PUT",
            signals.as_str(),
            json!({ "signals": [{}] }),
            "signals[0]",
            "signal_without_condition",
        ),
        (
            "PUT",
            signals.as_str(),
            json!({ "signals": [{ "subject": "{a" }] }),
            "signals[0].subject",
            "invalid_pattern",
        ),
        (
            "PUT",
            signals.as_str(),
            json!({ "signals": [{ "sujet": "a" }] }),
            "signals[0].sujet",
            "unknown_field",
        ),
    ] {
        let answer = client.done(method, path, body.clone(), 422).await;
        assert_eq!(answer["code"], "invalid_input");
        let found = (&answer["errors"][0]["field"], &answer["errors"][0]["code"]);
        assert_eq!(found, (&json!(field), &json!(code)), "{method} {path} {body}");
    }
}

#[tokio::test]
async fn a_stale_edit_is_a_409() {
    let client = Client::editor().await;
    let journey = client.done("POST", "/journeys", json!({ "name": "Achat" }), 201).await;
    let path = format!("/stages/{}/touchpoints", id(&journey["stages"][0]));
    let touchpoint = client.done("POST", &path, json!({ "name": "A" }), 201).await;
    let path = format!("/touchpoints/{}", id(&touchpoint));
    client.done("PATCH", &path, json!({ "name": "B", "expected_revision": 1 }), 200).await;
    let stale =
        client.done("PATCH", &path, json!({ "name": "C", "expected_revision": 1 }), 409).await;
    assert_eq!(stale["code"], "touchpoint_conflict");
    assert!(
        stale["detail"].as_str().unwrap().starts_with("Camille Test changed this touchpoint on ")
    );
}

mod pictures;
