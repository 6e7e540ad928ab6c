//! The interaction log in an S3-compatible store: the real program, a real server.

use std::time::Duration;

use serde_json::json;

use crate::log::{rows, status};
use crate::program::{Program, until};
use crate::senders::Senders;
use crate::serving::Serving;
use crate::store::Store;

const LIMIT: Duration = Duration::from_secs(60);

/// Rows in the store, below `log`.
fn with_log(store: &Store, imported: u64) -> Program {
    let program = store.told_to(Program::new(), "log");
    program.write("many.csv", rows("c", imported));
    program.ok(&["import", "events", "many.csv"]);
    program.ok(&["log", "seal"]);
    program
}

#[test]
fn a_log_in_a_store_is_served_sealed_joined_reported_and_exported() {
    let store = Store::start();
    let program = store.told_to(Program::new(), "log");
    let serving = Serving::start(&program);
    let senders = Senders::start(&serving.url, &serving.owner().write_key(), "store");
    senders.wait_for(60);
    program.ok(&["log", "settings", "--seal-rows", "1000", "--segment-rows", "10000"]);
    let sealed = || (status(&program)["sealed_rows"].as_u64() > Some(1000)).then_some(());
    until(LIMIT, sealed).expect("the server seals into the store");
    senders.wait_for(10);
    let sent = senders.end();
    assert!(sent.unsure.is_empty(), "{sent:?}");
    for _ in 0..9 {
        program.write("more.csv", rows("more", 40));
        program.ok(&["import", "events", "more.csv"]);
        program.ok(&["log", "seal"]);
    }
    program.ok(&["log", "tidy"]);
    let summary = program.summary();
    assert_eq!(summary["interactions"], sent.events() + 40);
    program.ok(&["export", "events", "--output", "all.csv"]);
    let exported = std::fs::read_to_string(program.folder().join("all.csv")).unwrap();
    assert_eq!(exported.lines().count() as u64, 1 + sent.events() + 40);

    let place = status(&program)["place"].clone();
    assert_eq!(place, "s3://parcours/log");
    for address in program.ok(&["log", "files"]).lines() {
        let object = store.behind(address);
        assert!(std::fs::read(&object).unwrap().starts_with(b"PAR1"), "{object:?}");
    }
    assert!(!program.data().join("interactions").exists(), "nothing of it in the data folder");
    program.ok(&["log", "check", "--thorough"]);
    let doctor = program.run(&["doctor"]);
    assert!(doctor.out.contains("ok    files"), "{doctor:?}");
    assert!(!doctor.out.contains("leftovers"), "{doctor:?}");
    let shown = program.ok(&["config"]) + &serving.errors() + &doctor.out;
    assert!(shown.contains("AKIDPARCOURS") && !shown.contains("the-secret-of"), "{shown}");
    serving.stop_well();
}

#[test]
fn a_store_that_is_down_while_sealing_loses_nothing_and_is_named() {
    let mut store = Store::start();
    let program = with_log(&store, 2000);
    store.down();
    program.write("more.csv", rows("d", 1500));
    program.ok(&["import", "events", "more.csv"]);
    program.ok(&["import", "events", "many.csv"]);
    let said = program.fails(&["log", "seal"]);
    assert!(said.contains("s3://parcours/log") && said.contains("cannot be read"), "{said}");
    let said = program.fails(&["report", "summary"]);
    assert!(said.contains("s3://parcours/log"), "no half an answer: {said}");
    let doctor = program.run(&["doctor"]);
    assert_eq!(doctor.code, Some(1), "{doctor:?}");
    assert!(doctor.out.contains("FAIL  files") && doctor.out.contains("s3://"), "{doctor:?}");
    let serving = Serving::start(&program);
    until(LIMIT, || serving.errors().contains("nothing is sealed until they are").then_some(()))
        .expect("named at the start");

    store.up();
    program.ok(&["log", "seal"]);
    let log = status(&program);
    assert_eq!((&log["hot_rows"], &log["sealed_rows"]), (&json!(0), &json!(3500)));
    assert_eq!(program.summary()["interactions"], 3500, "told twice, kept once");
    program.ok(&["log", "check", "--thorough"]);
    serving.stop_well();
}

#[test]
fn an_object_that_is_gone_or_cut_off_is_named() {
    let store = Store::start();
    let program = with_log(&store, 2000);
    let files = program.ok(&["log", "files"]);
    let victims: Vec<_> = files.lines().skip(3).take(2).collect();
    let content = std::fs::read(store.behind(victims[0])).unwrap();
    std::fs::write(store.behind(victims[0]), &content[..content.len() / 2]).unwrap();
    std::fs::remove_file(store.behind(victims[1])).unwrap();
    let checked = program.run(&["log", "check"]);
    assert_eq!((checked.code, checked.out.lines().count()), (Some(1), 2), "{checked:?}");
    assert!(checked.out.contains(&format!("{} is missing", victims[1])), "{checked:?}");
    assert!(checked.out.contains(&format!("{} has ", victims[0])), "{checked:?}");
    let said = program.fails(&["report", "summary"]);
    assert!(victims.iter().any(|address| said.contains(address)), "{said}");
}

#[test]
fn a_backup_moves_a_log_out_of_a_store_and_into_one() {
    let store = Store::start();
    let program = with_log(&store, 2000);
    let summary = program.summary();
    program.ok(&["backup", "log.tar.gz"]);
    let archive = program.folder().join("log.tar.gz");
    let archive = archive.to_str().unwrap();

    let said = program.fails(&["restore", archive, "--data", "again"]);
    assert!(said.contains("is there already") && said.contains("s3://parcours/log"), "{said}");
    assert_eq!(std::fs::read_dir(program.folder().join("again")).unwrap().count(), 0);

    let local = Program::new();
    local.ok(&["restore", archive]);
    assert_eq!(local.summary(), summary);
    local.ok(&["log", "check", "--thorough"]);
    assert!(local.data().join("interactions").is_dir());
    local.ok(&["backup", "local.tar.gz"]);

    let other = store.told_to(Program::new(), "other/log");
    other.ok(&["restore", local.folder().join("local.tar.gz").to_str().unwrap()]);
    assert_eq!(other.summary(), summary);
    other.ok(&["log", "check", "--thorough"]);
    assert!(!other.data().join("interactions").exists());
    assert!(other.ok(&["log", "files"]).starts_with("s3://parcours/other/log/bucket="));
    assert_eq!(program.summary(), summary, "the first is as it was");
}

#[test]
fn a_wrong_key_is_named() {
    let store = Store::start();
    let program = store.told_to(Program::new(), "log");
    let program = program.with("PARCOURS_INTERACTIONS_SECRET_ACCESS_KEY", "another-secret");
    program.write("many.csv", rows("c", 100));
    program.ok(&["import", "events", "many.csv"]);
    let said = program.fails(&["log", "seal"]);
    assert!(said.contains("s3://parcours/log") && !said.contains("another-secret"), "{said}");
    assert_eq!(program.summary()["interactions"], 100);
}
