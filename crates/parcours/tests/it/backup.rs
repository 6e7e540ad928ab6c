//! `parcours backup` and `parcours restore`

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::Value;

use crate::importing::csv;
use crate::log::{rows, status};
use crate::postgres::Fresh;
use crate::program::Program;
use crate::senders::{Senders, Sent};
use crate::serving::Serving;

#[test]
fn a_backup_is_one_moment_while_it_serves() {
    keeps_one_moment(&[Program::new(), Program::new(), Program::new()]);
}

#[test]
fn a_backup_is_one_moment_on_postgresql() {
    let databases = [Fresh::database(), Fresh::database(), Fresh::database()];
    let [Some(first), Some(second), Some(third)] = &databases else { return };
    keeps_one_moment(&[first, second, third].map(|database| Program::on(Some(&database.url))));
}

/// Backs the first program up, once under load into the second, once at rest into the third.
fn keeps_one_moment([program, busy, calm]: &[Program; 3]) {
    let serving = Serving::start(program);
    let owner = serving.owner();
    let upload = owner.upload("shop.csv", csv().as_bytes());
    // Some of it sealed, and more while it is copied.
    program.write("many.csv", rows("c", 2000));
    program.ok(&["import", "events", "many.csv"]);
    program.ok(&["log", "seal"]);
    let senders = Senders::start(&serving.url, &owner.write_key(), "backup");
    senders.wait_for(10);
    let before = senders.so_far();
    program.ok(&["backup", "busy.tar.gz"]);
    senders.wait_for(3);
    senders.end();
    program.ok(&["log", "seal"]);
    program.ok(&["log", "tidy"]);
    program.ok(&["backup", "calm.tar.gz"]);
    let summary = program.summary();
    serving.stop_well();

    restore(busy, &program.folder().join("busy.tar.gz"));
    assert_kept_with(&before, &busy.summary());
    busy.ok(&["log", "check", "--thorough"]);
    restore(calm, &program.folder().join("calm.tar.gz"));
    assert_eq!(calm.summary(), summary);
    calm.ok(&["log", "check", "--thorough"]);
    assert_eq!(status(calm)["sealed_rows"], status(program)["sealed_rows"]);
    let file = calm.data().join("imports").join(upload["id"].as_str().unwrap());
    assert_eq!(std::fs::read_to_string(file).unwrap(), csv());
    let again = Serving::start(calm);
    assert_eq!(again.link, None, "its owner came along");
    again.stop_well();
}

/// The sent batches, beside the imported rows.
fn assert_kept_with(sent: &Sent, summary: &Value) {
    let mut batches = summary.clone();
    let kinds = batches["kinds"].as_array_mut().unwrap();
    let imported = kinds.iter().find(|kind| kind["kind"] == "seen").unwrap();
    assert_eq!(imported["interactions"], 2000);
    kinds.retain(|kind| kind["kind"] != "seen");
    sent.assert_kept(&batches);
}

fn restore(program: &Program, archive: &Path) {
    let ended = program.run(&["restore", archive.to_str().unwrap()]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.err.contains("Restored the backup of"), "{ended:?}");
}

/// A small installation, and its backup `good.tar.gz` beside it.
fn backed_up() -> Program {
    let program = Program::new();
    program.write("shop.csv", csv());
    program.ok(&["import", "events", "shop.csv"]);
    program.ok(&["backup", "good.tar.gz"]);
    program
}

#[test]
fn a_backup_is_private_and_overwrites_nothing() {
    let program = backed_up();
    let file = program.folder().join("good.tar.gz");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let said = program.fails(&["backup", "good.tar.gz"]);
    assert!(said.contains("good.tar.gz exists already"), "{said}");
    let said = program.fails(&["backup", "nowhere/b.tar.gz"]);
    assert!(said.contains("cannot write nowhere/b.tar.gz"), "{said}");
    let left: Vec<_> =
        std::fs::read_dir(program.data()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name.to_str().unwrap().starts_with("parcours.db")), "{left:?}");

    let nothing = Program::new();
    let said = nothing.fails(&["backup", "b.tar.gz"]);
    assert!(said.contains("there is no installation in data"), "{said}");
    assert!(!nothing.folder().join("b.tar.gz").exists());
}

#[test]
fn what_cannot_be_restored_leaves_the_folder_empty() {
    let program = backed_up();
    let good = std::fs::read(program.folder().join("good.tar.gz")).unwrap();
    let mut flipped = good.clone();
    let middle = flipped.len() / 2;
    // All eight bits: one alone may be a bit that pads a block, and says nothing.
    flipped[middle] ^= 0xFF;
    let mut wrong_sum = good.clone();
    let end = wrong_sum.len() - 8;
    wrong_sum[end] ^= 1;
    let damaged = [
        ("cut.tar.gz", good[..good.len() / 2].to_vec()),
        ("end.tar.gz", good[..good.len() - 4].to_vec()),
        ("flipped.tar.gz", flipped),
        ("sum.tar.gz", wrong_sum),
        ("text.tar.gz", b"not an archive".to_vec()),
        ("empty.tar.gz", Vec::new()),
    ];
    for (name, content) in damaged {
        program.write(name, content);
        let said = program.fails(&["restore", name, "--data", "restored"]);
        assert!(said.contains(name) && said.contains("damaged"), "{name}: {said}");
        let folder = program.folder().join("restored");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0, "{name}");
    }
    let said = program.fails(&["restore", "nowhere.tar.gz", "--data", "elsewhere"]);
    assert!(said.contains("cannot read nowhere.tar.gz"), "{said}");
    assert!(!program.folder().join("elsewhere").exists());

    program.ok(&["restore", "good.tar.gz", "--data", "restored"]);
    let restored = program.json(&["report", "summary", "--json", "--data", "restored"]);
    assert_eq!(restored, program.summary());
}

#[test]
fn restore_overwrites_nothing() {
    let program = backed_up();
    let said = program.fails(&["restore", "good.tar.gz"]);
    assert!(said.contains("data is not empty"), "{said}");
    assert_eq!(program.summary()["interactions"], 6);
    let url = "postgres://nobody@127.0.0.1:1/none";
    let said = program.fails(&["restore", "good.tar.gz", "--data", "new", "--database-url", url]);
    assert!(said.contains("without --database-url"), "{said}");
}

#[test]
fn an_archive_that_lacks_a_file_of_the_log_or_holds_another_is_refused() {
    let program = Program::new();
    program.write("many.csv", rows("c", 2000));
    program.ok(&["import", "events", "many.csv"]);
    program.ok(&["log", "seal"]);
    program.ok(&["backup", "whole.tar.gz"]);
    let unpacked = program.folder().join("unpacked");
    std::fs::create_dir(&unpacked).unwrap();
    let tar = |arguments: &[&str]| {
        let run = std::process::Command::new("tar").current_dir(&unpacked).args(arguments).status();
        assert!(run.unwrap().success());
    };
    tar(&["-xzf", "../whole.tar.gz"]);
    let files = program.ok(&["log", "files"]);
    let name = files.lines().next().unwrap().strip_prefix("data/").unwrap();
    let file = unpacked.join(name);
    let whole = std::fs::read(&file).unwrap();
    let mut altered = whole.clone();
    altered[50] ^= 1;
    std::fs::write(&file, altered).unwrap();
    tar(&["-czf", "../altered.tar.gz", "."]);
    std::fs::remove_file(&file).unwrap();
    tar(&["-czf", "../lacking.tar.gz", "."]);
    for (archive, words) in
        [("altered.tar.gz", "not as it was written"), ("lacking.tar.gz", "missing")]
    {
        let said = program.fails(&["restore", archive, "--data", "restored"]);
        assert!(said.contains("log is damaged") && said.contains(words), "{archive}: {said}");
        let folder = program.folder().join("restored");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0, "{archive}");
    }
    program.ok(&["restore", "whole.tar.gz", "--data", "restored"]);
    program.ok(&["log", "check", "--thorough", "--data", "restored"]);
}
