//! Health, metrics, headers, the front end's addresses, settings of the installation.

use axum::body::Body;
use http::{Method, Request, StatusCode};
use parcours_access::Role;
use serde_json::json;

use crate::test_app::TestApp;

#[tokio::test]
async fn the_process_tells_how_it_is() {
    let app = TestApp::start().await;
    assert_eq!(app.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(app.get("/readyz").await.status, StatusCode::OK);
    let metrics = app.get("/metrics").await;
    assert!(metrics.text.contains("parcours_jobs{state=\"waiting\"}"), "{}", metrics.text);
    let forwarded = Request::get("/metrics")
        .header("x-forwarded-for", "203.0.113.9")
        .body(Body::empty())
        .unwrap();
    assert_eq!(app.ask(forwarded).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_page_is_protected_and_every_address_is_the_application() {
    let app = TestApp::start().await;
    for path in ["/", "/journeys/jrn_1", "/settings/sources"] {
        let page = app.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.headers["content-security-policy"]
                .to_str()
                .unwrap()
                .contains("frame-ancestors 'none'")
        );
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
    }
    assert_eq!(app.get("/assets/none.js").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("/api/v1/session").await.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn the_time_zone_is_set_by_those_who_may_and_only_to_one_there_is() {
    let app = TestApp::start().await;
    let (owner, viewer) = (app.browser(Role::Owner).await, app.browser(Role::Viewer).await);
    let set = async |browser, zone: &str| {
        app.ask_as(browser, Method::PATCH, "/api/v1/system", Some(json!({ "time_zone": zone })))
            .await
    };
    assert_eq!(set(&viewer, "Europe/Paris").await.status, StatusCode::FORBIDDEN);
    let wrong = set(&owner, "Europe/Foulée").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["errors"][0]["field"], "time_zone");
    assert_eq!(set(&owner, "America/Montreal").await.status, StatusCode::OK);
    let status = app.ask_as(&viewer, Method::GET, "/api/v1/system", None).await.json();
    assert_eq!(
        (&status["time_zone"], &status["database"]),
        (&"America/Montreal".into(), &"sqlite".into())
    );
}
