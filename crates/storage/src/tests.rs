//! The promises of this crate, on both databases.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use parcours_kernel::{Env, ManualClock, Rng, Timestamp};
use serde::{Deserialize, Serialize};

use crate::jobs::{Job, JobFailure, NewJob, Queue, Runner};
use crate::testing::{Schema, TestDatabase, on_both};
use crate::{Backend, ChangeFeed, Settings, StorageError, Topic, migrate, sql, values};

#[derive(Debug, Default, Serialize, Deserialize)]
struct CountUp {
    by: u32,
}

impl Job for CountUp {
    const KIND: &'static str = "count_up";
    const MAX_ATTEMPTS: u32 = 3;
}

fn still() -> (Env, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::new(Timestamp::parse("2026-05-01T10:00:00Z").unwrap()));
    (Env::new(clock.clone(), Rng::seeded(1)), clock)
}

#[tokio::test]
async fn both_dialects_make_the_same_schema() {
    let sqlite = Schema::read(&TestDatabase::sqlite().await.database()).await;
    assert!(
        sqlite.columns.iter().all(|column| !column.family.starts_with("unknown")),
        "{sqlite:#?}"
    );
    if let Some(postgres) = TestDatabase::postgres().await {
        assert_eq!(sqlite, Schema::read(&postgres.database()).await);
    }
}

#[test]
fn every_migration_file_is_applied() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/sqlite");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    assert_eq!(files, migrate::names());
}

#[tokio::test]
async fn a_unit_of_work_is_all_or_nothing() {
    on_both(async |database| {
        let (env, _) = still();
        let mut feed = ChangeFeed::open(database.clone(), None).await.unwrap();
        let mut work = database.begin().await.unwrap();
        Settings::set(&work, "colour", "blue").await.unwrap();
        work.enqueue(&env, NewJob::now(CountUp { by: 1 })).await.unwrap();
        work.note_change(Topic::Journeys, Some("jrn_1"));
        drop(work);
        assert_eq!(Settings::get(&database, "colour").await.unwrap(), None);
        assert_eq!(Queue::new(database.clone(), env.clone()).counts().await.unwrap().waiting, 0);
        assert!(feed.poll().await.unwrap().is_empty());

        let mut work = database.begin().await.unwrap();
        Settings::set(&work, "colour", "blue").await.unwrap();
        work.enqueue(&env, NewJob::now(CountUp { by: 1 })).await.unwrap();
        work.note_change(Topic::Journeys, Some("jrn_1"));
        work.note_change(Topic::Journeys, Some("jrn_1"));
        work.commit(&env).await.unwrap();
        assert_eq!(Settings::get(&database, "colour").await.unwrap().as_deref(), Some("blue"));
        assert_eq!(Queue::new(database.clone(), env.clone()).counts().await.unwrap().waiting, 1);
        let changes = feed.poll().await.unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].entity.as_deref(), Some("jrn_1"));
        assert!(feed.poll().await.unwrap().is_empty(), "each change once");
    })
    .await;
}

#[tokio::test]
async fn what_is_committed_after_the_disk_failed_is_there() {
    let fresh = TestDatabase::sqlite().await;
    let (database, (env, _)) = (fresh.database(), still());
    let set = async |colour: &str| {
        let work = database.begin().await.unwrap();
        Settings::set(&work, "colour", colour).await.unwrap();
        work
    };
    let work = set("red").await;
    // What SQLite does by itself when a write fails (sqlite.org/lang_transaction.html, 3.1).
    sql::execute(work.conn(), "ROLLBACK", vec![]).await.unwrap();
    drop(work);
    // Another one that comes to nothing, and then one that counts.
    set("green").await.rollback().await.unwrap();
    set("blue").await.commit(&env).await.unwrap();
    assert_eq!(Settings::get(&database, "colour").await.unwrap().as_deref(), Some("blue"));
}

#[tokio::test]
async fn a_feed_resumes_where_it_was_left() {
    on_both(async |database| {
        let (env, _) = still();
        for journey in ["jrn_1", "jrn_2", "jrn_3"] {
            let mut work = database.begin().await.unwrap();
            work.note_change(Topic::Journeys, Some(journey));
            work.commit(&env).await.unwrap();
        }
        let mut all = ChangeFeed::open(database.clone(), Some(0)).await.unwrap();
        let first = all.poll().await.unwrap();
        assert_eq!(first.len(), 3);
        let mut rest = ChangeFeed::open(database.clone(), Some(first[0].seq)).await.unwrap();
        let entities: Vec<_> =
            rest.poll().await.unwrap().into_iter().filter_map(|change| change.entity).collect();
        assert_eq!(entities, ["jrn_2", "jrn_3"]);
    })
    .await;
}

#[tokio::test]
async fn a_failing_job_backs_off_then_dies_and_can_be_revived() {
    on_both(async |database| {
        let (env, clock) = still();
        let queue = Queue::new(database.clone(), env.clone());
        queue.enqueue(NewJob::now(CountUp { by: 1 }).unique("one")).await.unwrap();
        queue.enqueue(NewJob::now(CountUp { by: 1 }).unique("one")).await.unwrap();
        assert_eq!(queue.counts().await.unwrap().waiting, 1, "a unique key is one wish");
        let runner = || {
            Runner::new(database.clone(), env.clone())
                .handle(|_: CountUp, _| async { Err(JobFailure::Retry("no luck".into())) })
        };
        assert_eq!(runner().drain().await.unwrap(), 1);
        assert_eq!(runner().drain().await.unwrap(), 0, "it waits its pause");
        for _ in 0..2 {
            clock.advance_seconds(3600);
            assert_eq!(runner().drain().await.unwrap(), 1);
        }
        clock.advance_seconds(36_000);
        assert_eq!(runner().drain().await.unwrap(), 0, "dead jobs rest");
        let dead = queue.dead().await.unwrap();
        assert_eq!((dead.len(), dead[0].attempts, dead[0].error.as_str()), (1, 3, "no luck"));
        assert!(queue.retry(dead[0].id.parse().unwrap()).await.unwrap());
        let done =
            Runner::new(database.clone(), env.clone()).handle(|_: CountUp, _| async { Ok(()) });
        assert_eq!(done.drain().await.unwrap(), 1);
        assert_eq!(queue.counts().await.unwrap().dead, 0);
    })
    .await;
}

#[tokio::test]
async fn a_job_whose_worker_vanished_is_taken_over_after_its_lease() {
    on_both(async |database| {
        let (env, clock) = still();
        let queue = Queue::new(database.clone(), env.clone());
        queue.enqueue(NewJob::now(CountUp { by: 1 })).await.unwrap();
        let [late] = queue.claim(&["count_up"], "gone", 60, 5).await.unwrap().try_into().unwrap();
        assert_eq!(queue.claim(&["count_up"], "other", 60, 5).await.unwrap().len(), 0);
        clock.advance_seconds(61);
        assert_eq!(queue.claim(&["count_up"], "other", 60, 5).await.unwrap().len(), 1);
        // The one that comes back too late changes nothing.
        queue.finish(&late, "gone", None).await.unwrap();
        assert_eq!(queue.counts().await.unwrap().running, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_wished_for_while_it_runs_runs_once_more() {
    on_both(async |database| {
        let (env, _) = still();
        let queue = Queue::new(database.clone(), env.clone());
        let wish = async || {
            queue.enqueue(NewJob::now(CountUp { by: 1 }).unique("one")).await.unwrap();
        };
        let claim = async || queue.claim(&["count_up"], "me", 60, 5).await.unwrap();
        wish().await;
        let [first] = claim().await.try_into().unwrap();
        // It may have passed what these are about already; several are one.
        wish().await;
        wish().await;
        assert_eq!(claim().await.len(), 0, "never twice at a time");
        queue.finish(&first, "me", None).await.unwrap();
        let [again] = claim().await.try_into().unwrap();
        queue.finish(&again, "me", None).await.unwrap();
        assert_eq!(claim().await.len(), 0);
        assert_eq!(queue.counts().await.unwrap().waiting, 0);
    })
    .await;
}

#[tokio::test]
async fn several_processes_work_one_queue_and_each_job_runs_once() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let env = Env::system();
        let queue = Queue::new(fresh.database(), env.clone());
        for _ in 0..40 {
            queue.enqueue(NewJob::now(CountUp { by: 1 })).await.unwrap();
        }
        let ran = Arc::new(AtomicU32::new(0));
        let mut workers = Vec::new();
        for _ in 0..4 {
            let (database, ran, env) = (fresh.another().await, Arc::clone(&ran), env.clone());
            let runner = Runner::new(database, env).handle(move |job: CountUp, _| {
                let ran = Arc::clone(&ran);
                async move {
                    ran.fetch_add(job.by, Ordering::SeqCst);
                    Ok(())
                }
            });
            workers.push(tokio::spawn(runner.drain()));
        }
        for worker in workers {
            worker.await.unwrap().unwrap();
        }
        assert_eq!(ran.load(Ordering::SeqCst), 40, "{backend:?}");
        assert_eq!(queue.counts().await.unwrap().waiting, 0);
    }
}

#[tokio::test]
async fn a_panicking_body_is_a_failed_try() {
    on_both(async |database| {
        let (env, _) = still();
        Queue::new(database.clone(), env.clone())
            .enqueue(NewJob::now(CountUp { by: 1 }))
            .await
            .unwrap();
        let runner =
            Runner::new(database.clone(), env.clone()).handle(|job: CountUp, _| async move {
                assert_eq!(job.by, 0, "boom");
                Ok(())
            });
        assert_eq!(runner.drain().await.unwrap(), 1);
        assert_eq!(Queue::new(database.clone(), env).counts().await.unwrap().waiting, 1);
    })
    .await;
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Sweep {}

impl Job for Sweep {
    const KIND: &'static str = "sweep";
    const EVERY: Option<Duration> = Some(Duration::from_secs(3600));
}

#[tokio::test]
async fn upkeep_can_be_asked_for_beside_its_round_and_asked_for_again() {
    on_both(async |database| {
        let (env, clock) = still();
        let queue = Queue::new(database.clone(), env.clone());
        let runner =
            || Runner::new(database.clone(), env.clone()).upkeep(|_: Sweep, _| async { Ok(()) });
        for _ in 0..3 {
            queue.enqueue(NewJob::now(Sweep {}).unique("sweep")).await.unwrap();
            assert_eq!(runner().drain().await.unwrap(), 1);
        }
        clock.advance_seconds(3600);
        assert_eq!(runner().drain().await.unwrap(), 1, "one round, however often it was asked for");
        clock.advance_seconds(3600);
        assert_eq!(runner().drain().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn dead_jobs_that_name_what_is_no_more_are_removed() {
    on_both(async |database| {
        let (env, _) = still();
        let queue = Queue::new(database.clone(), env.clone());
        let work = database.begin().await.unwrap();
        let insert = "INSERT INTO jobs (id, kind, payload, created_at, run_at, max_attempts, dead_at) \
                      VALUES ($1, 'k', $2, 0, 0, 1, $3)";
        for (id, payload, dead_at) in [
            ("a", r#"{"to":"cus_12"}"#, Some(1_i64)),
            ("b", r#"{"to":["cus_1"]}"#, Some(1)),
            ("c", r#"{"to":"cusx1"}"#, Some(1)),
            ("d", r#"{"to":"cus_1"}"#, None),
        ] {
            sql::execute(work.conn(), insert, values![id, payload, dead_at]).await.unwrap();
        }
        work.forget_dead_jobs("cus_1").await.unwrap();
        work.commit(&env).await.unwrap();
        let dead: Vec<_> = queue.dead().await.unwrap().into_iter().map(|job| job.id).collect();
        assert!(dead.iter().all(|id| id == "a" || id == "c"), "{dead:?}");
        assert_eq!((dead.len(), queue.counts().await.unwrap().waiting), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn a_taken_key_is_told_apart() {
    on_both(async |database| {
        let work = database.begin().await.unwrap();
        let insert = "INSERT INTO settings (name, value) VALUES ($1, $2)";
        sql::execute(work.conn(), insert, values!["a", "1"]).await.unwrap();
        let twice = sql::execute(work.conn(), insert, values!["a", "1"]).await;
        assert!(matches!(twice, Err(StorageError::Taken(_))), "{twice:?}");
    })
    .await;
}

#[tokio::test]
async fn a_copy_is_whole_and_never_overwrites() {
    let fresh = TestDatabase::sqlite().await;
    let (env, _) = still();
    let work = fresh.database().begin().await.unwrap();
    Settings::set(&work, "colour", "blue").await.unwrap();
    work.commit(&env).await.unwrap();
    let file = fresh.database().data().join("copy/parcours.db");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    fresh.database().copy_to(&file).await.unwrap();
    assert!(fresh.database().copy_to(&file).await.is_err());
    let copy = crate::Database::open(crate::Options::sqlite(file.parent().unwrap())).await.unwrap();
    assert_eq!(Settings::get(&copy, "colour").await.unwrap().as_deref(), Some("blue"));
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused() {
    let fresh = TestDatabase::sqlite().await;
    let work = fresh.database().begin().await.unwrap();
    let newer = "INSERT INTO schema_migrations (name, applied_at) VALUES ($1, $2)";
    sql::execute(work.conn(), newer, values!["9999_future", 0_i64]).await.unwrap();
    work.commit(&Env::system()).await.unwrap();
    let again = crate::Database::open(fresh.database().options().clone()).await;
    assert!(matches!(again, Err(StorageError::Open(why)) if why.contains("9999_future")));
}

#[test]
fn chunks_cover_all_rows_in_few_sizes() {
    assert_eq!(sql::chunk_sizes(1000, 400), [400, 400, 200]);
    assert_eq!(sql::chunk_sizes(7, 4), [4, 2, 1]);
    assert!(sql::chunk_sizes(0, 4).is_empty());
}
