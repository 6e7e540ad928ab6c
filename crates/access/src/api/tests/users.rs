use parcours_kernel::Language;
use parcours_storage::testing::on_both;
use serde_json::json;

use super::app::{App, Ask};
use crate::testing::{Browser, sign_in};
use crate::{By, NewUser, Role, UserChanges};

fn wish(role: Role, email: &str) -> serde_json::Value {
    json!({ "name": "Neuf", "email": email, "role": role, "language": "fr" })
}

fn change(who: &Browser, body: serde_json::Value) -> Ask {
    Ask::patch(&format!("/api/v1/users/{}", who.user.id), body)
}

#[tokio::test]
async fn nobody_hands_out_or_touches_a_role_above_their_own() {
    on_both(async |database| {
        let app = App::new(database);
        let owner = sign_in(&app.access, Role::Owner).await;
        let admin = sign_in(&app.access, Role::Admin).await;
        let editor = sign_in(&app.access, Role::Editor).await;
        for role in [Role::Editor, Role::Agent, Role::Viewer] {
            let low = sign_in(&app.access, role).await;
            let refused = app.send(Ask::get("/api/v1/users").by(&low)).await;
            assert_eq!(refused.verdict(), (403, "not_allowed"), "{role}");
            assert_eq!(
                app.send(Ask::post("/api/v1/users", wish(Role::Viewer, "v@example.org")).by(&low))
                    .await
                    .status,
                403
            );
        }
        let status = async |ask: Ask, who: &Browser| app.send(ask.by(who)).await.status;
        assert_eq!(
            status(Ask::post("/api/v1/users", wish(Role::Owner, "o@example.org")), &admin).await,
            403
        );
        assert_eq!(
            status(Ask::post("/api/v1/users", wish(Role::Admin, "a@example.org")), &admin).await,
            201
        );
        assert_eq!(
            status(Ask::post("/api/v1/users", wish(Role::Owner, "o@example.org")), &owner).await,
            201
        );
        assert_eq!(status(change(&owner, json!({ "disabled": true })), &admin).await, 403);
        assert_eq!(status(change(&owner, json!({ "name": "X" })), &admin).await, 403);
        assert_eq!(
            status(Ask::post(&format!("/api/v1/users/{}/link", owner.user.id), json!({})), &admin)
                .await,
            403
        );
        assert_eq!(status(change(&admin, json!({ "role": "owner" })), &admin).await, 403);
        assert_eq!(status(change(&editor, json!({ "role": "admin" })), &admin).await, 200);
        assert_eq!(status(change(&admin, json!({ "role": "owner" })), &owner).await, 200);
        assert_eq!(
            status(Ask::get("/api/v1/users"), &editor).await,
            200,
            "the new role counts at once"
        );
    })
    .await;
}

#[tokio::test]
async fn everybody_knows_colleagues_by_name_and_no_more() {
    on_both(async |database| {
        let app = App::new(database);
        let owner = sign_in(&app.access, Role::Owner).await;
        app.clock.advance_seconds(60);
        let editor = sign_in(&app.access, Role::Editor).await;
        let gone = sign_in(&app.access, Role::Agent).await;
        let kept_out = app.send(change(&gone, json!({ "disabled": true })).by(&owner)).await;
        assert_eq!(kept_out.status, 200);
        let answer = app.send(Ask::get("/api/v1/people").by(&editor)).await;
        let person = |who: &Browser| json!({ "id": who.user.id, "name": who.user.name });
        let items = [person(&owner), person(&editor)];
        assert_eq!((answer.status, &answer.json), (200, &json!({ "items": items })));
        for role in [Role::Agent, Role::Viewer] {
            let low = sign_in(&app.access, role).await;
            let answer = app.send(Ask::get("/api/v1/people").by(&low)).await;
            assert_eq!(answer.status, 200, "{role}");
            assert_eq!(answer.json["items"][0], person(&owner), "{role}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_last_owner_stays() {
    on_both(async |database| {
        let app = App::new(database);
        let owner = sign_in(&app.access, Role::Owner).await;
        for body in [json!({ "role": "admin" }), json!({ "disabled": true })] {
            let refused = app.send(change(&owner, body).by(&owner)).await;
            assert_eq!(refused.verdict(), (409, "last_owner"));
        }
        let second = sign_in(&app.access, Role::Owner).await;
        assert_eq!(
            app.send(change(&second, json!({ "disabled": true })).by(&owner)).await.status,
            200
        );
        assert_eq!(
            app.send(change(&owner, json!({ "role": "admin" })).by(&owner)).await.status,
            409,
            "a disabled one does not count"
        );
        assert_eq!(
            app.send(change(&owner, json!({ "name": "Odile" })).by(&owner)).await.status,
            200
        );
    })
    .await;
}

#[tokio::test]
async fn two_owners_who_demote_each_other_at_once_leave_one() {
    on_both(async |database| {
        let app = App::new(database);
        for _ in 0..4 {
            let (one, two) =
                (sign_in(&app.access, Role::Owner).await, sign_in(&app.access, Role::Owner).await);
            let demote = |who: &Browser| {
                let wish = UserChanges { role: Some(Role::Viewer), ..Default::default() };
                let (access, id) = (app.access.clone(), who.user.id);
                async move { access.change_user(&By::system(), id, wish).await }
            };
            let _ = tokio::join!(demote(&one), demote(&two));
            let owners = app
                .access
                .users()
                .await
                .unwrap()
                .into_iter()
                .filter(|user| user.role == Role::Owner);
            assert!(owners.count() >= 1);
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_kept_out_has_nothing_left() {
    on_both(async |database| {
        let app = App::new(database);
        let owner = sign_in(&app.access, Role::Owner).await;
        let admin = sign_in(&app.access, Role::Admin).await;
        let body = json!({ "name": "CI", "scopes": ["users:manage"] });
        let token = app.send(Ask::post("/api/v1/tokens", body).by(&admin)).await;
        let secret = token.json["secret"].as_str().unwrap().to_owned();
        let link = app.access.sign_in_link(&By::system(), admin.user.id).await.unwrap();
        let users = || Ask::get("/api/v1/users");
        assert_eq!(app.send(users().bearer(&secret)).await.status, 200);

        let out = app.send(change(&admin, json!({ "disabled": true })).by(&owner)).await;
        assert_eq!(out.json["disabled"], true);
        let follow = || Ask::post("/api/v1/session/link", json!({ "token": link.token() }));
        let closed = async || {
            assert_eq!(app.send(users().by(&admin)).await.status, 401);
            assert_eq!(app.send(users().bearer(&secret)).await.verdict(), (401, "invalid_token"));
            assert_eq!(app.send(follow()).await.status, 404);
        };
        closed().await;
        let path = format!("/api/v1/users/{}/link", admin.user.id);
        assert_eq!(
            app.send(Ask::post(&path, json!({})).by(&owner)).await.verdict(),
            (409, "user_disabled")
        );
        assert_eq!(
            app.send(change(&admin, json!({ "disabled": false })).by(&owner)).await.status,
            200
        );
        closed().await;
    })
    .await;
}

#[tokio::test]
async fn one_account_an_address_and_clear_refusals() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        assert_eq!(
            app.send(Ask::post("/api/v1/users", wish(Role::Agent, "Zoé@Example.org")).by(&admin))
                .await
                .status,
            201
        );
        let taken = app
            .send(Ask::post("/api/v1/users", wish(Role::Agent, "ZOÉ@example.org")).by(&admin))
            .await;
        assert_eq!(
            (taken.verdict(), taken.fault()),
            ((409, "email_conflict"), ("email", "email_conflict"))
        );
        let bad = app.send(Ask::post("/api/v1/users", wish(Role::Agent, "zoé")).by(&admin)).await;
        assert_eq!((bad.status, bad.fault()), (422, ("email", "invalid_email")));
        let king =
            json!({ "name": "x", "email": "k@example.org", "role": "king", "language": "fr" });
        assert_eq!(
            app.send(Ask::post("/api/v1/users", king).by(&admin)).await.fault(),
            ("role", "unknown_value")
        );
        for id in ["usr_00000000000000000000000000", "nobody"] {
            let nobody =
                app.send(Ask::patch(&format!("/api/v1/users/{id}"), json!({})).by(&admin)).await;
            assert_eq!(nobody.status, 404);
        }
        let all = app.send(Ask::get("/api/v1/users").by(&admin)).await;
        assert_eq!(all.json["items"].as_array().unwrap().len(), 2);
        assert!(!all.json.to_string().contains("argon2"), "no hash leaves");
    })
    .await;
}

#[tokio::test]
async fn two_who_take_one_address_at_once_make_one_account() {
    on_both(async |database| {
        let app = App::new(database);
        let make = || {
            let wish = NewUser {
                name: "Neuf".into(),
                email: "neuf@example.org".into(),
                role: Role::Viewer,
                language: Language::Fr,
            };
            let access = app.access.clone();
            async move { access.create_user(&By::system(), wish).await }
        };
        let (a, b) = tokio::join!(make(), make());
        let problem = a.err().or(b.err()).unwrap();
        assert_eq!(problem.code(), "email_conflict");
        assert_eq!(app.access.users().await.unwrap().len(), 1);
    })
    .await;
}
