//! Sealed or not, the log is the same log.

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_kernel::{Env, ManualClock, Period, Rng, Timestamp};
use parcours_storage::testing::on_both;
use parcours_storage::{Backend, Database, StorageError};

use super::{append, everything, fact, scan};
use crate::{
    Bucket, CustomerId, Effort, Interaction, Log, LogSettings, NewInteraction, Parts, ScanRequest,
    Snapshot, SourceId,
};

/// A few days after the facts: what is remembered depends on how long ago it was.
fn soon_after() -> Env {
    let clock = ManualClock::new(Timestamp::parse("2026-05-08T10:00:00Z").unwrap());
    Env::new(Arc::new(clock), Rng::seeded(7))
}

/// Everything that is known, in the order of reading.
async fn all(log: &Log) -> Vec<String> {
    let mut rows = log.snapshot().await.unwrap().rows(everything());
    let mut all = Vec::new();
    while let Some(chunk) = rows.next().await {
        all.extend(chunk.unwrap().iter().map(line));
    }
    all
}

fn line(row: &Interaction) -> String {
    format!("{row:?}")
}

/// Interactions of some customers over some days, ties and late ones among them.
fn facts(range: std::ops::Range<i64>) -> Vec<NewInteraction> {
    let kinds = ["page_viewed", "cart_viewed", "order_completed"];
    range
        .map(|n| {
            let kind = kinds[usize::try_from(n % 3).unwrap()];
            let value = (n % 3 == 2).then_some(n as f64 / 4.0);
            let minute = (n * 7919) % 5000 / 3;
            NewInteraction { value, ..fact(1 + (n * n) % 97, minute, kind, &format!("m{n}")) }
        })
        .collect()
}

/// That what each customer did is the same without texts.
async fn same_ways(log: &Log) {
    let view = log.snapshot().await.unwrap();
    for customer in (1..=97).step_by(19) {
        let mut timeline = view.timeline(CustomerId(customer), None, 10_000).await.unwrap();
        timeline.reverse();
        let told: Vec<_> = timeline.iter().map(|row| (row.at.as_micros(), row.signature)).collect();
        assert_eq!(view.way(CustomerId(customer)).await.unwrap(), told, "customer {customer}");
    }
}

async fn forget(database: &Database, log: &Log, customer: i64) {
    let mut work = database.begin().await.unwrap();
    log.forget(&mut work, CustomerId(customer)).await.unwrap();
    work.commit(&Env::system()).await.unwrap();
}

async fn merge(database: &Database, log: &Log, gone: i64, kept: i64) {
    let mut work = database.begin().await.unwrap();
    log.merge(&mut work, CustomerId(gone), CustomerId(kept)).await.unwrap();
    work.commit(&Env::system()).await.unwrap();
}

#[tokio::test]
async fn a_log_reads_the_same_hot_sealed_and_joined() {
    on_both(async |database| {
        let log = Log::new(database.clone(), soon_after());
        // One that keeps what it decodes says the same.
        let warm = Log::new(database.clone(), soon_after()).keeping_decoded(1 << 26);
        let settings = LogSettings { segment_rows: 10_000, ..LogSettings::default() };
        let work = database.begin().await.unwrap();
        settings.write(&work).await.unwrap();
        work.commit(&Env::system()).await.unwrap();
        let mut next = 0;
        for round in 0..10 {
            append(&database, &log, &facts(next..next + 300)).await;
            next += 300;
            merge(&database, &log, 1 + round, 40 + round).await;
            let before = (all(&log).await, counts(&log).await);
            assert_eq!(before.0.len(), usize::try_from(next).unwrap());
            assert_eq!(log.seal_all().await.unwrap(), 300);
            assert_eq!((all(&log).await, counts(&log).await), before, "sealing, round {round}");
            assert_eq!(counts(&warm).await, before.1, "decoded, round {round}");
            if round % 4 == 3 {
                log.tidy_up(Effort::AsItPays, || false).await.unwrap();
                assert_eq!((all(&log).await, counts(&log).await), before, "joining, round {round}");
                assert_eq!(counts(&warm).await, before.1, "decoded and joined, round {round}");
            }
            // Hot rows beside sealed ones of the same customers.
            append(&database, &log, &facts(next..next + 50)).await;
            next += 50;
            assert_eq!(counts(&warm).await, counts(&log).await, "hot rows, round {round}");
            if round % 4 == 3 {
                same_ways(&log).await;
            }
            let told_again = append(&database, &log, &facts(next - 350..next)).await;
            assert!(!told_again.contains(&true), "round {round}");
            assert_eq!(log.seal_all().await.unwrap(), 50);
        }
        let told_again = append(&database, &log, &facts(0..next)).await;
        assert!(!told_again.contains(&true), "what was sealed is known again");
    })
    .await;
}

#[tokio::test]
async fn what_was_decoded_is_kept_as_far_as_it_fits_and_only_where_it_was_asked_for() {
    on_both(async |database| {
        let log = Log::new(database.clone(), soon_after());
        append(&database, &log, &facts(0..600)).await;
        log.seal_all().await.unwrap();
        let kept = async |bytes: usize| {
            let log = Log::new(database.clone(), soon_after()).keeping_decoded(bytes);
            let view = log.snapshot().await.unwrap();
            let said = view.summary(Period::ALL).await.unwrap();
            assert_eq!(view.summary(Period::ALL).await.unwrap(), said);
            let sealed = view.view.manifest.segments.iter().filter(|files| !files.is_empty());
            (view.view.warm.kept(), sealed.count())
        };
        let (all, sealed) = kept(1 << 26).await;
        assert!(all == sealed && all > 1, "{all} of {sealed}");
        assert_eq!((kept(16).await.0, kept(0).await.0), (0, 0));
    })
    .await;
}

/// What every door says of the log.
async fn counts(log: &Log) -> String {
    let view = log.snapshot().await.unwrap();
    let day = Timestamp::parse("2026-05-01T20:00:00Z").unwrap();
    let period = Period { from: day, until: day.plus_seconds(20 * 3600) };
    let people: Vec<_> = (1..97).map(CustomerId).collect();
    let seen = BTreeMap::from_iter(view.seen(&people).await.unwrap());
    let mut timelines = Vec::new();
    for customer in [5, 41, 50, 96] {
        let mut before = None;
        // Page by page.
        loop {
            let page = view.timeline(CustomerId(customer), before, 7).await.unwrap();
            let Some(last) = page.last() else { break };
            before = Some((last.at.as_micros(), last.seq));
            timelines.extend(page.iter().map(line));
        }
    }
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {seen:?} {timelines:?}",
        view.summary(Period::ALL).await.unwrap(),
        view.summary(period).await.unwrap(),
        view.total(period).await.unwrap(),
        view.count_by_signature(period).await.unwrap(),
        view.totals().await.unwrap(),
        view.begins_at().await.unwrap(),
    )
}

#[tokio::test]
async fn a_view_stays_as_it_was_while_rows_are_sealed_and_files_replaced() {
    on_both(async |database| {
        let log = Log::new(database.clone(), soon_after());
        append(&database, &log, &facts(0..200)).await;
        log.seal_all().await.unwrap();
        append(&database, &log, &facts(200..400)).await;
        let view = log.snapshot().await.unwrap();
        let before = view.summary(Period::ALL).await.unwrap();
        // On SQLite and PostgreSQL alike, a reader keeps no writer waiting.
        for round in 2..12 {
            log.seal_all().await.unwrap();
            append(&database, &log, &facts(round * 200..(round + 1) * 200)).await;
        }
        log.tidy_up(Effort::AsItPays, || false).await.unwrap();
        assert_eq!(view.summary(Period::ALL).await.unwrap(), before);
        drop(view);
        let after = log.snapshot().await.unwrap().summary(Period::ALL).await.unwrap();
        assert_eq!(after.interactions, 2400);
    })
    .await;
}

#[tokio::test]
async fn the_forgotten_are_gone_from_view_at_once_and_from_files_soon() {
    on_both(async |database| {
        let log = Log::new(database.clone(), soon_after());
        append(&database, &log, &facts(0..500)).await;
        log.seal_all().await.unwrap();
        append(&database, &log, &facts(500..600)).await;
        merge(&database, &log, 5, 17).await;
        let held = |files: &str| format!("{files} holds the forgotten");
        let before = log.snapshot().await.unwrap().totals().await.unwrap();
        forget(&database, &log, 17).await;
        let view = log.snapshot().await.unwrap();
        for customer in [5, 17] {
            assert!(view.timeline(CustomerId(customer), None, 10).await.unwrap().is_empty());
        }
        let after = view.totals().await.unwrap();
        assert!(after.0 < before.0 && after.1 == before.1 - 1, "{before:?} {after:?}");
        drop(view);
        log.tidy_up(Effort::AsItPays, || false).await.unwrap();
        assert_eq!(log.snapshot().await.unwrap().totals().await.unwrap(), after);
        for customers in raw_customers(&log).await {
            assert!(!customers.1.iter().any(|one| [5, 17].contains(one)), "{}", held(&customers.0));
        }
        // What comes late for them, under a number that somebody still had at hand.
        append(
            &database,
            &log,
            &[fact(17, 0, "page_viewed", "late"), fact(5, 0, "page_viewed", "later")],
        )
        .await;
        assert_eq!(log.snapshot().await.unwrap().totals().await.unwrap(), after);
        log.seal_all().await.unwrap();
        assert_eq!(log.snapshot().await.unwrap().totals().await.unwrap(), after);
        for customers in raw_customers(&log).await {
            assert!(!customers.1.iter().any(|one| [5, 17].contains(one)), "{}", held(&customers.0));
        }
        // Told again by whoever heard no answer: nothing of it comes back.
        append(&database, &log, &facts(0..600)).await;
        assert_eq!(log.snapshot().await.unwrap().totals().await.unwrap(), after);
    })
    .await;
}

/// The customers in each live file, read as anybody would.
async fn raw_customers(log: &Log) -> Vec<(String, Vec<i64>)> {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::RowAccessor as _;

    let view = log.snapshot().await.unwrap().view;
    let mut found = Vec::new();
    for info in view.manifest.all() {
        let file = std::fs::File::open(log.files().address(&info.stored.name)).unwrap();
        let file = SerializedFileReader::new(file).unwrap();
        let rows = file.get_row_iter(None).unwrap();
        let customers = rows.map(|row| row.unwrap().get_long(0).unwrap()).collect();
        found.push((info.stored.name.clone(), customers));
    }
    found
}

#[tokio::test]
async fn sources_keep_their_messages_apart_also_when_sealed() {
    on_both(async |database| {
        let log = Log::new(database.clone(), soon_after());
        append(&database, &log, &facts(0..100)).await;
        log.seal_all().await.unwrap();
        let other: Vec<_> = facts(0..100)
            .into_iter()
            .map(|fact| NewInteraction { source: SourceId(2), ..fact })
            .collect();
        assert!(append(&database, &log, &other).await.iter().all(|stored| *stored));
    })
    .await;
}

/// Publishes a batch past the rows of the database; which were new.
async fn bulk(database: &Database, log: &Log, batch: &[NewInteraction]) -> Vec<bool> {
    let bulk = log.write_bulk(batch).await.unwrap();
    let mut work = database.begin().await.unwrap();
    log.publish(&mut work, &bulk).await.unwrap();
    work.commit(&Env::system()).await.unwrap();
    bulk.stored
}

#[tokio::test]
async fn many_at_once_go_past_the_rows_and_are_the_same_log() {
    on_both(async |database| {
        let lasting = |range| -> Vec<_> {
            facts(range).into_iter().map(|fact| NewInteraction { lasting: true, ..fact }).collect()
        };
        let by_rows = Log::new(database.clone(), soon_after());
        append(&database, &by_rows, &lasting(0..100)).await;
        by_rows.seal_all().await.unwrap();
        append(&database, &by_rows, &lasting(100..200)).await;
        // A hundred sealed, a hundred hot, each twice in the batch.
        let twice: Vec<_> =
            lasting(0..300).into_iter().flat_map(|fact| [fact.clone(), fact]).collect();
        let stored = bulk(&database, &by_rows, &twice).await;
        let new: Vec<_> = (0..600).filter(|row| stored[*row]).collect();
        assert_eq!(new, (400..600).step_by(2).collect::<Vec<_>>());
        assert_eq!(by_rows.snapshot().await.unwrap().totals().await.unwrap().0, 300);
        assert!(!append(&database, &by_rows, &lasting(0..300)).await.contains(&true));
        // Ties keep the order of arrival, rows and files mixed.
        append(&database, &by_rows, &lasting(300..310)).await;
        let mut rows = by_rows.snapshot().await.unwrap().rows(everything());
        while let Some(chunk) = rows.next().await {
            let keys: Vec<_> =
                chunk.unwrap().iter().map(|row| (row.customer_id, row.at, row.seq)).collect();
            assert!(keys.is_sorted());
        }
    })
    .await;
}

/// Whoever else changes files meanwhile does not make a bulk come to nothing.
#[tokio::test]
async fn a_bulk_is_published_over_other_switches() {
    on_both(async |database| {
        let log = Log::new(database.clone(), soon_after());
        let mut late = log.write_bulk(&facts(0..100)).await.unwrap();
        for part in 1..6 {
            bulk(&database, &log, &facts(part * 100..part * 100 + 100)).await;
            if part == 3 {
                log.catch_up(&mut late).await.unwrap();
            }
        }
        log.tidy_up(Effort::AsItPays, || false).await.unwrap();
        let mut work = database.begin().await.unwrap();
        log.publish(&mut work, &late).await.unwrap();
        work.commit(&soon_after()).await.unwrap();
        assert_eq!(log.snapshot().await.unwrap().totals().await.unwrap().0, 600);
    })
    .await;
}

#[tokio::test]
async fn what_was_told_while_a_bulk_was_written_is_not_told_twice() {
    on_both(async |database| {
        let log = Log::new(database.clone(), soon_after());
        for seal in [false, true] {
            let from = if seal { 100 } else { 0 };
            let mut late = log.write_bulk(&facts(from..from + 100)).await.unwrap();
            append(&database, &log, &facts(from + 99..from + 100)).await;
            if seal {
                log.seal_all().await.unwrap();
                let refused = log.catch_up(&mut late).await.unwrap_err();
                assert!(matches!(refused, StorageError::Busy(_)), "{refused}");
            }
            let mut work = database.begin().await.unwrap();
            let refused = log.publish(&mut work, &late).await.unwrap_err();
            assert!(matches!(refused, StorageError::Busy(_)), "{refused}");
            drop(work);
            log.give_up_bulk(&late).await;
            let stored = bulk(&database, &log, &facts(from..from + 100)).await;
            assert_eq!(stored.iter().filter(|stored| **stored).count(), 99);
        }
        assert_eq!(log.snapshot().await.unwrap().totals().await.unwrap().0, 200);
        assert!(log.faults(true).await.unwrap().is_empty());
    })
    .await;
}

/// All rows of a view, part by part.
async fn in_parts(view: &Snapshot) -> String {
    let parts = view.parts(&everything()).await.unwrap();
    let mut all = Vec::new();
    for bucket in 0..Parts::COUNT {
        parts.each(bucket, |rows| all.push(rows.clone())).unwrap();
    }
    shown(all)
}

/// In the order of buckets, as text: no value is equal to none.
fn shown(mut chunks: Vec<Bucket>) -> String {
    chunks.sort_by_key(|rows| rows.customers[0] % 16);
    format!("{chunks:?}")
}

#[tokio::test]
async fn another_process_sees_the_very_moment_that_it_was_told_of_until_that_is_gone() {
    on_both(async |database| {
        let log = Log::new(database.clone(), soon_after());
        append(&database, &log, &facts(0..600)).await;
        log.seal_all().await.unwrap();
        merge(&database, &log, 1, 40).await;
        append(&database, &log, &facts(600..700)).await;
        let view = log.snapshot().await.unwrap();
        let due = shown(scan(&view, &everything()).await);
        assert_eq!(in_parts(&view).await, due);
        assert_eq!(view.sealed_rows(&everything()), 600);
        let few = ScanRequest { customers: Some((1..3).collect()), ..everything() };
        assert_eq!(view.sealed_rows(&few), 600, "a thousand rows each, and no more than there are");
        let early = Timestamp::parse("2026-01-01T00:00:00Z").unwrap();
        let before = Period { from: early, until: early.plus_seconds(86_400) };
        assert_eq!(view.sealed_rows(&ScanRequest { period: before, ..everything() }), 0);
        if database.backend() == Backend::Sqlite {
            assert!(log.snapshot_named("00000003-0000001B-1").await.is_err(), "one machine");
            return;
        }
        let name = view.name().await.unwrap();
        // Another process, with memories of its own, and of later moments.
        let other = Log::new(database.clone(), soon_after()).keeping_decoded(1 << 26);
        append(&database, &log, &facts(700..900)).await;
        merge(&database, &log, 2, 41).await;
        forget(&database, &log, 50).await;
        log.seal_all().await.unwrap();
        log.tidy_up(Effort::AsItPays, || false).await.unwrap();
        let later = in_parts(&other.snapshot().await.unwrap()).await;
        assert_ne!(later, due);
        let seen = other.snapshot_named(&name).await.unwrap();
        assert_eq!(in_parts(&seen).await, due);
        assert_eq!(in_parts(&other.snapshot().await.unwrap()).await, later);
        drop(seen);
        drop(view);
        let gone = async || other.snapshot_named(&name).await.is_err().then_some(());
        let mut looks = 0;
        while gone().await.is_none() {
            // The connection ends its transaction when it is handed back.
            looks += 1;
            assert!(looks < 1000, "a moment outlives its view");
            tokio::task::yield_now().await;
        }
        for odd in ["", "x", "1'; DROP TABLE interactions; --"] {
            assert!(other.snapshot_named(odd).await.is_err(), "{odd}");
        }
    })
    .await;
}
