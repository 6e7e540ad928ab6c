use parcours_storage::sql;
use parcours_storage::testing::on_both;
use serde_json::{Value, json};

use super::app::{App, Ask, PASSWORD, token};
use crate::Role;
use crate::testing::sign_in;

#[tokio::test]
async fn every_change_has_its_entry_and_no_secret() {
    on_both(async |database| {
        let app = App::with_owner(database.clone()).await;
        let owner = app.sign_in("owner@example.org", PASSWORD).await.browser();
        let wish = json!({ "name": "Agathe", "email": "agathe@example.org", "role": "agent", "language": "fr" });
        let made = app.send(Ask::post("/api/v1/users", wish).by(&owner)).await;
        let id = made.json["user"]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/users/{id}");
        app.send(Ask::patch(&path, json!({ "role": "editor", "name": "Agathe" })).by(&owner)).await;
        app.send(Ask::patch(&path, json!({ "name": "Agathe" })).by(&owner)).await;
        let link = app.send(Ask::post(&format!("{path}/link"), json!({})).by(&owner)).await;
        let key = app.send(Ask::post("/api/v1/tokens", json!({ "name": "K", "scopes": ["users:manage"] })).by(&owner)).await;
        let secret = key.json["secret"].as_str().unwrap().to_owned();
        app.send(Ask::patch(&path, json!({ "disabled": true })).bearer(&secret)).await;
        let change = json!({ "current": PASSWORD, "new": "quatre grands chiens" });
        app.send(Ask::put("/api/v1/me/password", change).by(&owner)).await;
        app.send(Ask::delete("/api/v1/session").by(&owner)).await;

        let owner = app.sign_in("owner@example.org", "quatre grands chiens").await.browser();
        let trail = app.send(Ask::get("/api/v1/audit?limit=200").by(&owner)).await;
        let items = trail.json["items"].as_array().unwrap();
        let actions: Vec<_> = items.iter().rev().map(|entry| entry["action"].as_str().unwrap()).collect();
        assert_eq!(
            actions,
            [
                "user.created", "user.signed_in", "user.created", "user.changed", "user.link_created", "token.created",
                "user.changed", "user.password_changed", "user.signed_out", "user.signed_in"
            ]
        );
        let by_token = &items[3];
        assert_eq!((&by_token["actor"], &by_token["actor_kind"]), (&json!("K"), &json!("token")));
        assert_eq!((&by_token["entity"], &by_token["entity_name"]), (&json!(id), &json!("Agathe")));
        assert_eq!(by_token["changes"]["disabled"], json!({ "from": false, "to": true }));
        assert_eq!(items[6]["changes"], json!({ "role": { "from": "agent", "to": "editor" } }));
        assert_eq!((&items[9]["actor"], &items[9]["actor_kind"]), (&json!("Parcours"), &json!("system")));
        let written = trail.json.to_string();
        for hidden in [&json!(secret), &token(&made.json["link"]), &token(&link.json["link"]), &json!(PASSWORD), &json!("argon2")] {
            assert!(!written.contains(hidden.as_str().unwrap()), "{hidden}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_trail_is_paged_and_read_by_those_who_may() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        for role in [Role::Editor, Role::Agent, Role::Viewer] {
            let low = sign_in(&app.access, role).await;
            assert_eq!(app.send(Ask::get("/api/v1/audit").by(&low)).await.status, 403);
        }
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page =
                app.send(Ask::get(&format!("/api/v1/audit?limit=3{cursor}")).by(&admin)).await;
            seen.extend(
                page.json["items"].as_array().unwrap().iter().map(|entry| entry["id"].clone()),
            );
            match &page.json["next"] {
                Value::String(next) => cursor = format!("&cursor={next}"),
                _ => break,
            }
        }
        let all = app.send(Ask::get("/api/v1/audit?limit=200").by(&admin)).await;
        let ids: Vec<_> =
            all.json["items"].as_array().unwrap().iter().map(|entry| entry["id"].clone()).collect();
        assert_eq!((seen.len(), &seen), (8, &ids), "made and signed in, four times");
        let bad = app.send(Ask::get("/api/v1/audit?cursor=x").by(&admin)).await;
        assert_eq!(bad.fault(), ("cursor", "invalid_cursor"));
        assert_eq!(
            app.send(Ask::get("/api/v1/audit?limit=x").by(&admin)).await.fault(),
            ("limit", "wrong_type")
        );
    })
    .await;
}

#[tokio::test]
async fn the_database_itself_keeps_the_trail_as_it_is() {
    on_both(async |database| {
        let app = App::new(database.clone());
        sign_in(&app.access, Role::Admin).await;
        for sql in ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"] {
            let work = database.begin().await.unwrap();
            assert!(sql::execute(work.conn(), sql, vec![]).await.is_err(), "{sql}");
        }
        assert_eq!(
            sql::number(database.read(), "SELECT count(*) FROM audit", vec![]).await.unwrap(),
            2
        );
    })
    .await;
}
