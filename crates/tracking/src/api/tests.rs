//! The endpoints of sources: what they do, and for whom.

use axum::body::Body;
use http::{Method, Request, StatusCode};
use parcours_access::{Role, Scope, testing};
use parcours_storage::testing::{TestDatabase, on_both};
use parcours_storage::{Backend, sql};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::router;
use crate::testing::Bench;

async fn ask(
    bench: &Bench,
    caller: Option<parcours_access::Caller>,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> (StatusCode, Value) {
    let mut request = Request::builder().method(method).uri(path);
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let mut request = request.body(body).unwrap();
    if let Some(caller) = caller {
        request.extensions_mut().insert(caller.language());
        request.extensions_mut().insert(caller);
    }
    let router: axum::Router = router(bench.tracking.clone()).into();
    let response = router.oneshot(request).await.unwrap();
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

fn admin() -> Option<parcours_access::Caller> {
    Some(testing::caller(Role::Admin))
}

#[tokio::test]
async fn a_source_lives_and_its_keys_rotate() {
    on_both(async |database| {
        let bench = Bench::new(database.clone()).await;
        let wish = json!({ "name": " Boutique ", "kind": "server" });
        let (status, made) =
            ask(&bench, admin(), Method::POST, "/api/v1/sources", Some(wish)).await;
        assert_eq!(status, StatusCode::CREATED);
        assert_eq!(
            (&made["name"], &made["promoted"]),
            (&json!("Boutique"), &json!(["device", "campaign"]))
        );
        let (path, first) =
            (format!("/api/v1/sources/{}", made["id"].as_str().unwrap()), &made["keys"][0]);
        assert!(first["key"].as_str().unwrap().starts_with("wk_"));

        let (status, second) =
            ask(&bench, admin(), Method::POST, &format!("{path}/keys"), None).await;
        assert_eq!(status, StatusCode::CREATED);
        let works = async |key: &Value| {
            bench.tracking.keys.find(key["key"].as_str().unwrap()).await.unwrap().is_some()
        };
        assert!(works(first).await && works(&second).await);
        let revoke = format!("{path}/keys/{}", first["id"].as_str().unwrap());
        let (status, after) = ask(&bench, admin(), Method::DELETE, &revoke, None).await;
        assert_eq!(status, StatusCode::OK);
        assert!(after["keys"].as_array().unwrap().iter().any(|key| key["revoked_at"].is_string()));
        assert!(!works(first).await && works(&second).await);

        let change = json!({ "disabled": true, "promoted": ["plan", "plan"] });
        let (status, changed) = ask(&bench, admin(), Method::PATCH, &path, Some(change)).await;
        assert_eq!(
            (status, &changed["promoted"], &changed["disabled"]),
            (StatusCode::OK, &json!(["plan"]), &json!(true))
        );
        assert_eq!(ask(&bench, admin(), Method::GET, &path, None).await.1, changed);
        let (status, events) =
            ask(&bench, admin(), Method::GET, &format!("{path}/events"), None).await;
        assert_eq!((status, events), (StatusCode::OK, json!({ "items": [] })));

        assert_eq!(
            ask(&bench, admin(), Method::DELETE, &path, None).await.0,
            StatusCode::NO_CONTENT
        );
        assert_eq!(ask(&bench, admin(), Method::GET, &path, None).await.0, StatusCode::NOT_FOUND);
        assert!(!works(&second).await);
        let (_, list) = ask(&bench, admin(), Method::GET, "/api/v1/sources", None).await;
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
        let audit =
            "SELECT count(*) FROM audit WHERE action LIKE 'source.%' AND actor_kind = 'user'";
        assert_eq!(sql::number(database.read(), audit, vec![]).await.unwrap(), 5);
        let secrets = sql::number(
            database.read(),
            "SELECT count(*) FROM audit WHERE changes LIKE '%wk!_%' ESCAPE '!'",
            vec![],
        );
        assert_eq!(secrets.await.unwrap(), 0, "the trail names no key");
    })
    .await;
}

#[tokio::test]
async fn only_those_who_manage_sources_see_them() {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    let id = format!("/api/v1/sources/{}", bench.source.id);
    let endpoints = [
        (Method::GET, "/api/v1/sources".to_owned()),
        (Method::POST, "/api/v1/sources".to_owned()),
        (Method::GET, id.clone()),
        (Method::PATCH, id.clone()),
        (Method::DELETE, id.clone()),
        (Method::POST, format!("{id}/keys")),
        (Method::DELETE, format!("{id}/keys/{}", bench.source.keys[0].id)),
        (Method::GET, format!("{id}/events")),
    ];
    for (method, path) in &endpoints {
        for (caller, status) in [
            (None, StatusCode::UNAUTHORIZED),
            (Some(testing::caller(Role::Editor)), StatusCode::FORBIDDEN),
            (Some(testing::token(Role::Owner, &[Scope::JourneysRead])), StatusCode::FORBIDDEN),
        ] {
            assert_eq!(
                ask(&bench, caller, method.clone(), path, None).await.0,
                status,
                "{method} {path}"
            );
        }
    }
    let token = Some(testing::token(Role::Admin, &[Scope::SourcesManage]));
    assert_eq!(ask(&bench, token, Method::GET, "/api/v1/sources", None).await.0, StatusCode::OK);
}

#[tokio::test]
async fn bad_wishes_name_their_field() {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    let nine: Vec<_> = (0..9).map(|n| n.to_string()).collect();
    for (wish, field) in [
        (json!({ "name": " ", "kind": "server" }), "name"),
        (json!({ "name": "x".repeat(101), "kind": "server" }), "name"),
        (json!({ "name": "A", "kind": "import" }), "kind"),
        (json!({ "name": "A", "kind": "fax" }), "kind"),
        (json!({ "name": "A", "kind": "server", "promoted": ["a", ""] }), "promoted[1]"),
        (json!({ "name": "A", "kind": "server", "promoted": nine }), "promoted"),
    ] {
        let (status, problem) =
            ask(&bench, admin(), Method::POST, "/api/v1/sources", Some(wish)).await;
        assert_eq!((status.as_u16(), &problem["errors"][0]["field"]), (422, &json!(field)));
    }
}

#[tokio::test]
async fn a_key_revoked_elsewhere_stops_working_within_seconds() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let here = Bench::new(fresh.database()).await;
        let elsewhere = Bench::new(fresh.another().await).await;
        here.clock.advance_seconds(1);
        assert!(
            here.tracking.keys.find(elsewhere.key()).await.unwrap().is_some(),
            "a new key is found"
        );
        let key = elsewhere.source.keys[0].id;
        elsewhere
            .tracking
            .revoke_key(elsewhere.source.id, key, &testing::caller(Role::Admin))
            .await
            .unwrap();
        here.clock.advance_seconds(4);
        assert!(here.tracking.keys.find(elsewhere.key()).await.unwrap().is_none(), "{backend:?}");
    }
}

#[tokio::test]
async fn a_source_of_our_own_is_made_once() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let ensure =
            || bench.tracking.ensure_source("files", "Fichiers", crate::SourceKind::Import);
        let (first, again) = tokio::join!(ensure(), ensure());
        let first = first.unwrap();
        assert_eq!(again.unwrap().number, first.number);
        let path = format!("/api/v1/sources/{}", first.id);
        assert_eq!(ask(&bench, admin(), Method::DELETE, &path, None).await.0, StatusCode::CONFLICT);
        assert_eq!(
            ask(&bench, admin(), Method::POST, &format!("{path}/keys"), None).await.0,
            StatusCode::CONFLICT
        );
    })
    .await;
}

#[tokio::test]
async fn files_are_uploaded_by_editors_and_tokens_that_may() {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    let upload = async |caller: Option<parcours_access::Caller>| {
        let mut request = Request::post("/api/v1/imports?name=a.csv")
            .header("content-type", "application/octet-stream")
            .body(Body::from("user_id,timestamp,event\nu,2026-03-01,a\n"))
            .unwrap();
        request.extensions_mut().extend(caller.into_iter().fold(
            http::Extensions::new(),
            |mut all, caller| {
                all.insert(caller);
                all
            },
        ));
        let router: axum::Router = router(bench.tracking.clone()).into();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice::<Value>(&body).unwrap_or(Value::Null))
    };
    assert_eq!(upload(None).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(upload(Some(testing::caller(Role::Agent))).await.0, StatusCode::FORBIDDEN);
    let token = testing::token(Role::Editor, &[Scope::ImportsWrite]);
    let (status, made) = upload(Some(token)).await;
    assert_eq!(
        (status, &made["state"], &made["bytes"]),
        (StatusCode::CREATED, &json!("uploaded"), &json!(39))
    );
    let editor = || Some(testing::caller(Role::Editor));
    let path = format!("/api/v1/imports/{}", made["id"].as_str().unwrap());
    let (status, preview) =
        ask(&bench, editor(), Method::POST, &format!("{path}/preview"), Some(json!({}))).await;
    assert_eq!((status, &preview["interactions"][0]["customer"]), (StatusCode::OK, &json!("u")));
    assert_eq!(preview["options"]["columns"]["kind"], "event");
    let (status, started) = ask(
        &bench,
        editor(),
        Method::POST,
        &format!("{path}/start"),
        Some(preview["options"].clone()),
    )
    .await;
    assert_eq!((status, &started["state"]), (StatusCode::OK, &json!("waiting")));
    let (status, list) = ask(&bench, editor(), Method::GET, "/api/v1/imports?limit=1", None).await;
    assert_eq!((status, &list["items"][0]["id"]), (StatusCode::OK, &made["id"]));
    for (method, path) in [
        (Method::GET, "/api/v1/imports".to_owned()),
        (Method::GET, path.clone()),
        (Method::POST, format!("{path}/preview")),
        (Method::POST, format!("{path}/start")),
        (Method::DELETE, path.clone()),
    ] {
        assert_eq!(
            ask(&bench, None, method.clone(), &path, None).await.0,
            StatusCode::UNAUTHORIZED
        );
        let agent = Some(testing::caller(Role::Agent));
        assert_eq!(ask(&bench, agent, method, &path, None).await.0, StatusCode::FORBIDDEN);
    }
    assert_eq!(ask(&bench, editor(), Method::DELETE, &path, None).await.0, StatusCode::NO_CONTENT);
}
