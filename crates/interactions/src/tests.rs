//! The promises of the log, on both databases.

mod formats;
mod properties;
mod sealed;

use std::collections::BTreeMap;

use parcours_kernel::{Env, Period, Timestamp};
use parcours_storage::testing::{TestDatabase, on_both};
use parcours_storage::{Backend, Database};

use crate::{
    Bucket, CustomerId, Log, NewInteraction, ScanRequest, SignatureParts, Snapshot, SourceId,
};

fn fact(customer: i64, minute: i64, kind: &str, message: &str) -> NewInteraction {
    let at = Timestamp::parse("2026-05-01T10:00:00Z").unwrap().plus_seconds(minute * 60);
    NewInteraction {
        customer: CustomerId(customer),
        at,
        received_at: at,
        signature: SignatureParts::new(kind, "web", Some("/panier"), BTreeMap::new()).into(),
        subject: Some("/panier".into()),
        value: None,
        properties: Some(r#"{"device":"mobile"}"#.into()),
        source: SourceId(1),
        message_id: message.into(),
        derived: false,
        lasting: false,
    }
}

async fn append(database: &Database, log: &Log, batch: &[NewInteraction]) -> Vec<bool> {
    let mut work = database.begin().await.unwrap();
    let appended = log.append(&mut work, batch).await.unwrap();
    work.commit(&Env::system()).await.unwrap();
    appended.stored
}

fn everything() -> ScanRequest {
    ScanRequest { values: true, ..ScanRequest::of(Period::ALL) }
}

/// All chunks of a scan.
async fn scan(view: &Snapshot, request: &ScanRequest) -> Vec<Bucket> {
    let each = |all: &mut Vec<Bucket>, bucket: &Bucket| all.push(bucket.clone());
    view.scan(request, each).await.unwrap().into_iter().flatten().collect()
}

#[tokio::test]
async fn a_fact_told_twice_is_kept_once() {
    on_both(async |database| {
        let log = Log::new(database.clone(), Env::system());
        let batch = [
            fact(1, 0, "cart_viewed", "a"),
            fact(1, 1, "cart_viewed", "b"),
            fact(1, 0, "cart_viewed", "a"),
        ];
        assert_eq!(append(&database, &log, &batch).await, [true, true, false]);
        assert_eq!(append(&database, &log, &batch).await, [false, false, false]);
        let other = NewInteraction { source: SourceId(2), ..fact(1, 0, "cart_viewed", "a") };
        assert_eq!(append(&database, &log, &[other]).await, [true], "ids are a source's own");
        assert_eq!(
            log.snapshot().await.unwrap().summary(Period::ALL).await.unwrap().interactions,
            3
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_is_there_before_the_commit() {
    on_both(async |database| {
        let log = Log::new(database.clone(), Env::system());
        let mut work = database.begin().await.unwrap();
        log.append(&mut work, &[fact(1, 0, "cart_viewed", "a")]).await.unwrap();
        drop(work);
        assert_eq!(
            log.snapshot().await.unwrap().summary(Period::ALL).await.unwrap().interactions,
            0
        );
        // The signature of the lost unit of work is not remembered as written.
        assert_eq!(append(&database, &log, &[fact(1, 0, "cart_viewed", "a")]).await, [true]);
        assert_eq!(log.signatures().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_timeline_pages_newest_first_and_ties_keep_arrival_order() {
    on_both(async |database| {
        let log = Log::new(database.clone(), Env::system());
        let batch: Vec<_> = (0..5).map(|n| fact(7, n / 2, "page_viewed", &n.to_string())).collect();
        append(&database, &log, &batch).await;
        let view = log.snapshot().await.unwrap();
        let first = view.timeline(CustomerId(7), None, 3).await.unwrap();
        let last = first.last().unwrap();
        let rest =
            view.timeline(CustomerId(7), Some((last.at.as_micros(), last.seq)), 3).await.unwrap();
        let ids: Vec<_> =
            first.iter().chain(&rest).map(|row| row.message_id.as_deref().unwrap()).collect();
        assert_eq!(ids, ["4", "3", "2", "1", "0"]);
        assert_eq!(first[0].subject.as_deref(), Some("/panier"));
        assert_eq!(first[0].properties["device"], "mobile");
    })
    .await;
}

#[tokio::test]
async fn merged_customers_are_one_at_every_door_and_stay_one_when_folded() {
    on_both(async |database| {
        let log = Log::new(database.clone(), Env::system());
        append(
            &database,
            &log,
            &[fact(1, 0, "a", "1"), fact(2, 1, "b", "2"), fact(3, 2, "c", "3")],
        )
        .await;
        for (gone, kept) in [(1, 2), (2, 3)] {
            let mut work = database.begin().await.unwrap();
            log.merge(&mut work, CustomerId(gone), CustomerId(kept)).await.unwrap();
            work.commit(&Env::system()).await.unwrap();
        }
        for folded in [false, true] {
            if folded {
                let work = database.begin().await.unwrap();
                let folded = crate::store::upkeep::fold(&work, i64::MAX).await.unwrap();
                assert_eq!(folded.rows, 2);
                work.commit(&Env::system()).await.unwrap();
            }
            let view = log.snapshot().await.unwrap();
            assert_eq!(view.summary(Period::ALL).await.unwrap().customers, 1);
            assert_eq!(view.timeline(CustomerId(3), None, 10).await.unwrap().len(), 3);
            let buckets = scan(&view, &everything()).await;
            assert_eq!(buckets.len(), 1);
            assert_eq!(
                (buckets[0].customers.as_slice(), buckets[0].offsets.as_slice()),
                (&[3][..], &[0, 3][..])
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_scan_is_sorted_filtered_and_bucketed_by_customer() {
    on_both(async |database| {
        let log = Log::new(database.clone(), Env::system());
        let batch: Vec<_> = (0..300)
            .map(|n| {
                fact(n % 40, (n * 7919) % 500, if n % 3 == 0 { "a" } else { "b" }, &n.to_string())
            })
            .collect();
        append(&database, &log, &batch).await;
        let a = log.signatures().await.unwrap().iter().find(|s| s.parts.kind == "a").unwrap().id;
        let view = log.snapshot().await.unwrap();
        let buckets = scan(&view, &ScanRequest { signatures: Some(vec![a]), ..everything() }).await;
        assert_eq!(buckets.iter().map(|bucket| bucket.at.len()).sum::<usize>(), 100);
        let mut customers: Vec<_> =
            buckets.iter().flat_map(|bucket| bucket.customers.clone()).collect();
        customers.sort_unstable();
        customers.dedup();
        assert_eq!(
            customers.len(),
            buckets.iter().map(|bucket| bucket.customers.len()).sum::<usize>()
        );
        for bucket in &buckets {
            for window in bucket.offsets.windows(2) {
                let rows = window[0] as usize..window[1] as usize;
                assert!(bucket.at[rows.clone()].is_sorted() && !rows.is_empty());
            }
            assert!(bucket.value.iter().all(|value| value.is_nan()));
        }
        let only = roaring::RoaringTreemap::from_iter([5_u64]);
        let five = scan(&view, &ScanRequest { customers: Some(only), ..everything() }).await;
        assert_eq!(
            five.iter().flat_map(|bucket| bucket.customers.clone()).collect::<Vec<_>>(),
            [5]
        );
    })
    .await;
}

#[tokio::test]
async fn concurrent_writers_share_signatures() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let mut writers = Vec::new();
        for writer in 0..8 {
            let database = fresh.another().await;
            writers.push(tokio::spawn(async move {
                let log = Log::new(database.clone(), Env::system());
                for n in 0..5 {
                    let kinds = if writer % 2 == 0 { ["x", "y"] } else { ["y", "x"] };
                    let batch: Vec<_> = kinds
                        .iter()
                        .map(|kind| fact(writer, n, kind, &format!("{writer}-{n}-{kind}")))
                        .collect();
                    append(&database, &log, &batch).await;
                }
            }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
        let log = Log::new(fresh.database(), Env::system());
        assert_eq!(log.signatures().await.unwrap().len(), 2, "{backend:?}");
        assert_eq!(
            log.snapshot().await.unwrap().summary(Period::ALL).await.unwrap().interactions,
            80
        );
    }
}

#[tokio::test]
async fn words_that_tell_who_somebody_is_are_taken_out_of_signatures() {
    on_both(async |database| {
        let log = Log::new(database.clone(), Env::system());
        let named = |message: &str, subject: &str, city: &str| {
            let properties = BTreeMap::from([("city".to_owned(), city.to_owned())]);
            let signature = SignatureParts::new("ticket", "email", Some(subject), properties);
            NewInteraction { signature: signature.into(), ..fact(1, 0, "ticket", message) }
        };
        let batch =
            [named("a", "Appel de LEA-4711", "Lyon"), named("b", "Retour", "chez lea-4711")];
        append(&database, &log, &batch).await;
        let before = log.signatures().await.unwrap();
        let mut work = database.begin().await.unwrap();
        log.mask(&mut work, &["lea-4711".to_owned()]).await.unwrap();
        work.commit(&Env::system()).await.unwrap();
        let after = log.signatures().await.unwrap();
        let said: Vec<_> = after
            .iter()
            .map(|known| {
                (known.parts.subject.clone().unwrap(), known.parts.properties["city"].clone())
            })
            .collect();
        let due = [("*", "Lyon"), ("Retour", "*")];
        assert_eq!(said, due.map(|(subject, city)| (subject.to_owned(), city.to_owned())));
        let numbers =
            |all: &[crate::Signature]| all.iter().map(|known| known.id).collect::<Vec<_>>();
        assert_eq!(numbers(&before), numbers(&after), "interactions keep their signature");
        // What is told anew finds no masked one.
        append(&database, &log, &[named("c", "Appel de lea-4711", "Lyon")]).await;
        assert_eq!(log.signatures().await.unwrap().len(), 3);
    })
    .await;
}
