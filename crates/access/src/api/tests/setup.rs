use parcours_storage::testing::on_both;
use serde_json::{Value, json};

use super::app::{App, Ask, PASSWORD};

fn owner(token: &str) -> Value {
    json!({ "token": token, "name": "Odile", "email": "Odile@Example.org", "password": PASSWORD, "language": "en" })
}

#[tokio::test]
async fn the_printed_link_creates_the_owner_once() {
    on_both(async |database| {
        let app = App::new(database);
        let before = app.send(Ask::get("/api/v1/session")).await;
        assert_eq!((before.status, &before.json["setup_needed"]), (200, &json!(true)));
        let link = app.access.setup_link_if_needed().await.unwrap().unwrap();
        assert!(link.url("http://127.0.0.1:7878/").starts_with("http://127.0.0.1:7878/setup#"));

        let mut bad = owner(link.token());
        bad["password"] = json!("trop court");
        let refused = app.send(Ask::post("/api/v1/setup", bad)).await;
        assert_eq!((refused.status, refused.fault()), (422, ("password", "password_too_short")));
        let unknown = app.send(Ask::post("/api/v1/setup", owner("guess"))).await;
        assert_eq!(unknown.verdict(), (404, "link_not_found"));

        let made = app.send(Ask::post("/api/v1/setup", owner(link.token()))).await;
        assert_eq!(made.status, 201, "{made:?}");
        assert_eq!(made.json["user"]["role"], "owner");
        assert!(made.json["permissions"].as_array().unwrap().contains(&json!("manage_system")));
        let session = app.send(Ask::get("/api/v1/session").by(&made.browser())).await;
        assert_eq!(session.json, made.json, "and is signed in");

        let again = app.send(Ask::post("/api/v1/setup", owner(link.token()))).await;
        assert_eq!(again.verdict(), (409, "already_set_up"));
        assert!(app.access.setup_link_if_needed().await.unwrap().is_none());
        assert_eq!(app.sign_in("ODILE@example.ORG", PASSWORD).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_set_up_link_is_good_for_a_day() {
    on_both(async |database| {
        let app = App::new(database);
        let link = app.access.setup_link_if_needed().await.unwrap().unwrap();
        app.after_days(1);
        let late = app.send(Ask::post("/api/v1/setup", owner(link.token()))).await;
        assert_eq!(late.verdict(), (404, "link_not_found"));
    })
    .await;
}

#[tokio::test]
async fn two_links_at_once_make_one_owner() {
    on_both(async |database| {
        let app = App::new(database);
        let one = app.access.setup_link_if_needed().await.unwrap().unwrap();
        let two = app.access.setup_link_if_needed().await.unwrap().unwrap();
        let mut second = owner(two.token());
        second["email"] = json!("other@example.org");
        let (a, b) = tokio::join!(
            app.send(Ask::post("/api/v1/setup", owner(one.token()))),
            app.send(Ask::post("/api/v1/setup", second)),
        );
        let made = [&a, &b].iter().filter(|answer| answer.status == 201).count();
        assert_eq!(made, 1, "{a:?} {b:?}");
        assert_eq!(app.access.users().await.unwrap().len(), 1);
    })
    .await;
}
