use parcours_storage::testing::on_both;
use serde_json::json;

use super::app::{App, Ask, PASSWORD};
use crate::Role;
use crate::testing::{Browser, sign_in};

fn set(current: Option<&str>, new: &str) -> Ask {
    Ask::put("/api/v1/me/password", json!({ "current": current, "new": new }))
}

async fn alive(app: &App, browser: &Browser) -> bool {
    app.send(Ask::get("/api/v1/session").by(browser)).await.json["user"].is_object()
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_other_sessions() {
    on_both(async |database| {
        let app = App::with_owner(database).await;
        let here = app.sign_in("owner@example.org", PASSWORD).await.browser();
        let elsewhere = app.sign_in("owner@example.org", PASSWORD).await.browser();
        for (ask, fault) in [
            (set(None, "quatre grands chiens"), ("current", "required")),
            (set(Some(""), "quatre grands chiens"), ("current", "required")),
            (set(Some("wrong wrong wrong"), "quatre grands chiens"), ("current", "wrong_password")),
            (set(Some(PASSWORD), "court"), ("new", "password_too_short")),
            (set(Some(PASSWORD), "owner@example.org"), ("new", "password_is_personal")),
            (set(Some(PASSWORD), "MotDePasse2026!"), ("new", "password_too_common")),
        ] {
            let refused = app.send(ask.by(&here)).await;
            assert_eq!((refused.status, refused.fault()), (422, fault));
        }
        assert_eq!(
            app.send(set(Some(PASSWORD), "quatre grands chiens").by(&here)).await.status,
            204
        );
        assert!(alive(&app, &here).await && !alive(&app, &elsewhere).await);
        assert_eq!(app.sign_in("owner@example.org", PASSWORD).await.status, 401);
        assert_eq!(app.sign_in("owner@example.org", "quatre grands chiens").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn guesses_at_the_old_password_are_counted() {
    on_both(async |database| {
        let app = App::with_owner(database).await;
        let here = app.sign_in("owner@example.org", PASSWORD).await.browser();
        for _ in 0..10 {
            assert_eq!(
                app.send(set(Some("wrong wrong wrong"), "quatre grands chiens").by(&here))
                    .await
                    .status,
                422
            );
        }
        assert_eq!(
            app.send(set(Some(PASSWORD), "quatre grands chiens").by(&here)).await.status,
            429
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_stands_for_the_old_password_for_an_hour() {
    on_both(async |database| {
        let app = App::new(database);
        let me = sign_in(&app.access, Role::Agent).await;
        assert_eq!(
            app.send(set(None, "un premier secret").by(&me)).await.status,
            204,
            "none was set"
        );
        let again = app.send(set(None, "un second secret").by(&me)).await;
        assert_eq!(again.fault(), ("current", "required"), "once set it is asked for");

        let forgot = async || {
            let link = app.access.sign_in_link(&crate::By::system(), me.user.id).await.unwrap();
            app.send(Ask::post("/api/v1/session/link", json!({ "token": link.token() })))
                .await
                .browser()
        };
        let soon = forgot().await;
        assert_eq!(app.send(set(None, "un second secret").by(&soon)).await.status, 204);
        let late = forgot().await;
        app.clock.advance_seconds(3601);
        assert_eq!(
            app.send(set(None, "un troisième secret").by(&late)).await.fault(),
            ("current", "required")
        );
    })
    .await;
}

#[tokio::test]
async fn one_changes_ones_own_name_and_language_and_no_more() {
    on_both(async |database| {
        let app = App::new(database);
        let me = sign_in(&app.access, Role::Viewer).await;
        let body = json!({ "name": " Zoé ", "language": "en", "role": "owner", "disabled": true });
        let done = app.send(Ask::patch("/api/v1/me", body).by(&me)).await;
        assert_eq!(
            (&done.json["name"], &done.json["language"], &done.json["role"]),
            (&json!("Zoé"), &json!("en"), &json!("viewer"))
        );
        assert!(alive(&app, &me).await);
        let refused = app.send(Ask::patch("/api/v1/me", json!({ "name": " " })).by(&me)).await;
        assert_eq!(
            (refused.fault(), &refused.json["detail"]),
            (("name", "required"), &json!("Give a name."))
        );
        assert_eq!(app.send(Ask::patch("/api/v1/me", json!({}))).await.status, 401);
    })
    .await;
}
