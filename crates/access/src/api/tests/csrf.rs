use parcours_storage::testing::{TestDatabase, on_both};
use serde_json::json;

use super::app::{App, Ask};
use crate::Role;
use crate::testing::sign_in;

fn rename() -> Ask {
    Ask::patch("/api/v1/me", json!({ "name": "Zoé" }))
}

#[tokio::test]
async fn changes_need_the_sessions_own_token() {
    on_both(async |database| {
        let app = App::new(database);
        let (me, other) = (sign_in(&app.access, Role::Viewer).await, sign_in(&app.access, Role::Viewer).await);
        let cookie = || rename().header("cookie", &me.cookie);
        for (ask, words) in [
            (cookie(), "Cette requête ne vient pas de cette page de Parcours. Rechargez la page et réessayez."),
            (cookie().header("x-csrf-token", &other.csrf), "Cette requête ne vient pas"),
            (cookie().header("x-csrf-token", ""), "Cette requête ne vient pas"),
        ] {
            let refused = app.send(ask).await;
            assert_eq!(refused.verdict(), (403, "csrf_token_invalid"));
            assert!(refused.json["detail"].as_str().unwrap().starts_with(words), "{refused:?}");
        }
        let told = app.send(Ask::get("/api/v1/session").header("cookie", &me.cookie)).await;
        assert_eq!(told.json["csrf_token"], json!(me.csrf), "the session tells it");
        let done = app.send(rename().by(&me)).await;
        assert_eq!((done.status, &done.json["name"]), (200, &json!("Zoé")));
    })
    .await;
}

#[tokio::test]
async fn other_sites_are_refused_with_or_without_a_session() {
    let database = TestDatabase::sqlite().await;
    let app = App::new(database.database());
    let me = sign_in(&app.access, Role::Viewer).await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
    ] {
        let refused = app.send(rename().by(&me).header(name, value)).await;
        assert_eq!(refused.verdict(), (403, "cross_site_request"), "{value}");
        let login = Ask::post("/api/v1/session", json!({ "email": "a@b.c", "password": "x" }));
        let refused = app.send(login.header(name, value)).await;
        assert_eq!(
            refused.verdict(),
            (403, "cross_site_request"),
            "no signing in as someone else from there"
        );
        assert_eq!(
            app.send(Ask::get("/api/v1/session").by(&me).header(name, value)).await.status,
            200
        );
    }
    let ours = rename().by(&me).header("origin", "http://parcours.test");
    assert_eq!(app.send(ours).await.status, 200);
}

#[tokio::test]
async fn a_form_cannot_sign_in() {
    let database = TestDatabase::sqlite().await;
    let app = App::new(database.database());
    let body = json!({ "email": "a@b.c", "password": "x" });
    let form = app.send(Ask::post_as("text/plain", "/api/v1/session", body)).await;
    assert_eq!(form.verdict(), (415, "unsupported_media_type"));
}
