//! The promises of imports, on both databases.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use axum::body::Body;
use parcours_access::{Actor, Role, testing};
use parcours_kernel::{Env, Language, PageQuery};
use parcours_storage::jobs::Runner;
use parcours_storage::testing::{TestDatabase, on_both};

use super::reading::ChunkSize;
use super::run::Start;
use super::*;
use crate::Tracking;
use crate::files::{Input, Options, resolve};
use crate::testing::Bench;

const FRENCH: &str = "Client;Date;Événement;Montant;Canal\n\
    NA;13/03/2026 10:21;Achat;12,50;store\n\
    null;13/03/2026 10:21;Achat;3;web\n\
    NA;13/03/2026 10:21;Retour;;store\n\
    NA;13/03/2026 10:21;Achat;12,50;store\n\
    NA;demain;Achat;1;store\n\
    ;13/03/2026 10:22;Achat;1;store\n";

/// How [`FRENCH`] is read: one of its dates is not one, so they are not guessed.
fn french() -> Options {
    let columns = "customer=Client,at=Date,kind=Événement,value=Montant,channel=Canal";
    Options { columns: columns.parse().unwrap(), ..Options::default() }
}

fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    Input::new(name, Cursor::new(bytes.into())).unwrap()
}

fn go_on(_: &ImportProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

async fn import(tracking: &Tracking, input: &Input, options: Options) -> ImportOutcome {
    let options = resolve(input, &options).unwrap();
    tracking.import_file(input, &options, go_on).await.unwrap()
}

fn counts(progress: &ImportProgress) -> (u64, u64, u64, u64) {
    (progress.rows_read, progress.rows_stored, progress.rows_duplicate, progress.rows_refused)
}

/// `count` rows of 50 customers.
fn many(count: usize) -> String {
    let mut table = String::from("user_id,timestamp,event\n");
    for n in 0..count {
        table.push_str(&format!("u{},2026-03-{:02}T10:00:00Z,visit\n", n % 50, n % 28 + 1));
    }
    table
}

async fn upload(tracking: &Tracking, name: &str, bytes: impl Into<Body>) -> Record {
    tracking.upload_import(name, bytes.into(), Actor::system()).await.unwrap()
}

fn runner(bench: &Bench) -> Runner {
    let runner = Runner::new(bench.tracking.database.clone(), bench.tracking.env.clone());
    bench.tracking.register_jobs(runner)
}

#[tokio::test]
async fn good_rows_are_kept_bad_ones_named_and_the_same_file_adds_nothing() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let file = input("ventes.csv", FRENCH);
        let first = import(&bench.tracking, &file, french()).await;
        // The first and fourth rows are equal to the letter: two facts.
        assert_eq!(counts(&first.progress), (6, 4, 0, 2));
        assert_eq!(first.errors.iter().map(|error| error.line).collect::<Vec<_>>(), [6, 7]);
        assert_eq!(first.progress.bytes_read, first.progress.bytes_total);
        let again = import(&bench.tracking, &file, french()).await;
        assert_eq!(counts(&again.progress), (6, 0, 4, 2));
        let rows = bench.timeline().await;
        // `NA` and `null` are customers, and equal times keep the file's order.
        let kinds: Vec<_> =
            rows.iter().map(|row| (row.kind.as_str(), row.channel.as_str(), row.value)).collect();
        let bought = ("Achat", "store", Some(12.5));
        assert_eq!(kinds, [bought, ("Achat", "web", Some(3.0)), ("Retour", "store", None), bought]);
        assert_eq!(rows[0].customer_id, rows[2].customer_id);
        assert_ne!(rows[0].customer_id, rows[1].customer_id);
        let newest = bench.tracking.log.snapshot().await.unwrap();
        let newest = newest.timeline(rows[0].customer_id, None, 10).await.unwrap();
        assert_eq!(
            newest.iter().map(|row| row.kind.as_str()).collect::<Vec<_>>(),
            ["Achat", "Retour", "Achat"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_strict_import_is_all_or_nothing() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let strict = || Options { strict: true, ..french() };
        let refused = import(&bench.tracking, &input("a.csv", FRENCH), strict()).await;
        assert_eq!(counts(&refused.progress), (6, 0, 0, 2));
        assert!(refused.problem.is_some() && refused.errors.len() == 2);
        assert_eq!(bench.interactions().await, 0);
        let good = FRENCH.lines().take(5).collect::<Vec<_>>().join("\n");
        let taken = import(&bench.tracking, &input("a.csv", good), strict()).await;
        assert_eq!((counts(&taken.progress), taken.problem), ((4, 4, 0, 0), None));
    })
    .await;
}

#[tokio::test]
async fn explicit_ids_tell_rows_apart() {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    let long = "x".repeat(150);
    let table = format!(
        "user_id,timestamp,event,message_id\nu,2026-03-01,a,1\nu,2026-03-01,a,2\nu,2026-03-01,a,{long}\n"
    );
    let file = input("a.csv", table);
    assert_eq!(
        counts(&import(&bench.tracking, &file, Options::default()).await.progress),
        (3, 3, 0, 0)
    );
    assert_eq!(
        counts(&import(&bench.tracking, &file, Options::default()).await.progress),
        (3, 0, 3, 0)
    );
    let mut options = resolve(&file, &Options::default()).unwrap();
    options.identity = "shoe_size".into();
    let refused = bench.tracking.import_file(&file, &options, go_on).await;
    assert!(matches!(refused, Err(ImportFailure::File(error)) if error.field == "identity"));
}

#[tokio::test]
async fn a_damaged_file_keeps_what_came_before() {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(many(20_000).as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    let end = import(
        &bench.tracking,
        &input("a.csv.gz", &packed[..packed.len() / 2]),
        Options::default(),
    )
    .await;
    assert!(end.problem.is_some());
    assert_eq!(end.progress.rows_refused, 1);
    assert!(end.progress.rows_stored > 1_000);
    assert_eq!(end.progress.rows_stored, bench.interactions().await);
}

#[tokio::test]
async fn an_upload_is_looked_at_started_and_done() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let tracking = &bench.tracking;
        let record = upload(tracking, "C:\\Ventes\\mars.csv", FRENCH).await;
        assert_eq!((record.name.as_str(), record.state), ("mars.csv", ImportState::Uploaded));
        let preview = tracking.preview_import(record.id, french()).await.unwrap();
        assert_eq!((preview.interactions.len(), preview.problems.len()), (4, 2));
        let mut options = preview.options;
        options.time_zone = "Europe/Paris".into();
        let admin = testing::caller(Role::Editor);
        let waiting = tracking.start_import(record.id, options.clone(), &admin).await.unwrap();
        assert_eq!(waiting.state, ImportState::Waiting);
        let busy = tracking.start_import(record.id, options.clone(), &admin).await.unwrap_err();
        assert_eq!(busy.code(), "import_conflict");
        bench.clock.advance_seconds(2);
        assert_eq!(runner(&bench).drain().await.unwrap(), 1);
        let done = tracking.import(record.id).await.unwrap();
        assert_eq!((done.state, counts(&done.progress)), (ImportState::Done, (6, 4, 0, 2)));
        assert_eq!(done.errors.len(), 2);
        assert!(done.clone().shown(Language::Fr).errors[0].message.contains("demain"));
        assert_eq!(done.finished_at, Some(tracking.env.now()));
        // Again, with another reading of the times: other facts.
        options.time_zone = "UTC".into();
        tracking.start_import(record.id, options, &admin).await.unwrap();
        runner(&bench).drain().await.unwrap();
        assert_eq!(counts(&tracking.import(record.id).await.unwrap().progress), (6, 4, 0, 2));
        let page = PageQuery::default();
        assert_eq!(tracking.imports(&page, Language::En).await.unwrap().items.len(), 1);
        tracking.delete_import(record.id, &admin).await.unwrap();
        assert_eq!(tracking.import(record.id).await.unwrap_err().code(), "import_not_found");
        assert!(!tracking.uploads().file(record.id).exists());
        assert_eq!(bench.interactions().await, 8);
    })
    .await;
}

#[tokio::test]
async fn a_run_that_was_cut_short_is_carried_on() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let tracking = &bench.tracking;
        let record = upload(tracking, "a.csv", many(12_000)).await;
        let record =
            tracking.start_import(record.id, Options::default(), Actor::system()).await.unwrap();
        let file = input("a.csv", many(12_000));
        let stopped = tracking
            .resume_import(record.clone(), &file, |_| ControlFlow::Break(()))
            .await
            .unwrap_err();
        assert!(matches!(stopped, ImportFailure::Stopped));
        let begun = tracking.import(record.id).await.unwrap();
        assert_eq!(counts(&begun.progress), (5_000, 5_000, 0, 0));
        runner(&bench).drain().await.unwrap();
        let done = tracking.import(record.id).await.unwrap();
        assert_eq!(
            (done.state, counts(&done.progress)),
            (ImportState::Done, (12_000, 12_000, 0, 0))
        );
        assert_eq!(bench.interactions().await, 12_000);
    })
    .await;
}

/// Chunks that go straight into files from five hundred rows on.
const BULK: ChunkSize = ChunkSize { rows: 900, bulk: 500, ..ChunkSize::LARGE };

#[tokio::test]
async fn what_goes_straight_into_files_is_known_again_either_way() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let tracking = &bench.tracking;
        // Rows are equal to the letter after seven hundred.
        let (some, all) = (input("a.csv", many(300)), input("a.csv", many(2_000)));
        let options = resolve(&all, &Options::default()).unwrap();
        assert_eq!(
            counts(&import(tracking, &some, options.clone()).await.progress),
            (300, 300, 0, 0)
        );
        let mut told = Vec::new();
        let watch = |progress: &ImportProgress| {
            told.push(counts(progress));
            ControlFlow::Continue(())
        };
        let end = tracking.run_import(&all, &options, Start::default(), BULK, watch).await.unwrap();
        assert_eq!(counts(&end.progress), (2_000, 1_700, 300, 0));
        assert_eq!(told, [(900, 600, 300, 0), (1_800, 1_500, 300, 0), (2_000, 1_700, 300, 0)]);
        assert_eq!(bench.interactions().await, 2_000);
        let again =
            tracking.run_import(&all, &options, Start::default(), BULK, go_on).await.unwrap();
        assert_eq!(counts(&again.progress), (2_000, 0, 2_000, 0));
        let small = import(tracking, &all, options).await;
        assert_eq!(counts(&small.progress), (2_000, 0, 2_000, 0));
        assert_eq!(bench.interactions().await, 2_000);
    })
    .await;
}

#[tokio::test]
async fn large_chunks_are_carried_on_and_called_off() {
    on_both(async |database| {
        let bench = Bench::new(database).await;
        let tracking = &bench.tracking;
        let record = upload(tracking, "a.csv", many(2_000)).await;
        let record =
            tracking.start_import(record.id, Options::default(), Actor::system()).await.unwrap();
        let file = input("a.csv", many(2_000));
        let start = |record: Record| Start {
            progress: record.progress.clone(),
            record: Some(record),
            ..Start::default()
        };
        let stop = |_: &ImportProgress| ControlFlow::Break(());
        let options = record.options.clone();
        let stopped = tracking.run_import(&file, &options, start(record.clone()), BULK, stop).await;
        assert!(matches!(stopped, Err(ImportFailure::Stopped)));
        let begun = tracking.import(record.id).await.unwrap();
        assert_eq!(counts(&begun.progress), (900, 900, 0, 0));
        let end = tracking.run_import(&file, &options, start(begun), BULK, go_on).await.unwrap();
        assert_eq!(counts(&end.progress), (2_000, 2_000, 0, 0));
        assert_eq!(bench.interactions().await, 2_000);
        // Deleted while its first chunk is on its way: that chunk does not get into the log.
        let record = tracking.import(record.id).await.unwrap();
        tracking.delete_import(record.id, Actor::system()).await.unwrap();
        let other = input("a.csv", many(2_000).replace("visit", "call"));
        let start = Start { record: Some(record), ..Start::default() };
        let off = tracking.run_import(&other, &options, start, BULK, go_on).await;
        assert!(matches!(off, Err(ImportFailure::Stopped)));
        assert_eq!(bench.interactions().await, 2_000);
    })
    .await;
}

#[tokio::test]
async fn deleting_calls_a_running_import_off() {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    let tracking = &bench.tracking;
    let record = upload(tracking, "a.csv", many(6_000)).await;
    let record =
        tracking.start_import(record.id, Options::default(), Actor::system()).await.unwrap();
    tracking.delete_import(record.id, Actor::system()).await.unwrap();
    let off = tracking.resume_import(record, &input("a.csv", many(6_000)), go_on).await;
    assert!(matches!(off, Err(ImportFailure::Stopped)));
    assert_eq!(bench.interactions().await, 0, "the chunk that found it gone was not committed");
    runner(&bench).drain().await.unwrap();
    assert_eq!(bench.interactions().await, 0);
}

#[tokio::test]
async fn bad_choices_are_said_before_anything_starts() {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    let record = upload(&bench.tracking, "a.csv", FRENCH).await;
    for (options, field) in [
        (Options { columns: "at=Jour".parse().unwrap(), ..Options::default() }, "columns.at"),
        (Options { time_zone: "Paris".into(), ..Options::default() }, "time_zone"),
        (Options { identity: "shoe_size".into(), ..Options::default() }, "identity"),
    ] {
        let problem =
            bench.tracking.start_import(record.id, options, Actor::system()).await.unwrap_err();
        let body = problem.body(Language::En);
        assert_eq!((body.status, body.errors[0].field.as_str()), (422, field));
    }
    assert_eq!(bench.tracking.import(record.id).await.unwrap().state, ImportState::Uploaded);
}

#[tokio::test]
async fn uploads_have_a_limit_and_leave_nothing_behind() {
    let fresh = TestDatabase::sqlite().await;
    let mut bench = Bench::new(fresh.database()).await;
    bench.tracking.config =
        std::sync::Arc::new(crate::Config { most_upload_bytes: 10, ..crate::Config::default() });
    let refused = async |body: &'static str| {
        let problem = bench
            .tracking
            .upload_import("a.csv", Body::from(body), Actor::system())
            .await
            .unwrap_err();
        (problem.status().as_u16(), problem.code())
    };
    assert_eq!(refused("12345678901").await, (413, "file_too_large"));
    assert_eq!(refused("").await, (422, "invalid_input"));
    let folder = std::fs::read_dir(bench.tracking.database.data().join("imports")).unwrap();
    assert_eq!(folder.count(), 0);
}

#[tokio::test]
async fn old_files_are_cleared_away() {
    let fresh = TestDatabase::sqlite().await;
    let bench = Bench::new(fresh.database()).await;
    let tracking = &bench.tracking;
    // Files bear the machine's own time.
    bench.clock.set(Env::system().now());
    let (kept, lost) =
        (upload(tracking, "a.csv", FRENCH).await, upload(tracking, "b.csv", FRENCH).await);
    let part = tracking.uploads().file(lost.id).with_extension("part");
    std::fs::write(&part, "half").unwrap();
    tracking.start_import(kept.id, french(), Actor::system()).await.unwrap();
    tracking.clear_uploads().await.unwrap();
    assert!(part.exists(), "somebody may still be sending it");
    bench.clock.advance_seconds(8 * 24 * 3600);
    tracking.clear_uploads().await.unwrap();
    assert!(tracking.uploads().file(kept.id).exists(), "its turn is still to come");
    assert!(!part.exists() && !tracking.uploads().file(lost.id).exists());
    let gone =
        tracking.start_import(lost.id, Options::default(), Actor::system()).await.unwrap_err();
    assert_eq!(gone.code(), "import_file_gone");
}
