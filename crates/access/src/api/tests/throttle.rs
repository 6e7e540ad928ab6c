use futures::future::join_all;
use parcours_storage::jobs::{NewJob, Queue, Runner};
use parcours_storage::testing::{TestDatabase, on_both};
use serde_json::json;

use super::app::{App, Ask, PASSWORD};
use crate::jobs::PurgeAccess;
use crate::testing::sign_in;
use crate::{Access, Config, Role};

#[tokio::test]
async fn an_account_has_ten_tries_whether_it_exists_or_not() {
    on_both(async |database| {
        let app = App::with_owner(database).await;
        for email in ["owner@example.org", "nobody@example.org"] {
            for _ in 0..10 {
                assert_eq!(app.sign_in(email, "wrong wrong wrong").await.status, 401, "{email}");
            }
            let refused = app.sign_in(&email.to_uppercase(), PASSWORD).await;
            assert_eq!(refused.verdict(), (429, "too_many_requests"), "{email}");
            assert_eq!(refused.headers["retry-after"], "91");
        }
        app.clock.advance_seconds(91);
        assert_eq!(
            app.sign_in("owner@example.org", "wrong wrong wrong").await.status,
            401,
            "one more"
        );
        assert_eq!(app.sign_in("owner@example.org", PASSWORD).await.status, 429);
        app.clock.advance_seconds(91);
        assert_eq!(app.sign_in("owner@example.org", PASSWORD).await.status, 200);
        for _ in 0..10 {
            assert_eq!(
                app.sign_in("owner@example.org", "wrong wrong wrong").await.status,
                401,
                "all ten back"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_runs_out_over_many_accounts_and_others_do_not() {
    on_both(async |database| {
        let app = App::with_owner(database).await;
        let follow = |from: [u8; 4]| {
            Ask::post("/api/v1/session/link", json!({ "token": "guess" })).from(from)
        };
        for _ in 0..50 {
            assert_eq!(app.send(follow([198, 51, 100, 1])).await.status, 404);
        }
        assert_eq!(app.send(follow([198, 51, 100, 1])).await.status, 429);
        assert_eq!(app.send(follow([198, 51, 100, 2])).await.status, 404);
        let credentials = json!({ "email": "owner@example.org", "password": PASSWORD });
        let refused =
            app.send(Ask::post("/api/v1/session", credentials).from([198, 51, 100, 1])).await;
        assert_eq!(refused.status, 429, "the same count for all ways in");
    })
    .await;
}

#[tokio::test]
async fn tries_at_once_and_in_two_processes_are_all_counted() {
    for backend in [parcours_storage::Backend::Sqlite, parcours_storage::Backend::Postgres] {
        let Some(database) = TestDatabase::of(backend).await else { continue };
        let one = App::with_owner(database.database()).await;
        let other = App::new(database.another().await);
        let tries = (0..30).map(|n| {
            let app = if n % 2 == 0 { &one } else { &other };
            app.sign_in("owner@example.org", "wrong wrong wrong")
        });
        let answers = join_all(tries).await;
        let looked_at = answers.iter().filter(|answer| answer.status == 401).count();
        assert_eq!(looked_at, 10, "{backend:?}");
    }
}

#[tokio::test]
async fn a_success_costs_an_address_nothing() {
    let database = TestDatabase::sqlite().await;
    let app = App::with_owner(database.database()).await;
    for _ in 0..60 {
        assert_eq!(app.sign_in("owner@example.org", PASSWORD).await.status, 200);
    }
}

#[tokio::test]
async fn upkeep_forgets_what_has_expired() {
    on_both(async |database| {
        let app = App::with_owner(database.clone()).await;
        let browser = sign_in(&app.access, Role::Viewer).await;
        app.sign_in("nobody@example.org", PASSWORD).await;
        app.after_days(40);
        let fresh = sign_in(&app.access, Role::Viewer).await;
        let access = Access::new(database.clone(), app.access.env.clone(), Config::default());
        let queue = Queue::new(database.clone(), app.access.env.clone());
        queue.enqueue(NewJob::now(PurgeAccess {})).await.unwrap();
        let runner = crate::register(Runner::new(database.clone(), app.access.env.clone()), &access);
        assert_eq!(runner.drain().await.unwrap(), 1);
        let left = |table: &str| {
            let sql = format!("SELECT count(*) FROM {table}");
            let database = database.clone();
            async move { parcours_storage::sql::number(database.read(), sql, vec![]).await.unwrap() }
        };
        assert_eq!((left("sessions").await, left("links").await), (1, 0));
        assert_eq!(left("throttles").await, 1, "the address of the link just followed");
        let alive = async |browser| app.send(Ask::get("/api/v1/session").by(browser)).await.json["user"].is_object();
        assert!(alive(&fresh).await && !alive(&browser).await);
    })
    .await;
}
