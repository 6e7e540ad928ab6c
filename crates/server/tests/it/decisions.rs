//! What people decide on findings, and the views they save, over HTTP on both databases.

use http::{Method, StatusCode};
use parcours_access::Role;
use parcours_access::testing::Browser;
use parcours_storage::Backend;
use serde_json::{Value, json};

use crate::test_app::{Answer, TestApp};

async fn on_both(test: impl AsyncFn(TestApp)) {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        if let Some(app) = TestApp::on(backend).await {
            test(app).await;
        }
    }
}

async fn ask(
    app: &TestApp,
    who: &Browser,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> Answer {
    app.ask_as(who, method, &format!("/api/v1/{path}"), body).await
}

fn fault(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    let error = &answer.json()["errors"][0];
    let text = |name: &str| error[name].as_str().unwrap().to_owned();
    (text("field"), text("code"))
}

#[tokio::test]
async fn a_finding_is_given_to_somebody_done_or_dismissed_with_a_reason() {
    on_both(async |app| {
        let editor = app.browser(Role::Editor).await;
        let viewer = app.browser(Role::Viewer).await;
        let wish = json!({ "name": "Achat", "language": "fr" });
        let made = ask(&app, &editor, Method::POST, "journeys", Some(wish)).await.json();
        let path = &format!("journeys/{}/findings", made["id"].as_str().unwrap());
        let key = "new:tpt_a:tpt_b:call_ended";
        let decide = async |who: &Browser, said: Value| {
            let mut body = json!({ "finding": key, "customers": 312, "of_customers": 1000 });
            body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
            ask(&app, who, Method::PUT, path, Some(body)).await
        };
        let people = ask(&app, &editor, Method::GET, "people", None).await.json();
        let somebody = people["items"][0]["id"].clone();

        let given = decide(&editor, json!({ "state": "open", "assignee_id": somebody })).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.text);
        assert_eq!(given.json()["assignee"]["id"], somebody);
        let said = json!({ "state": "dismissed", "reason": "  Prévu ainsi. " });
        assert_eq!(decide(&editor, said).await.json()["reason"], "Prévu ainsi.");
        let all = ask(&app, &viewer, Method::GET, path, None).await.json();
        let [one] = &all["items"].as_array().unwrap()[..] else { panic!("one: {all}") };
        assert_eq!((&one["state"], &one["customers"]), (&"dismissed".into(), &312.into()));
        assert_eq!(one["assignee"], Value::Null, "what was decided before gives way");
        let open = decide(&editor, json!({ "state": "open", "reason": "Prévu" })).await.json();
        assert_eq!(open["reason"], "", "only what is dismissed has a reason");

        assert_eq!(decide(&viewer, json!({ "state": "done" })).await.status, StatusCode::FORBIDDEN);
        let wrong = [
            (json!({ "state": "dismissed", "reason": " " }), "reason", "required"),
            (json!({ "state": "dismissed", "reason": "x".repeat(501) }), "reason", "too_long"),
            (json!({ "state": "open", "finding": "" }), "finding", "unknown_finding"),
            (json!({ "state": "open", "customers": 1001 }), "customers", "out_of_range"),
            (
                json!({ "state": "open", "assignee_id": "usr_00000000000000000000000000" }),
                "assignee_id",
                "unknown_person",
            ),
        ];
        for (said, field, code) in wrong {
            let answer = decide(&editor, said).await;
            assert_eq!(fault(&answer), (field.to_owned(), code.to_owned()));
        }
        let id = made["id"].as_str().unwrap();
        let nowhere = path.replace(&id[id.len() - 4..], "0000");
        let answer = ask(&app, &editor, Method::GET, &nowhere, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
    })
    .await;
}

#[tokio::test]
async fn views_are_saved_for_oneself_or_for_everybody() {
    on_both(async |app| {
        let camille = app.browser(Role::Viewer).await;
        let other = app.browser(Role::Agent).await;
        let admin = app.browser(Role::Admin).await;
        let save = async |who: &Browser, name: &str, shared: bool| {
            let search = json!({ "view": "flow", "share": 80, "strict": true });
            let body = json!({ "name": name, "shared": shared, "search": search });
            ask(&app, who, Method::POST, "saved-views", Some(body)).await
        };
        let names = async |who: &Browser| -> Vec<String> {
            let all = ask(&app, who, Method::GET, "saved-views", None).await.json();
            let name = |one: &Value| one["name"].as_str().unwrap().to_owned();
            all["items"].as_array().unwrap().iter().map(name).collect()
        };
        let mine = save(&camille, " Mobile ", false).await;
        assert_eq!(mine.status, StatusCode::CREATED, "{}", mine.text);
        let mine = mine.json();
        assert_eq!((&mine["name"], &mine["search"]["share"]), (&"Mobile".into(), &80.into()));
        let ours = save(&camille, "Paiement", true).await.json();
        assert_eq!(names(&camille).await, ["Mobile", "Paiement"]);
        assert_eq!(names(&other).await, ["Paiement"]);
        let taken = save(&camille, "Mobile", false).await;
        assert_eq!(fault(&taken), ("name".to_owned(), "name_taken".to_owned()));
        assert_eq!(save(&other, "Mobile", false).await.status, StatusCode::CREATED);

        let change = async |who: &Browser, view: &Value, said: Value| {
            let path = format!("saved-views/{}", view["id"].as_str().unwrap());
            ask(&app, who, Method::PATCH, &path, Some(said)).await
        };
        let hidden = change(&other, &mine, json!({ "name": "X" })).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let not_theirs = change(&other, &ours, json!({ "name": "X" })).await;
        assert_eq!(not_theirs.status, StatusCode::FORBIDDEN);
        let renamed = change(&admin, &ours, json!({ "name": "Paiement mobile" })).await.json();
        assert_eq!(
            (&renamed["name"], &renamed["shared"]),
            (&"Paiement mobile".into(), &true.into())
        );
        let clash = change(&camille, &ours, json!({ "name": "Mobile" })).await;
        assert_eq!(fault(&clash), ("name".to_owned(), "name_taken".to_owned()));
        let unshared = change(&camille, &ours, json!({ "shared": false })).await;
        assert_eq!(unshared.status, StatusCode::OK, "{}", unshared.text);
        assert_eq!(names(&other).await, ["Mobile"]);

        for (said, field) in [
            (json!({ "name": " ", "search": {} }), "name"),
            (json!({ "name": "x".repeat(81), "search": {} }), "name"),
            (json!({ "name": "x", "search": { "view": ["flow"] } }), "search"),
            (json!({ "name": "x", "search": { "view": "x".repeat(4001) } }), "search"),
        ] {
            let answer = ask(&app, &camille, Method::POST, "saved-views", Some(said)).await;
            assert_eq!(fault(&answer).0, field);
        }
        let path = format!("saved-views/{}", mine["id"].as_str().unwrap());
        let kept = ask(&app, &other, Method::DELETE, &path, None).await;
        assert_eq!(kept.status, StatusCode::NOT_FOUND);
        let gone = ask(&app, &camille, Method::DELETE, &path, None).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        assert_eq!(names(&camille).await, ["Paiement mobile"]);
    })
    .await;
}
