use parcours_storage::testing::on_both;
use serde_json::{Value, json};

use super::app::{App, Ask};
use crate::testing::{Browser, sign_in};
use crate::{Role, UserId};

async fn made(app: &App, admin: &Browser, name: &str) -> Value {
    let made = app.send(Ask::post("/api/v1/teams", json!({ "name": name })).by(admin)).await;
    assert_eq!(made.status, 201, "{made:?}");
    made.json
}

fn at(team: &Value) -> String {
    format!("/api/v1/teams/{}", team["id"].as_str().unwrap())
}

fn member(team: &Value, user: UserId) -> String {
    format!("{}/members/{user}", at(team))
}

#[tokio::test]
async fn a_team_is_made_named_filled_and_removed() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        let agent = sign_in(&app.access, Role::Agent).await;
        let web = made(&app, &admin, "  Équipe Web ").await;
        let shop = made(&app, &admin, "Boutique").await;
        assert_eq!((&web["name"], &web["members"]), (&json!("Équipe Web"), &json!([])));
        assert_ne!(web["hue"], shop["hue"], "the next colour");

        let filled = app.send(Ask::put(&member(&web, agent.user.id), json!({})).by(&admin)).await;
        assert_eq!(filled.json["members"][0]["name"], json!(agent.user.name));
        let again = app.send(Ask::put(&member(&web, agent.user.id), json!({})).by(&admin)).await;
        assert_eq!((again.status, again.json["members"].as_array().unwrap().len()), (200, 1));
        let mine = app.send(Ask::get("/api/v1/me/teams").by(&agent)).await;
        assert_eq!(mine.json["items"][0]["name"], "Équipe Web");
        assert_eq!(
            app.send(Ask::get("/api/v1/me/teams").by(&admin)).await.json["items"],
            json!([])
        );

        let patch = json!({ "name": "Site", "hue": "pink" });
        let named = app.send(Ask::patch(&at(&web), patch).by(&admin)).await;
        assert_eq!((&named.json["name"], &named.json["hue"]), (&json!("Site"), &json!("pink")));
        let listed = app.send(Ask::get("/api/v1/teams").by(&agent)).await;
        let names: Vec<_> =
            listed.json["items"].as_array().unwrap().iter().map(|team| &team["name"]).collect();
        assert_eq!(names, ["Boutique", "Site"], "by name, for all to see");

        let out = app.send(Ask::delete(&member(&web, agent.user.id)).by(&admin)).await;
        assert_eq!((out.status, &out.json["members"]), (200, &json!([])));
        assert_eq!(
            app.send(Ask::delete(&member(&web, agent.user.id)).by(&admin)).await.status,
            200
        );
        assert_eq!(app.send(Ask::delete(&at(&web)).by(&admin)).await.status, 204);
        made(&app, &admin, "Site").await;

        let audit = app.send(Ask::get("/api/v1/audit").by(&admin)).await;
        let actions: Vec<_> = audit.json["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|entry| entry["action"].as_str())
            .filter(|action| action.starts_with("team."))
            .collect();
        assert_eq!(
            actions,
            [
                "team.created",
                "team.removed",
                "team.member_removed",
                "team.changed",
                "team.member_added",
                "team.created",
                "team.created",
            ],
            "doing it twice is noted once"
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_answered_clearly() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        let web = made(&app, &admin, "Équipe Web").await;
        let shop = made(&app, &admin, "Boutique").await;
        let post = async |body: Value| app.send(Ask::post("/api/v1/teams", body).by(&admin)).await;
        for (body, fault) in [
            (json!({ "name": " " }), ("name", "required")),
            (json!({ "name": "a".repeat(101) }), ("name", "invalid_name")),
            (json!({ "name": "a\nb" }), ("name", "invalid_name")),
            (json!({ "name": "Web", "hue": "mauve" }), ("hue", "unknown_value")),
        ] {
            let refused = post(body).await;
            assert_eq!((refused.status, refused.fault()), (422, fault), "{refused:?}");
        }
        let twin = post(json!({ "name": "ÉQUIPE web" })).await;
        assert_eq!(twin.verdict(), (409, "team_name_conflict"));
        assert_eq!(twin.fault(), ("name", "team_name_conflict"));
        let renamed =
            app.send(Ask::patch(&at(&shop), json!({ "name": "équipe WEB" })).by(&admin)).await;
        assert_eq!(renamed.verdict(), (409, "team_name_conflict"));
        let same =
            app.send(Ask::patch(&at(&web), json!({ "name": "équipe WEB" })).by(&admin)).await;
        assert_eq!(same.status, 200, "its own name in another case");

        let stranger = crate::testing::user(Role::Agent).id;
        let unknown = app.send(Ask::put(&member(&web, stranger), json!({})).by(&admin)).await;
        assert_eq!(unknown.verdict(), (404, "user_not_found"));
        app.send(Ask::delete(&at(&shop)).by(&admin)).await;
        for ask in [
            Ask::patch(&at(&shop), json!({ "name": "X" })),
            Ask::delete(&at(&shop)),
            Ask::put(&member(&shop, admin.user.id), json!({})),
            Ask::delete(&member(&shop, admin.user.id)),
        ] {
            assert_eq!(app.send(ask.by(&admin)).await.verdict(), (404, "team_not_found"));
        }

        let editor = sign_in(&app.access, Role::Editor).await;
        for ask in [
            Ask::post("/api/v1/teams", json!({ "name": "Y" })),
            Ask::patch(&at(&web), json!({ "name": "Y" })),
            Ask::delete(&at(&web)),
            Ask::put(&member(&web, editor.user.id), json!({})),
            Ask::delete(&member(&web, editor.user.id)),
        ] {
            assert_eq!(app.send(ask.by(&editor)).await.verdict(), (403, "not_allowed"));
        }
        assert_eq!(app.send(Ask::get("/api/v1/teams")).await.status, 401);
    })
    .await;
}
