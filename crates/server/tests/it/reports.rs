//! Reports over the API: what cannot be asked is named, what is asked is answered.

use http::{Method, StatusCode};
use parcours_access::Role;
use serde_json::json;

use crate::test_app::TestApp;

#[tokio::test]
async fn what_cannot_be_reported_names_the_field() {
    let app = TestApp::start().await;
    let owner = app.browser(Role::Owner).await;
    let many = vec!["x"; 33].join(",");
    let asked = [
        ("funnel?steps=seen,bought", "steps", "unknown_activity"),
        ("funnel?steps=seen", "steps", "number_of_steps"),
        (&*format!("funnel?steps={many}"), "steps", "number_of_steps"),
        ("funnel?within=7d", "steps", "required"),
        ("variants?top=0", "top", "out_of_range"),
        ("variants?representatives=51", "representatives", "out_of_range"),
        ("cohorts?every=fortnight", "every", "unknown_value"),
        ("cohorts?by_first=true&split_by=device", "split_by", "one_of_both"),
        ("attribution?goal=", "goal", "required"),
        ("durations?start=a&goal=b", "start", "unknown_activity"),
        ("lifetime-value?months=121", "months", "out_of_range"),
        ("lifetime-value", "orders", "unknown_activity"),
        ("counts?by=stage", "journey", "journey_missing"),
    ];
    for (path, field, code) in asked {
        let answer =
            app.ask_as(&owner, Method::GET, &format!("/api/v1/reports/{path}"), None).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text);
        let error = &answer.json()["errors"][0];
        assert_eq!((&error["field"], &error["code"]), (&field.into(), &code.into()), "{path}");
    }
}

#[tokio::test]
async fn an_empty_log_is_reported_and_a_fit_can_be_asked_for() {
    let app = TestApp::start().await;
    let owner = app.browser(Role::Owner).await;
    for report in ["variants", "cohorts", "counts", "transitions"] {
        let path = format!("/api/v1/reports/{report}?period=all");
        let answer = app.ask_as(&owner, Method::GET, &path, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{report}: {}", answer.text);
    }
    let customer = parcours_interactions::CustomerId(1);
    let path = format!("/api/v1/customers/{customer}/lifetime-value");
    let early = app.ask_as(&owner, Method::GET, &path, None).await;
    assert_eq!(
        (early.status, early.json()["code"].clone()),
        (StatusCode::CONFLICT, "not_fitted".into())
    );
    let wish = json!({ "model": "mbg-nbd" });
    let asked = app.ask_as(&owner, Method::POST, "/api/v1/lifetime-fits", Some(wish)).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.text);
    assert_eq!(app.app.queue().counts().await.unwrap().waiting, 1);
}
