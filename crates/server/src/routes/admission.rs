//! A restricted journey is there for nobody else, at whatever door.

use axum::body::{Body, to_bytes};
use http::{Request, StatusCode, header};
use parcours_access::testing::{Browser, sign_in};
use parcours_access::{Actor, Role};
use parcours_journeys::{NewJourney, NewTouchpoint};
use parcours_kernel::{Env, Language};
use parcours_storage::testing::TestDatabase;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::*;
use crate::app::Config;

struct House {
    router: Router,
    journey: String,
    /// Ids by the first word of a path.
    ids: [(&'static str, String); 3],
    document: Value,
    // Held for its drop.
    _database: TestDatabase,
}

impl House {
    /// A house with one restricted journey, of which nobody is on the list.
    async fn new() -> (Self, App) {
        let database = TestDatabase::sqlite().await;
        let config = Config { data: database.database().data().to_owned(), ..Config::default() };
        let app = App::new(database.database(), config, Env::system()).unwrap();
        let actor = Actor::system();
        let new = NewJourney { name: "Secret".into(), ..NewJourney::default() };
        let journey = app.journeys.create(new, Language::Fr, &actor).await.unwrap();
        let stage = journey.stages[0].id;
        let new = NewTouchpoint { name: "Panier".into(), ..NewTouchpoint::default() };
        let touchpoint = app.journeys.add_touchpoint(stage, new, &actor).await.unwrap();
        app.journeys
            .publish(journey.id, parcours_journeys::Publication::default(), &actor)
            .await
            .unwrap();
        let ids = [
            ("journeys", journey.id.to_string()),
            ("stages", stage.to_string()),
            ("touchpoints", touchpoint.id.to_string()),
        ];
        let document = serde_json::to_value(openapi(&app)).unwrap();
        let router = router(&app, CancellationToken::new());
        let house =
            Self { router, journey: journey.id.to_string(), ids, document, _database: database };
        (house, app)
    }

    async fn call(
        &self,
        by: &Browser,
        method: &str,
        path: &str,
        body: Value,
    ) -> (StatusCode, String) {
        let request = Request::builder()
            .method(method.to_uppercase().as_str())
            .uri(path)
            .header(header::HOST, "parcours.test")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, &by.cookie)
            .header("x-csrf-token", &by.csrf)
            .body(Body::from(body.to_string()))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Every request that names the journey, or something in it, in its path or query.
    fn requests(&self) -> Vec<(String, String)> {
        let mut requests = Vec::new();
        for (path, methods) in self.document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                if let Some(path) = self.filled(path, operation) {
                    requests.push((method.clone(), path));
                }
            }
        }
        requests
    }

    fn filled(&self, path: &str, operation: &Value) -> Option<String> {
        let first = path.split('/').nth(3)?;
        let own = self.ids.iter().find(|(word, _)| *word == first && path.contains("{id}"));
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let name = |parameter: &Value| parameter["name"].as_str().unwrap_or_default().to_owned();
        let mut query = Vec::new();
        for parameter in parameters.iter().filter(|parameter| parameter["in"] == "query") {
            match name(parameter).as_str() {
                "journey" => query.push(format!("journey={}", self.journey)),
                // Whatever has to be said, so that the request is understood.
                other if parameter["required"] == true => query.push(format!("{other}=1")),
                _ => {}
            }
        }
        let asks = query.iter().any(|part| part.starts_with("journey="));
        if own.is_none() && !asks {
            return None;
        }
        let id = own.map_or("cus_0000000000000000000000000j", |(_, id)| id.as_str());
        let path = path.replace("{id}", id).replace("{number}", "1");
        let path = path.replace("{link}", "lnk_0000000000000000000000000j");
        Some(if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) })
    }
}

#[tokio::test]
async fn a_stranger_finds_no_restricted_journey_at_any_door() {
    let (house, app) = House::new().await;
    let admin = sign_in(&app.access, Role::Admin).await;
    let stranger = sign_in(&app.access, Role::Editor).await;
    let reader = sign_in(&app.access, Role::Viewer).await;
    let at = format!("/api/v1/journeys/{}/access", house.journey);
    let grants = json!([{ "user_id": reader.user.id, "role": "view" }]);
    let wish = json!({ "restricted": true, "grants": grants });
    let (status, answer) = house.call(&admin, "put", &at, wish).await;
    assert_eq!(status, 200, "{answer}");

    let requests = house.requests();
    assert!(requests.len() > 55, "{requests:?}");
    for (method, path) in &requests {
        let (status, answer) = house.call(&stranger, method, path, json!({})).await;
        assert_eq!(status, 404, "{method} {path}: {answer}");
        assert!(!answer.contains("Secret"), "{method} {path}: {answer}");
    }
    for path in
        ["journeys", "atlas", "attention", "customers/cus_0000000000000000000000000j/positions"]
    {
        let (_, answer) = house.call(&stranger, "get", &format!("/api/v1/{path}"), json!({})).await;
        assert!(!answer.contains(&house.journey), "{path}: {answer}");
        let (_, answer) = house.call(&reader, "get", &format!("/api/v1/{path}"), json!({})).await;
        assert!(path.starts_with("cust") || answer.contains(&house.journey), "{path}: {answer}");
    }
    let preview = json!({ "signals": [{ "kind": "a" }], "journey_id": house.journey });
    let (status, _) = house.call(&stranger, "post", "/api/v1/signals/preview", preview).await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn who_may_only_see_a_journey_changes_nothing_in_it() {
    let (house, app) = House::new().await;
    let admin = sign_in(&app.access, Role::Admin).await;
    let reader = sign_in(&app.access, Role::Editor).await;
    let at = format!("/api/v1/journeys/{}/access", house.journey);
    let grants = json!([{ "user_id": reader.user.id, "role": "view" }]);
    house.call(&admin, "put", &at, json!({ "restricted": true, "grants": grants })).await;
    for (method, path) in house.requests() {
        let (status, answer) = house.call(&reader, &method, &path, json!({})).await;
        // Following is no change to the journey.
        if method == "get" || path.ends_with("/watch") {
            assert_ne!(status, 403, "{method} {path}: {answer}");
        } else {
            assert_eq!(status, 403, "{method} {path}: {answer}");
        }
    }
    let (status, answer) = house.call(&reader, "get", &at, json!({})).await;
    assert!(status == 200 && answer.contains("\"your_role\":\"view\""), "{answer}");
    let at = format!("/api/v1/journeys/{}", house.journey);
    let (_, answer) = house.call(&reader, "get", &at, json!({})).await;
    assert!(answer.contains("\"your_role\":\"view\""), "so that screens offer no editing");
}
