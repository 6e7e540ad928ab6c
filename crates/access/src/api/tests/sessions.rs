use parcours_storage::testing::{TestDatabase, on_both};
use serde_json::json;

use super::app::{App, Ask, PASSWORD, token};
use crate::store::users;
use crate::testing::sign_in;
use crate::{By, Config, Role, UserChanges};

#[tokio::test]
async fn wrong_unknown_and_disabled_get_one_answer() {
    on_both(async |database| {
        let app = App::with_owner(database).await;
        let agent = sign_in(&app.access, Role::Agent).await;
        let set = json!({ "new": "encore un secret" });
        assert_eq!(app.send(Ask::put("/api/v1/me/password", set).by(&agent)).await.status, 204);
        assert_eq!(app.sign_in(&agent.user.email, "encore un secret").await.status, 200);
        let keep_out = UserChanges { disabled: Some(true), ..Default::default() };
        app.access.change_user(&By::system(), agent.user.id, keep_out).await.unwrap();

        let wrong = app.sign_in("owner@example.org", "not the password").await;
        assert_eq!(wrong.verdict(), (401, "wrong_credentials"));
        let without_password = sign_in(&app.access, Role::Agent).await;
        for (email, password) in [
            ("nobody@example.org", PASSWORD),
            (agent.user.email.as_str(), "encore un secret"),
            (without_password.user.email.as_str(), ""),
        ] {
            let other = app.sign_in(email, password).await;
            assert_eq!((other.status, &other.json), (wrong.status, &wrong.json), "{email}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_begins_anew_each_time_and_ends_when_told() {
    on_both(async |database| {
        let app = App::with_owner(database).await;
        let first = app.sign_in(" Owner@Example.ORG ", PASSWORD).await;
        let cookie = first.set_cookie();
        assert!(cookie.starts_with("parcours_session="), "{cookie}");
        assert!(
            cookie.contains("; Path=/; HttpOnly; SameSite=Lax") && !cookie.contains("Secure"),
            "{cookie}"
        );
        assert_eq!(first.headers["cache-control"], "no-store");
        assert_eq!(first.json["version"], "1.2.3");
        assert_eq!(first.json["user"]["last_seen_at"], "2026-05-01T10:00:00Z");
        let first = first.browser();

        let again = Ask::post(
            "/api/v1/session",
            json!({ "email": "owner@example.org", "password": PASSWORD }),
        );
        let second = app.send(again.header("cookie", &first.cookie)).await.browser();
        assert_ne!(first.cookie, second.cookie);
        assert_eq!(
            app.send(Ask::get("/api/v1/users").by(&first)).await.verdict(),
            (401, "sign_in_required")
        );
        assert_eq!(app.send(Ask::get("/api/v1/users").by(&second)).await.status, 200);

        let gone = app.send(Ask::delete("/api/v1/session").by(&second)).await;
        assert_eq!(gone.status, 204);
        assert!(gone.set_cookie().contains("Max-Age=0"));
        assert_eq!(app.send(Ask::get("/api/v1/users").by(&second)).await.status, 401);
        assert_eq!(
            app.send(Ask::delete("/api/v1/session")).await.status,
            204,
            "fine when nobody is signed in"
        );
    })
    .await;
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let database = TestDatabase::sqlite().await;
    let config = Config { trust_proxy: true, ..Default::default() };
    let app = App::with(database.database(), config);
    let browser = sign_in(&app.access, Role::Viewer).await;
    let https = |ask: Ask| ask.header("x-forwarded-proto", "https");
    let secret = browser.cookie.split_once('=').unwrap().1.to_owned();
    let plain = app.send(https(Ask::get("/api/v1/session")).by(&browser)).await;
    assert!(
        plain.json["user"].is_null(),
        "a cookie that a sibling domain could plant counts for nothing"
    );
    let host = app
        .send(
            https(Ask::get("/api/v1/session"))
                .header("cookie", &format!("__Host-parcours_session={secret}")),
        )
        .await;
    assert_eq!(host.json["user"]["role"], "viewer");
    let out = app.send(https(Ask::delete("/api/v1/session"))).await;
    assert!(
        out.set_cookie().starts_with("__Host-parcours_session=;")
            && out.set_cookie().ends_with("; Secure")
    );
}

#[tokio::test]
async fn a_session_slides_thirty_days_and_lasts_ninety_at_most() {
    on_both(async |database| {
        let app = App::new(database);
        let seldom = sign_in(&app.access, Role::Viewer).await;
        let often = sign_in(&app.access, Role::Viewer).await;
        let alive = async |browser| {
            app.send(Ask::get("/api/v1/session").by(browser)).await.json["user"].is_object()
        };
        for _ in 0..4 {
            app.after_days(22);
            assert!(alive(&often).await);
        }
        assert!(!alive(&seldom).await, "88 days without a sign");
        app.after_days(2);
        assert!(!alive(&often).await, "90 days old");
    })
    .await;
}

#[tokio::test]
async fn a_link_works_once_and_not_for_ever() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        let wish = json!({ "name": "Agathe", "email": "agathe@example.org", "role": "agent", "language": "fr" });
        let made = app.send(Ask::post("/api/v1/users", wish).by(&admin)).await;
        assert_eq!(made.status, 201, "{made:?}");
        assert!(made.json["link"].as_str().unwrap().starts_with("http://parcours.test/link#"), "{made:?}");
        let follow = async |token: &serde_json::Value| {
            app.send(Ask::post("/api/v1/session/link", json!({ "token": token }))).await
        };
        let first = token(&made.json["link"]);
        let came = follow(&first).await;
        assert_eq!((came.status, &came.json["user"]["email"]), (200, &json!("agathe@example.org")));
        assert_eq!(follow(&first).await.verdict(), (404, "link_not_found"));

        let path = format!("/api/v1/users/{}/link", made.json["user"]["id"].as_str().unwrap());
        let anew = async || token(&app.send(Ask::post(&path, json!({})).by(&admin)).await.json["link"]);
        let (second, third) = (anew().await, anew().await);
        assert_eq!(follow(&second).await.status, 404, "a newer link replaces it");
        app.after_days(7);
        assert_eq!(follow(&third).await.status, 404, "expired");
        let fourth = anew().await;
        let setup = app.send(Ask::post("/api/v1/setup", json!({ "token": fourth, "name": "x", "email": "x@y.z", "password": PASSWORD, "language": "fr" }))).await;
        assert_eq!(setup.status, 409, "a sign-in link sets nothing up");
        assert_eq!(follow(&fourth).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn an_old_hash_is_renewed_at_sign_in() {
    on_both(async |database| {
        let app = App::with_owner(database.clone()).await;
        let owner = app.access.user_by_email("owner@example.org").await.unwrap().unwrap();
        // argon2id of PASSWORD with m=8192, t=1.
        let work = database.begin().await.unwrap();
        users::set_password(&work, owner.id, &crate::password::weaker_hash(PASSWORD))
            .await
            .unwrap();
        work.commit(&app.access.env).await.unwrap();
        assert_eq!(app.sign_in("owner@example.org", PASSWORD).await.status, 200);
        let renewed = users::password(&database, owner.id).await.unwrap().unwrap();
        assert!(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{renewed}");
        assert_eq!(app.sign_in("owner@example.org", PASSWORD).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn problems_speak_the_callers_language() {
    on_both(async |database| {
        let app = App::new(database);
        let french = sign_in(&app.access, Role::Editor).await;
        let says = async |ask: Ask| {
            let answer = app.send(ask).await;
            let language = answer.headers["content-language"].to_str().unwrap().to_owned();
            (language, answer.json["detail"].as_str().unwrap().to_owned())
        };
        let users = || Ask::get("/api/v1/users");
        assert_eq!(says(users()).await, ("fr".into(), "Connectez-vous pour continuer.".into()));
        let english = says(users().header("accept-language", "en-GB, fr;q=0.5")).await;
        assert_eq!(english, ("en".into(), "Sign in to continue.".into()));
        let (language, words) = says(users().by(&french).header("accept-language", "en")).await;
        assert_eq!(language, "fr", "the user's own language comes first");
        assert_eq!(
            words,
            "Pour gérer les utilisateurs et les jetons, il vous faut le rôle «\u{202f}administrateur\u{202f}» ou un rôle \
             supérieur. Demandez-le à un administrateur."
        );
    })
    .await;
}
