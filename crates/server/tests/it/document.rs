//! The OpenAPI document is the API: every operation is there, and asks for a permission.

use axum::body::Body;
use http::{Method, Request, StatusCode};
use serde_json::Value;

use crate::test_app::TestApp;

/// Those that nobody needs to be signed in for.
const OPEN: [&str; 7] = [
    "read_session",
    "sign_in",
    "follow_link",
    "read_invitation",
    "accept_invitation",
    "set_up",
    "sign_out",
];

fn operations(document: &Value) -> Vec<(String, Method, Value)> {
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            operations.push((
                path.clone(),
                method.to_uppercase().parse().unwrap(),
                operation.clone(),
            ));
        }
    }
    operations
}

#[tokio::test]
async fn the_document_is_served_and_every_operation_has_a_name_and_a_tag() {
    let app = TestApp::start().await;
    let document = app.get("/api/openapi.json").await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let operations = operations(&document);
    assert!(operations.len() > 50, "{}", operations.len());
    let tags: Vec<_> =
        document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].clone()).collect();
    let mut names = std::collections::BTreeSet::new();
    for (path, method, operation) in &operations {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "{name} is there twice");
        assert!(tags.contains(&operation["tags"][0]), "{method} {path} has an unknown tag");
        let words = operation["summary"].as_str().or(operation["description"].as_str());
        assert!(words.is_some_and(|words| !words.is_empty()), "{method} {path} says nothing");
    }
}

#[tokio::test]
async fn every_operation_turns_strangers_away() {
    let app = TestApp::start().await;
    let document = app.get("/api/openapi.json").await.json();
    for (path, method, operation) in operations(&document) {
        if OPEN.contains(&operation["operationId"].as_str().unwrap()) {
            continue;
        }
        let path = path.replace("{id}", "x").replace("{number}", "1").replace("{key_id}", "x");
        let request = Request::builder()
            .method(method.clone())
            .uri(&path)
            .header("content-type", "application/json")
            .body(Body::from("{}"))
            .unwrap();
        let answer = app.ask(request).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}: {}", answer.text);
        assert_eq!(answer.json()["code"], "sign_in_required");
    }
}

#[tokio::test]
async fn problems_speak_the_callers_language() {
    let app = TestApp::start().await;
    for (asked, words) in [("fr-FR,fr;q=0.9", "Connectez-vous"), ("en", "Sign in")] {
        let request = Request::get("/api/v1/journeys")
            .header("accept-language", asked)
            .body(Body::empty())
            .unwrap();
        let answer = app.ask(request).await;
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert!(answer.text.contains(words), "{}", answer.text);
    }
    let request = Request::get("/api/v1/nothing")
        .header("accept-language", "fr")
        .body(Body::empty())
        .unwrap();
    let answer = app.ask(request).await;
    assert_eq!(
        (answer.status, &answer.json()["code"]),
        (StatusCode::NOT_FOUND, &"address_not_found".into())
    );
}
