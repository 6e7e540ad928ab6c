use parcours_storage::testing::on_both;
use serde_json::{Value, json};

use super::app::{Answer, App, Ask};
use crate::testing::{Browser, sign_in};
use crate::{By, Role, UserChanges};

async fn make(app: &App, by: &Browser, body: Value) -> Answer {
    app.send(Ask::post("/api/v1/tokens", body).by(by)).await
}

fn secret(made: &Answer) -> String {
    made.json["secret"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_token_does_what_its_scopes_say() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        let made = make(&app, &admin, json!({ "name": "Audit", "scopes": ["audit:read", "audit:read"] })).await;
        assert_eq!(made.status, 201, "{made:?}");
        assert_eq!(made.json["token"]["scopes"], json!(["audit:read"]));
        assert_eq!(made.json["token"]["created_by"], json!("Camille admin"));
        let key = secret(&made);
        assert!(key.starts_with("prc_"));
        assert_eq!(app.send(Ask::get("/api/v1/audit").bearer(&key)).await.status, 200);
        let refused = app.send(Ask::get("/api/v1/users").bearer(&key)).await;
        assert_eq!(refused.verdict(), (403, "not_allowed"));
        assert_eq!(
            refused.json["detail"],
            "Pour gérer les utilisateurs et les jetons, ce jeton d’API a besoin de la portée users:manage."
        );
        let session = app.send(Ask::get("/api/v1/session").bearer(&key)).await;
        assert_eq!((&session.json["user"], &session.json["permissions"]), (&Value::Null, &json!(["read_audit"])));
        assert_eq!(app.send(Ask::patch("/api/v1/me", json!({ "name": "X" })).bearer(&key)).await.status, 403);

        let list = app.send(Ask::get("/api/v1/tokens").by(&admin)).await;
        assert_eq!(list.json["items"][0]["last_used_at"], "2026-05-01T10:00:00Z");
        assert!(!list.json.to_string().contains(&key), "the secret is told once");
        app.clock.advance_seconds(59);
        app.send(Ask::get("/api/v1/audit").bearer(&key)).await;
        let list = app.send(Ask::get("/api/v1/tokens").by(&admin)).await;
        assert_eq!(list.json["items"][0]["last_used_at"], "2026-05-01T10:00:00Z", "to the minute");
    })
    .await;
}

#[tokio::test]
async fn an_unknown_expired_or_revoked_token_opens_nothing() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        let ask = async |key: &str| app.send(Ask::get("/api/v1/audit").bearer(key)).await;
        for key in ["prc_guess", "guess", ""] {
            let refused = ask(key).await;
            assert_eq!(refused.status, 401, "{key}");
            assert_eq!(refused.headers["www-authenticate"], "Bearer");
        }
        let week = make(
            &app,
            &admin,
            json!({ "name": "W", "scopes": ["audit:read"], "expires_in_days": 7 }),
        )
        .await;
        let ever = make(&app, &admin, json!({ "name": "E", "scopes": ["audit:read"] })).await;
        app.after_days(7);
        assert_eq!(ask(&secret(&week)).await.verdict(), (401, "invalid_token"));
        assert_eq!(ask(&secret(&ever)).await.status, 200);
        let path = format!("/api/v1/tokens/{}", ever.json["token"]["id"].as_str().unwrap());
        assert_eq!(app.send(Ask::delete(&path).by(&admin)).await.status, 204);
        assert_eq!(
            app.send(Ask::delete(&path).by(&admin)).await.verdict(),
            (404, "token_not_found")
        );
        assert_eq!(ask(&secret(&ever)).await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn a_token_never_outgrows_its_maker() {
    on_both(async |database| {
        let app = App::new(database);
        let owner = sign_in(&app.access, Role::Owner).await;
        let admin = sign_in(&app.access, Role::Admin).await;
        let made = make(&app, &owner, json!({ "name": "People", "scopes": ["users:manage"] })).await;
        let key = secret(&made);
        let wish = |role: &str| json!({ "name": "N", "email": format!("{role}@example.org"), "role": role, "language": "fr" });
        let create = |role: &str| Ask::post("/api/v1/users", wish(role)).bearer(&key);
        assert_eq!(app.send(create("admin")).await.status, 201);
        assert_eq!(app.send(create("owner")).await.status, 403, "owners are for people to make");
        let more = json!({ "name": "More", "scopes": ["audit:read"] });
        assert_eq!(app.send(Ask::post("/api/v1/tokens", more).bearer(&key)).await.status, 403);

        let theirs = secret(&make(&app, &admin, json!({ "name": "A", "scopes": ["audit:read"] })).await);
        assert_eq!(app.send(Ask::get("/api/v1/audit").bearer(&theirs)).await.status, 200);
        let demote = UserChanges { role: Some(Role::Editor), ..Default::default() };
        app.access.change_user(&By::system(), admin.user.id, demote).await.unwrap();
        assert_eq!(app.send(Ask::get("/api/v1/audit").bearer(&theirs)).await.status, 403, "nor does it keep what its maker lost");
    })
    .await;
}

#[tokio::test]
async fn bad_wishes_name_the_field() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        for (body, fault) in [
            (json!({ "name": "", "scopes": ["audit:read"] }), ("name", "required")),
            (json!({ "name": "x", "scopes": [] }), ("scopes", "required")),
            (
                json!({ "name": "x", "scopes": ["audit:read", "all"] }),
                ("scopes[1]", "unknown_value"),
            ),
            (
                json!({ "name": "x", "scopes": ["audit:read"], "expires_in_days": 0 }),
                ("expires_in_days", "out_of_range"),
            ),
        ] {
            let refused = make(&app, &admin, body).await;
            assert_eq!((refused.status, refused.fault()), (422, fault));
        }
    })
    .await;
}
