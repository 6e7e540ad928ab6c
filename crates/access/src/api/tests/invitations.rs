use parcours_storage::testing::on_both;
use serde_json::{Value, json};

use super::app::{Answer, App, Ask, PASSWORD, token};
use crate::Role;
use crate::testing::{Browser, sign_in};

const LIST: &str = "/api/v1/invitations";
const ACCEPT: &str = "/api/v1/session/invitation";
const READ: &str = "/api/v1/session/invitation/read";

fn wish(email: &str, role: Role, teams: &Value) -> Value {
    json!({ "email": email, "role": role, "language": "en", "team_ids": teams })
}

async fn invited(app: &App, by: &Browser, email: &str) -> Value {
    let made = app.send(Ask::post(LIST, wish(email, Role::Editor, &json!([]))).by(by)).await;
    assert_eq!(made.status, 201, "{made:?}");
    made.json
}

fn guest(link: &Value, password: &str) -> Value {
    json!({ "token": token(link), "name": "Inès", "password": password })
}

async fn read(app: &App, link: &Value) -> Answer {
    app.send(Ask::post(READ, json!({ "token": token(link) }))).await
}

#[tokio::test]
async fn who_is_invited_makes_an_account_in_their_teams_and_is_signed_in() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        let team = app.send(Ask::post("/api/v1/teams", json!({ "name": "Web" })).by(&admin)).await;
        let gone = app.send(Ask::post("/api/v1/teams", json!({ "name": "X" })).by(&admin)).await;
        let teams = json!([team.json["id"], gone.json["id"], team.json["id"]]);
        let body = wish("Ines@Example.org", Role::Editor, &teams);
        let made = app.send(Ask::post(LIST, body).by(&admin)).await.json;
        assert!(made["link"].as_str().unwrap().contains("/invitation#"));
        assert_eq!(made["invitation"]["team_ids"].as_array().unwrap().len(), 2);
        let at = format!("/api/v1/teams/{}", gone.json["id"].as_str().unwrap());
        app.send(Ask::delete(&at).by(&admin)).await;

        let offer = read(&app, &made["link"]).await;
        assert_eq!((offer.status, &offer.json["email"]), (200, &json!("Ines@Example.org")));
        assert_eq!(offer.json["invited_by"], json!(admin.user.name));
        let weak = app.send(Ask::post(ACCEPT, guest(&made["link"], "short"))).await;
        assert_eq!((weak.status, weak.fault()), (422, ("password", "password_too_short")));
        let mut nameless = guest(&made["link"], PASSWORD);
        nameless["name"] = json!(" ");
        let nameless = app.send(Ask::post(ACCEPT, nameless)).await;
        assert_eq!((nameless.status, nameless.fault()), (422, ("name", "required")));

        let taken = app.send(Ask::post(ACCEPT, guest(&made["link"], PASSWORD))).await;
        assert_eq!(taken.status, 201, "{taken:?}");
        let user = &taken.json["user"];
        assert_eq!((&user["role"], &user["language"]), (&json!("editor"), &json!("en")));
        let session = app.send(Ask::get("/api/v1/session").by(&taken.browser())).await;
        assert_eq!(session.json["user"]["name"], "Inès", "and is signed in");
        assert_eq!(app.sign_in("ines@example.org", PASSWORD).await.status, 200);
        let mine = app.send(Ask::get("/api/v1/me/teams").by(&taken.browser())).await;
        assert_eq!(mine.json["items"].as_array().unwrap().len(), 1, "the one that is still there");
        assert_eq!(app.send(Ask::get(LIST).by(&admin)).await.json["items"], json!([]));

        let again = app.send(Ask::post(ACCEPT, guest(&made["link"], PASSWORD))).await;
        assert_eq!(again.verdict(), (410, "invitation_used"));
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_no_longer_good_says_why() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        let old = invited(&app, &admin, "a@example.org").await;
        let new = invited(&app, &admin, "A@example.org").await;
        assert_eq!(read(&app, &old["link"]).await.verdict(), (410, "invitation_revoked"));
        assert_eq!(read(&app, &new["link"]).await.status, 200, "the newer one counts");

        let at = format!("{LIST}/{}", new["invitation"]["id"].as_str().unwrap());
        assert_eq!(app.send(Ask::delete(&at).by(&admin)).await.status, 204);
        assert_eq!(app.send(Ask::delete(&at).by(&admin)).await.status, 204, "twice is no mistake");
        let revoked = app.send(Ask::post(ACCEPT, guest(&new["link"], PASSWORD))).await;
        assert_eq!(revoked.verdict(), (410, "invitation_revoked"));

        let late = invited(&app, &admin, "b@example.org").await;
        app.after_days(7);
        let expired = app.send(Ask::post(ACCEPT, guest(&late["link"], PASSWORD))).await;
        assert_eq!(expired.verdict(), (410, "invitation_expired"));
        let waiting = app.send(Ask::get(LIST).by(&admin)).await;
        assert_eq!(waiting.json["items"][0]["state"], "expired", "to be invited again");

        let guessed = app.send(Ask::post(READ, json!({ "token": "guess" }))).await;
        assert_eq!(guessed.verdict(), (404, "invitation_not_found"));
        for _ in 0..60 {
            app.send(Ask::post(READ, json!({ "token": "guess" })).from([203, 0, 113, 9])).await;
        }
        let throttled = app
            .send(Ask::post(ACCEPT, guest(&late["link"], PASSWORD)).from([203, 0, 113, 9]))
            .await;
        assert_eq!(throttled.verdict(), (429, "too_many_requests"));
    })
    .await;
}

#[tokio::test]
async fn nobody_is_invited_who_cannot_be() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        let owner = sign_in(&app.access, Role::Owner).await;
        let editor = sign_in(&app.access, Role::Editor).await;
        let post = async |body: Value, by: &Browser| app.send(Ask::post(LIST, body).by(by)).await;
        let none = json!([]);
        let bad = post(wish("ines", Role::Viewer, &none), &admin).await;
        assert_eq!((bad.status, bad.fault()), (422, ("email", "invalid_email")));
        let known = post(wish(&owner.user.email, Role::Viewer, &none), &admin).await;
        assert_eq!(known.verdict(), (409, "email_conflict"));
        let ghost = crate::TeamId::new(&parcours_kernel::Env::system());
        let teamless = post(wish("i@example.org", Role::Viewer, &json!([ghost])), &admin).await;
        assert_eq!((teamless.status, teamless.fault()), (422, ("team_ids", "team_not_found")));
        let above = post(wish("i@example.org", Role::Owner, &none), &admin).await;
        assert_eq!(above.verdict(), (403, "not_allowed"));
        let low = post(wish("i@example.org", Role::Viewer, &none), &editor).await;
        assert_eq!(low.verdict(), (403, "not_allowed"));
        assert_eq!(app.send(Ask::get(LIST).by(&editor)).await.status, 403);

        let high = post(wish("i@example.org", Role::Owner, &none), &owner).await.json;
        let at = format!("{LIST}/{}", high["invitation"]["id"].as_str().unwrap());
        assert_eq!(app.send(Ask::delete(&at).by(&admin)).await.verdict(), (403, "not_allowed"));
        let nowhere =
            format!("{LIST}/{}", crate::InvitationId::new(&parcours_kernel::Env::system()));
        let nowhere = app.send(Ask::delete(&nowhere).by(&admin)).await;
        assert_eq!(nowhere.verdict(), (404, "invitation_not_found"));

        // An account was made by hand while the invitation waited.
        let user =
            json!({ "name": "I", "email": "i@example.org", "role": "viewer", "language": "fr" });
        assert_eq!(app.send(Ask::post("/api/v1/users", user).by(&admin)).await.status, 201);
        let late = app.send(Ask::post(ACCEPT, guest(&high["link"], PASSWORD))).await;
        assert_eq!(late.verdict(), (409, "email_conflict"));
    })
    .await;
}

#[tokio::test]
async fn two_at_once_make_one_account() {
    on_both(async |database| {
        let app = App::new(database);
        let admin = sign_in(&app.access, Role::Admin).await;
        let made = invited(&app, &admin, "a@example.org").await;
        let (a, b) = tokio::join!(
            app.send(Ask::post(ACCEPT, guest(&made["link"], PASSWORD))),
            app.send(Ask::post(ACCEPT, guest(&made["link"], PASSWORD))),
        );
        let mut verdicts = [a.status, b.status];
        verdicts.sort_unstable();
        assert_eq!(verdicts, [201, 410], "{a:?} {b:?}");
        let at = format!("{LIST}/{}", made["invitation"]["id"].as_str().unwrap());
        assert_eq!(app.send(Ask::delete(&at).by(&admin)).await.verdict(), (409, "invitation_over"));
    })
    .await;
}
