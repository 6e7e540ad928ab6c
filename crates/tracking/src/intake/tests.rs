//! The promises of the intake, on both databases.

use std::sync::Arc;

use futures::future::join_all;
use parcours_interactions::SourceId as SourceNumber;
use parcours_kernel::{Language, Period};
use parcours_storage::testing::{TestDatabase, on_both};
use parcours_storage::{Backend, sql};

use super::*;
use crate::segment::Understood;
use crate::testing::{Bench, noon, read};
use crate::{Outcome, SourceId};

/// Events of one visitor; ids `from..from + count`.
fn told(key: &Arc<KnownKey>, from: usize, count: usize) -> Delivery {
    let events: Vec<_> = (from..from + count)
        .map(|n| format!(r#"{{"type":"page","anonymousId":"device-{n}","messageId":"m{n}","properties":{{"path":"/p"}}}}"#))
        .collect();
    let Understood { batch, samples, .. } =
        read(&format!(r#"{{"batch":[{}]}}"#, events.join(",")), None);
    Delivery { key: Arc::clone(key), received_at: noon(), batch: renumber(&batch, key), samples }
}

/// The events of the source that the key belongs to.
fn renumber(batch: &Batch, key: &KnownKey) -> Batch {
    let mut own = Batch::default();
    for mut told in batch.told() {
        if let Some(fact) = &mut told.fact {
            fact.source = key.source;
        }
        own.push(told);
    }
    own
}

#[tokio::test]
async fn what_is_acknowledged_is_there_and_told_twice_is_there_once() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let (intake, key) = (bench.tracking.intake(), bench.known_key().await);
        let first = intake.take(told(&key, 0, 5), 100).await.unwrap();
        assert_eq!(first, Receipt { stored: 5, ..Receipt::default() });
        assert_eq!(bench.interactions().await, 5);
        // The acknowledgement was lost; the client adds two events and sends again.
        let again = intake.take(told(&key, 0, 7), 100).await.unwrap();
        assert_eq!(again, Receipt { stored: 2, duplicates: 5, erased: 0 });
        let source = bench.tracking.source(bench.source.id).await.unwrap();
        assert_eq!((source.events_24h, source.last_event_at), (7, Some(noon())));
        assert_eq!(source.keys[0].last_used_at, Some(noon()));
    })
    .await;
}

#[tokio::test]
async fn concurrent_requests_share_commits() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let bench = Bench::new(fresh.database()).await;
        let key = bench.known_key().await;
        let commits = async || {
            let count = "SELECT count(*) FROM changes WHERE topic = 'interactions'";
            sql::number(fresh.database().read(), count, vec![]).await.unwrap()
        };
        // While somebody else writes (SQLite has one writer), all of them gather.
        let other = fresh.database().begin().await.unwrap();
        let requests = tokio::spawn({
            let intake = bench.tracking.intake().clone();
            let deliveries: Vec<_> = (0..40).map(|n| told(&key, n * 3, 3)).collect();
            async move {
                join_all(deliveries.into_iter().map(|delivery| intake.take(delivery, 100))).await
            }
        });
        tokio::task::yield_now().await;
        other.rollback().await.unwrap();
        let receipts = requests.await.unwrap();
        assert!(
            receipts
                .iter()
                .all(|receipt| *receipt == Ok(Receipt { stored: 3, ..Receipt::default() }))
        );
        assert_eq!(bench.interactions().await, 120, "{backend:?}");
        assert!(commits().await < 40, "{backend:?}: {} commits for 40 requests", commits().await);
    }
}

#[tokio::test]
async fn a_bad_delivery_harms_only_itself() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let (intake, key) = (bench.tracking.intake().clone(), bench.known_key().await);
        // A source that is not in its table: the database refuses the whole unit of work.
        let nowhere = Arc::new(KnownKey {
            source: SourceNumber(9_999),
            source_id: SourceId::new(&bench.tracking.env),
            promoted: Vec::new(),
            key: key.key.clone(),
            ..*key
        });
        let deliveries = [told(&key, 0, 2), told(&nowhere, 2, 2), told(&key, 4, 2)];
        let fates = join_all(deliveries.into_iter().map(|told| intake.take(told, 100))).await;
        let good = Ok(Receipt { stored: 2, ..Receipt::default() });
        assert_eq!(fates, [good, Err(NotTaken::Unavailable), good]);
        assert_eq!(bench.interactions().await, 4);
        assert_eq!(
            intake.take(told(&key, 6, 1), 100).await,
            Ok(Receipt { stored: 1, ..Receipt::default() })
        );
    })
    .await;
}

#[tokio::test]
async fn a_unit_of_work_that_was_cut_short_can_be_told_again() {
    on_both(async |database| {
        let bench = Bench::new(database.clone()).await;
        let mut batch = told(&bench.known_key().await, 0, 3).batch;
        let (customers, log) = (&bench.tracking.customers, &bench.tracking.log);
        for (commit, expected) in [(false, 0), (true, 3)] {
            let mut work = database.begin().await.unwrap();
            let fates = batch.write(&mut work, customers, log).await.unwrap();
            assert!(fates.iter().all(|fate| fate.stored));
            if commit {
                work.commit(&bench.tracking.env).await.unwrap();
            } else {
                work.rollback().await.unwrap();
            }
            assert_eq!(bench.interactions().await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn closing_writes_what_was_taken_and_takes_nothing_new() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let (intake, key) = (bench.tracking.intake().clone(), bench.known_key().await);
        let taken: Vec<_> = (0..10).map(|n| intake.take(told(&key, n, 1), 100)).collect();
        let all = join_all(taken.into_iter().map(|take| async { take.await.is_ok() }));
        let (stored, ()) = tokio::join!(all, async {
            // After each of them has been handed over.
            tokio::task::yield_now().await;
            intake.close().await;
        });
        let stored = stored.into_iter().filter(|stored| *stored).count();
        assert_eq!(bench.interactions().await, stored as u64);
        assert_eq!(stored, 10);
        assert_eq!(intake.take(told(&key, 99, 1), 100).await, Err(NotTaken::Closed));
    })
    .await;
}

#[tokio::test]
async fn too_much_waiting_is_refused_at_once() {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    let (intake, key) = (bench.tracking.intake(), bench.known_key().await);
    let other = fresh.database().begin().await.unwrap();
    let half = ROOM_KIB as usize * 1024 / 2 - 2048;
    let first = intake.take(told(&key, 0, 1), half);
    let second = intake.take(told(&key, 1, 1), half);
    let third = async {
        let refused = intake.take(told(&key, 2, 1), half).await;
        other.rollback().await.unwrap();
        refused
    };
    let (first, second, third) = tokio::join!(first, second, third);
    assert!(first.is_ok() && second.is_ok());
    assert_eq!(third, Err(NotTaken::Full));
    assert!(intake.take(told(&key, 2, 1), half).await.is_ok(), "there is room again");
}

#[tokio::test]
async fn the_last_events_are_shown_with_what_became_of_them() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let (intake, key) = (bench.tracking.intake(), bench.known_key().await);
        for n in 0..12 {
            intake.take(told(&key, n * 6, 6), 100).await.unwrap();
        }
        intake.take(told(&key, 0, 1), 100).await.unwrap();
        let Understood { batch, samples, .. } =
            read(r#"{"batch":[{"type":"track","userId":"léa"}]}"#, None);
        let refused = Delivery { key: Arc::clone(&key), received_at: noon(), batch, samples };
        assert_eq!(intake.take(refused, 100).await, Ok(Receipt::default()));
        let events = bench.tracking.source_events(bench.source.id, Language::Fr).await.unwrap();
        assert_eq!(events.len(), 50);
        let outcomes: Vec<_> = events.iter().take(3).map(|event| event.outcome).collect();
        assert_eq!(outcomes, [Outcome::Refused, Outcome::Duplicate, Outcome::Stored]);
        assert!(events[0].reason.as_deref().unwrap().contains("event"));
        assert_eq!(events[0].payload["userId"], "léa");
        assert!(events[1].customer_id.is_some() && events[1].name.as_deref() == Some("/p"));
        let summary = bench.tracking.log.snapshot().await.unwrap();
        assert_eq!(summary.summary(Period::ALL).await.unwrap().interactions, 72);
    })
    .await;
}

/// Two processes are told the same things at once, in opposite orders, by visitors nobody knew:
/// locks are waited for or won back, and everything is there once.
#[tokio::test(flavor = "multi_thread")]
async fn two_processes_store_what_both_are_told_once() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let here = Bench::new(fresh.database()).await;
        let there = Bench::new(fresh.another().await).await;
        here.clock.advance_seconds(1);
        there.clock.advance_seconds(1);
        let mut requests = Vec::new();
        for n in 0..60 {
            for (process, place) in [(&here, n), (&there, 59 - n)] {
                let key = process.tracking.keys.find(here.key()).await.unwrap().unwrap();
                let intake = process.tracking.intake().clone();
                let delivery = told(&key, place * 5, 5);
                requests.push(tokio::spawn(async move { intake.take(delivery, 100).await }));
            }
        }
        let mut stored = 0;
        for request in requests {
            stored += request.await.unwrap().unwrap().stored;
        }
        assert_eq!((stored, here.interactions().await), (300, 300), "{backend:?}");
        let source = there.tracking.source(here.source.id).await.unwrap();
        assert_eq!(source.events_24h, 300);
    }
}
