//! Nothing of somebody who was forgotten is left beside the log, nor comes back, on both databases.

use axum::body::Body;
use http::{Request, StatusCode};
use parcours_access::Actor;
use parcours_customers::{IdentityKind, Key, Owner};
use parcours_kernel::Language;
use parcours_storage::jobs::{Job, JobFailure, NewJob, Runner};
use parcours_storage::sql;
use parcours_storage::testing::{on_both, traces};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::files::Options;
use crate::testing::{Bench, read};
use crate::{Outcome, Tracking, protocol_router};

const OF_LÉA: [&str; 6] =
    ["lea-4711", "leas-browser", "lea@example.org", "+33612345678", "Perpignan", "cus_"];

/// What an SDK tells of her at a moment, in one batch.
fn batch(at: &str, messages: &str) -> Value {
    let event = |call: &str, more: Value| {
        let mut event = json!({
            "type": call, "userId": "lea-4711", "anonymousId": "leas-browser", "timestamp": at,
            "messageId": format!("{messages}-{call}")
        });
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        event
    };
    let traits =
        json!({ "email": "lea@example.org", "phone": "+33 6 12 34 56 78", "city": "Perpignan" });
    json!({ "batch": [
        event("identify", json!({ "traits": traits })),
        event("track", json!({ "event": "Order Completed", "properties": { "city": "Perpignan" } })),
        event("page", json!({ "properties": { "path": "/account/lea@example.org?city=Perpignan" } })),
        // Without a name: refused, and shown as it came.
        { "type": "track", "userId": "lea-4711", "messageId": "unnamed" },
    ]})
}

async fn send(bench: &Bench, batch: &Value) -> StatusCode {
    let request = Request::post("/v1/batch").header("content-type", "application/json");
    let mut batch = batch.clone();
    batch["writeKey"] = bench.key().into();
    let request = request.body(Body::from(batch.to_string())).unwrap();
    protocol_router(bench.tracking.clone()).oneshot(request).await.unwrap().status()
}

async fn outcomes(bench: &Bench) -> Vec<(Outcome, Value)> {
    let events =
        bench.tracking.source_events(bench.source.id, Language::En).await.unwrap().into_iter();
    events.map(|event| (event.outcome, event.payload)).collect()
}

fn runner(bench: &Bench) -> Runner {
    let runner = Runner::new(bench.tracking.database.clone(), bench.tracking.env.clone());
    bench.tracking.register_jobs(runner)
}

/// Uploads her history, with a bad row, and imports it if that is asked for.
async fn upload(bench: &Bench, start: bool) {
    let file = "user_id,timestamp,event,city\nlea-4711,2026-03-01T10:00:00Z,visit,Perpignan\n\
                lea-4711,Perpignan,visit,Perpignan\n";
    let record =
        bench.tracking.upload_import("visits.csv", file.into(), Actor::system()).await.unwrap();
    if start {
        let columns = "customer=user_id,at=timestamp,kind=event".parse().unwrap();
        let options = Options { columns, ..Options::default() };
        bench.tracking.start_import(record.id, options, Actor::system()).await.unwrap();
        runner(bench).drain().await.unwrap();
    }
}

fn uploads(bench: &Bench) -> usize {
    std::fs::read_dir(bench.tracking.database.data().join("imports")).unwrap().count()
}

/// A job that gives up, and names the customer.
#[derive(Debug, Serialize, Deserialize)]
struct Write {
    to: parcours_interactions::CustomerId,
}

impl Job for Write {
    const KIND: &'static str = "write";
    const MAX_ATTEMPTS: u32 = 1;
}

async fn forget(bench: &Bench) {
    let key = Key { kind: IdentityKind::UserId, value: "lea-4711".into() };
    let customers = &bench.tracking.customers;
    let léa = customers.find_by_key(&key).await.unwrap().expect("she is there").id;
    let mut work = bench.tracking.database.begin().await.unwrap();
    work.enqueue(&bench.tracking.env, NewJob::now(Write { to: léa })).await.unwrap();
    work.commit(&bench.tracking.env).await.unwrap();
    let fails = |_: Write, _| async { Err(JobFailure::Retry("nobody answers".into())) };
    runner(bench).handle(fails).drain().await.unwrap();
    bench.clock.advance_seconds(60);
    customers.forget_for(léa, Actor::system()).await.unwrap().expect("she is forgotten");
    runner(bench).drain().await.unwrap();
}

#[tokio::test]
async fn nothing_is_left_and_what_comes_late_is_acknowledged_and_leaves_nothing() {
    on_both(async |database| {
        let bench = Bench::new(database.clone()).await;
        let told = batch("2026-05-01T11:58:00Z", "m");
        assert_eq!(send(&bench, &told).await, StatusCode::OK);
        upload(&bench, true).await;
        upload(&bench, false).await;
        assert_eq!((bench.interactions().await, uploads(&bench)), (3, 2));
        forget(&bench).await;
        assert_eq!((bench.interactions().await, uploads(&bench)), (0, 0));
        let mut left = traces(&database, &OF_LÉA).await;
        // Whose it was is in the audit trail, and nothing of who she was.
        left.retain(|trace| !trace.starts_with("audit.entity: cus_"));
        assert_eq!(left, Vec::<String>::new());

        // The SDK heard no answer, and tells everything again.
        assert_eq!(send(&bench, &told).await, StatusCode::OK);
        let shown = outcomes(&bench).await;
        let erased = shown.iter().filter(|(outcome, _)| *outcome == Outcome::Erased);
        assert!(erased.clone().all(|(_, payload)| *payload == json!({})), "{shown:?}");
        assert_eq!((erased.count(), bench.interactions().await), (3, 0));
        let customers = "SELECT count(*) FROM customers";
        assert_eq!(sql::number(database.read(), customers, vec![]).await.unwrap(), 0);

        // She comes back.
        let told = batch("2026-05-01T12:02:00Z", "n");
        bench.clock.advance_seconds(60);
        assert_eq!(send(&bench, &told).await, StatusCode::OK);
        assert_eq!(bench.interactions().await, 2);
        assert_eq!(sql::number(database.read(), customers, vec![]).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn rows_of_the_forgotten_are_counted_apart_and_make_nobody() {
    on_both(async |database| {
        let bench = Bench::new(database.clone()).await;
        send(&bench, &batch("2026-05-01T11:58:00Z", "m")).await;
        forget(&bench).await;
        bench.clock.advance_seconds(60);
        upload(&bench, true).await;
        let page = bench.tracking.imports(&Default::default(), Language::En).await.unwrap();
        let progress = &page.items[0].progress;
        assert_eq!((progress.rows_erased, progress.rows_refused, progress.rows_stored), (1, 1, 0));
        assert_eq!(bench.interactions().await, 0);
        assert_eq!(traces(&database, &["lea-4711", "cus_"]).await.len(), 1, "the audit trail");
    })
    .await;
}

#[tokio::test]
async fn what_goes_past_the_database_is_sifted_too() {
    on_both(async |database| {
        let bench = Bench::new(database.clone()).await;
        send(&bench, &batch("2026-05-01T11:58:00Z", "m")).await;
        forget(&bench).await;
        let mut told = batch("2026-05-01T11:59:00Z", "n");
        told["batch"][2]["userId"] = "tom".into();
        told["batch"][2]["anonymousId"] = "toms-phone".into();
        let mut all = read(&told.to_string(), None).batch;
        let Tracking { env, customers, log, .. } = &bench.tracking;
        let (bulk, fates) = all.write_bulk(&database, env, customers, log).await.unwrap();
        let mut work = database.begin().await.unwrap();
        log.publish(&mut work, &bulk).await.unwrap();
        work.commit(env).await.unwrap();
        let erased: Vec<_> = fates.iter().map(|fate| fate.owner == Owner::Forgotten).collect();
        assert_eq!(erased, [true, true, false]);
        assert_eq!(bench.interactions().await, 1);
        assert_eq!(traces(&database, &["lea-4711", "leas-browser"]).await, Vec::<String>::new());
    })
    .await;
}
