//! Several people on one map, over HTTP on both databases.

use http::{Method, StatusCode};
use parcours_access::Role;
use parcours_access::testing::Browser;
use parcours_outbound::Mailer;
use parcours_outbound::testing::SmtpServer;
use parcours_storage::Backend;
use serde_json::{Value, json};

use crate::test_app::TestApp;

/// An editor who owns a map with one touchpoint, a viewer and an agent.
struct Office {
    app: TestApp,
    editor: Browser,
    viewer: Browser,
    agent: Browser,
    journey: String,
    touchpoint: String,
}

impl Office {
    async fn on(backend: Backend, mailer: Mailer) -> Option<Self> {
        let app = TestApp::mailing(backend, mailer).await?;
        let editor = app.browser(Role::Editor).await;
        let viewer = app.browser(Role::Viewer).await;
        let agent = app.browser(Role::Agent).await;
        let mut office =
            Self { app, editor, viewer, agent, journey: String::new(), touchpoint: String::new() };
        let wish = json!({ "name": "Achat", "language": "fr" });
        let made = office.done(&office.editor, "POST", "journeys", wish, 201).await;
        office.journey = text(&made["id"]);
        let owner = json!({ "owner_id": office.editor.user.id });
        let path = format!("journeys/{}", office.journey);
        office.done(&office.editor, "PATCH", &path, owner, 200).await;
        let path = format!("stages/{}/touchpoints", text(&made["stages"][0]["id"]));
        let wish = json!({ "name": "Paiement" });
        let made = office.done(&office.editor, "POST", &path, wish, 201).await;
        office.touchpoint = text(&made["id"]);
        Some(office)
    }

    async fn ask(
        &self,
        who: &Browser,
        method: &str,
        path: &str,
        body: Value,
    ) -> (StatusCode, Value) {
        // No two things happen at once: ids follow time.
        self.app.clock.advance_seconds(1);
        let method: Method = method.parse().unwrap();
        let body = (!body.is_null()).then_some(body);
        let answer = self.app.ask_as(who, method, &format!("/api/v1/{path}"), body).await;
        let json = if answer.text.is_empty() { Value::Null } else { answer.json() };
        (answer.status, json)
    }

    async fn done(&self, who: &Browser, method: &str, path: &str, body: Value, due: u16) -> Value {
        let (status, answer) = self.ask(who, method, path, body).await;
        assert_eq!(status.as_u16(), due, "{method} {path}: {answer}");
        answer
    }

    /// Says something at the needs of the touchpoint.
    async fn say(&self, who: &Browser, body: &str) -> Value {
        let wish = json!({ "touchpoint_id": self.touchpoint, "field": "needs", "body": body });
        let path = format!("journeys/{}/comments", self.journey);
        self.done(who, "POST", &path, wish, 201).await
    }

    async fn notices(&self, who: &Browser) -> (u64, Vec<(String, String)>) {
        let page = self.done(who, "GET", "notices", Value::Null, 200).await;
        let one = |notice: &Value| (text(&notice["kind"]), text(&notice["title"]));
        let items = page["items"].as_array().unwrap().iter().map(one).collect();
        (page["unread"].as_u64().unwrap(), items)
    }

    /// Runs what is due.
    async fn drain(&self) {
        self.app.app.runner().drain().await.unwrap();
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

async fn on_both(test: impl AsyncFn(Office)) {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        if let Some(office) = Office::on(backend, Mailer::default()).await {
            test(office).await;
        }
    }
}

#[tokio::test]
async fn a_cell_is_talked_about_until_somebody_settles_it() {
    on_both(async |office| {
        let karim = format!("Qu’en pensez-vous, @{}\u{202f}?", office.agent.user.id);
        let thread = office.say(&office.viewer, &karim).await;
        let id = text(&thread["id"]);
        assert_eq!(
            (&thread["field"], &thread["comments"][0]["author"]),
            (&"needs".into(), &office.viewer.user.name.clone().into())
        );
        // The one is called by name, the other owns the map; who spoke hears nothing.
        let (unread, told) = office.notices(&office.agent).await;
        assert_eq!((unread, told[0].0.as_str()), (1, "mention"));
        assert!(told[0].1.contains("Camille viewer") && told[0].1.contains("Paiement"), "{told:?}");
        assert_eq!(office.notices(&office.editor).await.1[0].0, "comment");
        assert_eq!(office.notices(&office.viewer).await.0, 0);

        let answer = json!({ "thread_id": id, "body": "D’accord." });
        let path = format!("journeys/{}/comments", office.journey);
        let thread = office.done(&office.agent, "POST", &path, answer, 201).await;
        assert_eq!(thread["comments"].as_array().unwrap().len(), 2);
        assert_eq!(office.notices(&office.viewer).await.1[0].0, "reply");
        let counts =
            office.done(&office.viewer, "GET", &format!("{path}/counts"), Value::Null, 200).await;
        assert_eq!(
            counts["items"],
            json!([{ "touchpoint_id": office.touchpoint, "field": "needs", "open": 1 }])
        );

        let resolution = format!("comments/{id}/resolution");
        let settled = office.done(&office.editor, "PUT", &resolution, Value::Null, 200).await;
        assert_eq!(settled["resolved_by"], office.editor.user.name.clone());
        assert_eq!(office.notices(&office.viewer).await.1[0].0, "resolved");
        let listed = async |query: &str| {
            let found = office
                .done(&office.viewer, "GET", &format!("{path}{query}"), Value::Null, 200)
                .await;
            found["items"].as_array().unwrap().len()
        };
        assert_eq!(
            (listed("").await, listed("?state=resolved").await, listed("?state=all").await),
            (0, 1, 1)
        );
        // Who answers opens it again.
        let again = json!({ "thread_id": id, "body": "Pas tout à fait." });
        let thread = office.done(&office.viewer, "POST", &path, again, 201).await;
        assert_eq!((&thread["resolved_at"], listed("").await), (&Value::Null, 1));
        office.done(&office.viewer, "PUT", &resolution, Value::Null, 200).await;
        office.done(&office.viewer, "DELETE", &resolution, Value::Null, 200).await;
        assert_eq!(listed(&format!("?touchpoint={}", office.touchpoint)).await, 1);
    })
    .await;
}

#[tokio::test]
async fn one_changes_and_takes_back_only_what_one_said() {
    on_both(async |office| {
        let thread = office.say(&office.viewer, "Un mot.").await;
        let path = format!("comments/{}", text(&thread["id"]));
        let words = json!({ "body": format!("Un autre, @{}.", office.agent.user.id) });
        let (status, refused) = office.ask(&office.editor, "PATCH", &path, words.clone()).await;
        assert_eq!((status.as_u16(), refused["code"].clone()), (403, "not_your_comment".into()));
        let after = office.done(&office.viewer, "PATCH", &path, words.clone(), 200).await;
        assert!(after["comments"][0]["edited_at"].is_string());
        // Told once, however often it is changed.
        office.done(&office.viewer, "PATCH", &path, words, 200).await;
        assert_eq!(office.notices(&office.agent).await.0, 1);
        let (status, _) = office.ask(&office.editor, "DELETE", &path, Value::Null).await;
        assert_eq!(status.as_u16(), 403);
        let admin = office.app.browser(Role::Admin).await;
        office.done(&admin, "DELETE", &path, Value::Null, 204).await;
        let (status, gone) = office.ask(&office.viewer, "DELETE", &path, Value::Null).await;
        assert_eq!((status.as_u16(), gone["code"].clone()), (404, "comment_not_found".into()));
        let all = format!("journeys/{}/comments?state=all", office.journey);
        assert_eq!(
            office.done(&office.viewer, "GET", &all, Value::Null, 200).await["items"],
            json!([])
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_said_names_the_field() {
    on_both(async |office| {
        let path = format!("journeys/{}/comments", office.journey);
        let nobody = format!("@{}", parcours_access::UserId::new(&office.app.app.env));
        let stranger = format!("{}0", &office.touchpoint[..office.touchpoint.len() - 1]);
        for (wish, field, code) in [
            (json!({ "body": " " }), "body", "required"),
            (json!({ "body": nobody }), "body", "mention_without_access"),
            (json!({ "body": "a", "field": "<b>" }), "field", "unknown_lane"),
            (
                json!({ "body": "a", "touchpoint_id": stranger }),
                "touchpoint_id",
                "unknown_touchpoint",
            ),
            (json!({ "body": "é".repeat(5_001) }), "body", "too_long"),
        ] {
            let (status, answer) = office.ask(&office.viewer, "POST", &path, wish.clone()).await;
            assert_eq!(status.as_u16(), 422, "{wish}: {answer}");
            let error = &answer["errors"][0];
            assert_eq!((&error["field"], &error["code"]), (&field.into(), &code.into()), "{wish}");
        }
        let admin = office.app.browser(Role::Admin).await;
        let out = json!({ "disabled": true });
        let user = format!("users/{}", office.agent.user.id);
        office.done(&admin, "PATCH", &user, out, 200).await;
        let wish = json!({ "body": format!("@{}", office.agent.user.id) });
        let (status, answer) = office.ask(&office.viewer, "POST", &path, wish).await;
        assert_eq!(
            (status.as_u16(), &answer["errors"][0]["code"]),
            (422, &"mention_without_access".into())
        );
        let elsewhere = json!({ "body": "a", "thread_id": "cmt_00000000000000000000000000" });
        let (status, answer) = office.ask(&office.viewer, "POST", &path, elsewhere).await;
        assert_eq!((status.as_u16(), answer["code"].clone()), (404, "thread_not_found".into()));
    })
    .await;
}

#[tokio::test]
async fn people_see_each_other_until_they_fall_silent() {
    on_both(async |office| {
        let here = async |who: &Browser, client: &str, at: Value| {
            let path = format!("journeys/{}/presence/{client}", office.journey);
            let there = office.done(who, "PUT", &path, at, 200).await;
            there["items"].as_array().unwrap().clone()
        };
        assert_eq!(here(&office.editor, "tab-1", json!({})).await, Vec::<Value>::new());
        let at = json!({ "touchpoint_id": office.touchpoint, "field": "needs" });
        let there = here(&office.viewer, "tab-2", at).await;
        assert_eq!(there[0]["name"], office.editor.user.name.clone());
        let there = here(&office.editor, "tab-1", json!({})).await;
        assert_eq!(
            (&there[0]["touchpoint_id"], &there[0]["field"]),
            (&office.touchpoint.clone().into(), &"needs".into())
        );
        // Nobody speaks for another's tab, nor closes it.
        let path = format!("journeys/{}/presence/tab-2", office.journey);
        office.done(&office.editor, "DELETE", &path, Value::Null, 204).await;
        assert_eq!(here(&office.editor, "tab-1", json!({})).await.len(), 1);
        office.done(&office.viewer, "DELETE", &path, Value::Null, 204).await;
        assert_eq!(here(&office.editor, "tab-1", json!({})).await.len(), 0);
        here(&office.viewer, "tab-2", json!({})).await;
        office.app.clock.advance_seconds(31);
        assert_eq!(here(&office.editor, "tab-1", json!({})).await.len(), 0);
        let (status, _) = office
            .ask(
                &office.editor,
                "PUT",
                &format!("journeys/{}/presence/a%20b", office.journey),
                json!({}),
            )
            .await;
        assert_eq!(status.as_u16(), 422);
    })
    .await;
}

#[tokio::test]
async fn activity_says_what_happened_to_a_map_and_all_that_is_in_it() {
    on_both(async |office| {
        office.say(&office.viewer, "Un mot.").await;
        let needs = json!({ "needs": "Vite" });
        let path = format!("touchpoints/{}", office.touchpoint);
        office.done(&office.editor, "PATCH", &path, needs, 200).await;
        let path = format!("journeys/{}/activity", office.journey);
        let page = office.done(&office.viewer, "GET", &path, Value::Null, 200).await;
        let actions: Vec<_> =
            page["items"].as_array().unwrap().iter().map(|entry| text(&entry["action"])).collect();
        assert_eq!(
            actions,
            [
                "touchpoint.updated",
                "comment.created",
                "touchpoint.created",
                "journey.updated",
                "journey.created"
            ]
        );
        assert_eq!(page["items"][0]["changes"]["needs"]["to"], "Vite");
    })
    .await;
}

#[tokio::test]
async fn mail_comes_once_for_what_nobody_read_in_time() {
    let server = SmtpServer::start();
    let office = Office::on(Backend::Sqlite, server.mailer()).await.unwrap();
    let call = format!("Voyez <b>ceci</b>, @{}.", office.agent.user.id);
    office.say(&office.viewer, &call).await;
    office.say(&office.viewer, "Autre chose.").await;
    office.drain().await;
    assert!(server.received().unwrap().is_empty(), "they may still see it");
    // The owner looks in time.
    office.done(&office.editor, "POST", "notices/read", json!({}), 204).await;
    office.app.clock.advance_seconds(601);
    office.drain().await;
    let mails = server.received().unwrap();
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert!(mail.contains(&format!("X-RcptTo: {}", office.agent.user.email)), "{mail}");
    assert!(mail.contains("https://parcours.example.org/journeys/"), "{mail}");
    assert!(!mail.contains("<b>ceci</b></blockquote>"), "{mail}");
    // Nothing twice.
    office.app.clock.advance_seconds(601);
    office.drain().await;
    assert_eq!(server.received().unwrap().len(), 1);

    // Who wants it once a day gets it in the morning; who mutes a map only what is meant for them.
    office.done(&office.editor, "PATCH", "me/notices", json!({ "mail": "daily" }), 200).await;
    let muted = format!("me/notices/muted/{}", office.journey);
    office.done(&office.editor, "PUT", &muted, Value::Null, 204).await;
    let before = office.notices(&office.editor).await.0;
    office.say(&office.viewer, "Du bruit.").await;
    assert_eq!(office.notices(&office.editor).await.0, before);
    let settings = office.done(&office.editor, "GET", "me/notices", Value::Null, 200).await;
    assert_eq!(
        settings,
        json!({ "mail": "daily", "mail_is_set_up": true, "muted": [office.journey] })
    );
    office.say(&office.viewer, &format!("@{}", office.editor.user.id)).await;
    office.app.clock.advance_seconds(3600);
    office.drain().await;
    assert_eq!(server.received().unwrap().len(), 1);
    office.app.clock.advance_seconds(24 * 3600);
    office.drain().await;
    assert_eq!(server.received().unwrap().len(), 2);
    office.done(&office.editor, "DELETE", &muted, Value::Null, 204).await;
}
