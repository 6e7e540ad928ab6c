//! `parcours log`

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::postgres::Fresh;
use crate::program::Program;

/// Interactions of the installation that [`with_log`] makes.
const ROWS: u64 = 3000;

/// Rows to import: many customers, each with a few.
pub(crate) fn rows(customers: &str, rows: u64) -> String {
    let lines: String = (0..rows)
        .map(|row| format!("{customers}{},2026-01-{:02}T10:00:00Z,seen\n", row % 700, 1 + row % 28))
        .collect();
    format!("customer,at,kind\n{lines}")
}

/// Rows imported and sealed.
fn with_log(program: Program) -> Program {
    program.write("many.csv", rows("c", ROWS));
    program.ok(&["import", "events", "many.csv"]);
    program.ok(&["log", "seal"]);
    program
}

pub(crate) fn status(program: &Program) -> Value {
    program.json(&["log", "status", "--json"])
}

fn files(program: &Program) -> Vec<PathBuf> {
    program.ok(&["log", "files"]).lines().map(|line| program.folder().join(line)).collect()
}

/// Runs a test on both databases.
fn on_both(test: impl Fn(Program)) {
    test(Program::new());
    if let Some(database) = Fresh::database() {
        test(Program::on(Some(&database.url)));
    }
}

#[test]
fn what_is_sealed_lies_in_files_and_counts_the_same() {
    on_both(|program| {
        program.write("many.csv", rows("c", ROWS));
        program.ok(&["import", "events", "many.csv"]);
        let before = program.summary();
        program.ok(&["log", "seal"]);
        let after = status(&program);
        assert_eq!((&after["hot_rows"], &after["sealed_rows"]), (&json!(0), &json!(ROWS)));
        assert_eq!(program.summary(), before);
        assert_eq!(program.ok(&["log", "seal"]), "Sealed 0 interactions.\n");

        let listed = files(&program);
        assert_eq!(listed.len() as u64, after["segments"].as_u64().unwrap());
        let bytes: u64 = listed.iter().map(|file| file.metadata().unwrap().len()).sum();
        assert_eq!(after["segment_bytes"], bytes);
        for file in &listed {
            let content = std::fs::read(file).unwrap();
            assert!(content.starts_with(b"PAR1") && content.ends_with(b"PAR1"), "{file:?}");
        }
        let all = program.json(&["log", "files", "--json"]);
        let rows = all.as_array().unwrap().iter().filter(|file| file["interactions"] == true);
        assert_eq!(rows.map(|file| file["rows"].as_u64().unwrap()).sum::<u64>(), ROWS);

        program.ok(&["log", "tidy"]);
        for check in [&["log", "check"][..], &["log", "check", "--thorough"]] {
            let checked = program.run(check);
            assert_eq!((checked.code, checked.out.as_str()), (Some(0), ""), "{checked:?}");
        }
        // Told again, after it was sealed.
        program.ok(&["import", "events", "many.csv"]);
        assert_eq!(program.summary(), before);
    });
}

#[test]
fn rows_that_are_in_no_file_yet_are_said_to_be() {
    let program = with_log(Program::new());
    program.write("more.csv", rows("d", 5));
    program.ok(&["import", "events", "more.csv"]);
    let hot = status(&program)["hot_rows"].as_u64().unwrap();
    let listed = program.run(&["log", "files"]);
    if hot > 0 {
        assert!(listed.err.contains(&format!("{hot} interactions are not in files")), "{listed:?}");
    }
    let read = program.ok(&["log", "status"]);
    let place = program.data().join("interactions");
    assert!(read.contains("place") && place.ends_with("data/interactions"), "{read}");
    let french = program.with("LANG", "fr_FR.UTF-8").ok(&["log", "status"]);
    assert!(french.contains("emplacement"), "{french}");
}

#[test]
fn each_damage_is_named() {
    type Damage = fn(&PathBuf);
    let damages: [(Damage, &str); 4] = [
        (|file| std::fs::remove_file(file).unwrap(), "is missing"),
        (|file| cut(file, 2), "instead of"),
        (|file| cut(file, 0), "instead of"),
        (flip, "is not as it was written"),
    ];
    for (damage, words) in damages {
        let program = with_log(Program::new());
        let file = files(&program).remove(3);
        damage(&file);
        let name = file.file_name().unwrap().to_str().unwrap();
        let quick = program.run(&["log", "check"]);
        assert_eq!(quick.code, Some(1), "{quick:?}");
        let checked = program.run(&["log", "check", "--thorough"]);
        assert_eq!(checked.code, Some(1), "{checked:?}");
        assert!(checked.out.contains(name) && checked.out.contains(words), "{checked:?}");
        assert_eq!(checked.out.lines().count(), 1, "the others are sound: {checked:?}");
        let doctor = program.run(&["doctor"]);
        assert_eq!(doctor.code, Some(1));
        assert!(doctor.out.contains("FAIL  files") && doctor.out.contains(name), "{doctor:?}");
        let said = program.fails(&["report", "summary"]);
        assert!(said.contains(name), "no silent gap: {said}");
        let said = program.fails(&["backup", "b.tar.gz"]);
        assert!(said.contains(name), "{said}");
        assert!(!program.folder().join("b.tar.gz").exists());
    }
}

/// Leaves one part in so many of a file.
fn cut(file: &PathBuf, part: u64) {
    let whole = std::fs::File::options().write(true).open(file).unwrap();
    let length = whole.metadata().unwrap().len().checked_div(part).unwrap_or(0);
    whole.set_len(length).unwrap();
}

/// Changes one bit among the rows.
fn flip(file: &PathBuf) {
    let mut content = std::fs::read(file).unwrap();
    content[100] ^= 4;
    std::fs::write(file, content).unwrap();
}

#[test]
fn a_place_without_the_files_is_named_and_not_sealed_into() {
    let program = with_log(Program::new());
    let before = program.summary();
    let (place, elsewhere) = (program.data().join("interactions"), program.folder().join("moved"));
    std::fs::rename(&place, &elsewhere).unwrap();
    program.write("more.csv", "customer,at,kind\nnew,2026-02-01T10:00:00Z,seen\n");
    let said = program.fails(&["log", "seal"]);
    assert!(said.contains("is missing") && said.contains(".parquet"), "{said}");
    assert!(!place.exists(), "no second log was begun");
    let doctor = program.run(&["doctor"]);
    assert!(doctor.out.contains("FAIL  files"), "{doctor:?}");
    let serving = crate::serving::Serving::start(&program);
    let named = || serving.errors().contains("nothing is sealed until they are").then_some(());
    crate::program::until(std::time::Duration::from_secs(30), named).expect("named at the start");
    serving.stop_well();
    std::fs::rename(&elsewhere, &place).unwrap();
    assert_eq!(program.summary(), before);
    program.ok(&["log", "check", "--thorough"]);
}

#[test]
fn settings_and_rules_are_kept() {
    on_both(|program| {
        program.write("many.csv", rows("c", ROWS));
        program.ok(&["import", "events", "many.csv"]);
        let shown = program.json(&["log", "settings"]);
        assert_eq!(shown["seal_rows"], 100_000);
        let set = program.json(&["log", "settings", "--seal-rows", "5000", "--grace-minutes", "1"]);
        assert_eq!((&set["seal_rows"], &set["remember_days"]), (&json!(5000), &json!(90)));
        assert_eq!(program.json(&["log", "settings"]), set);
        let said = program.fails(&["log", "settings", "--remember-days", "3"]);
        assert!(said.contains("remember_days") && said.contains("from 7 to 3,650"), "{said}");

        // January is long ago by now, whenever this runs.
        program.ok(&["log", "retention", "add", "--kind", "seen", "--days", "1"]);
        let said = program.fails(&["log", "retention", "add", "--kind", "seen", "--days", "5"]);
        assert!(said.contains("a rule for seen already: 1 day."), "{said}");
        program.ok(&["log", "retention", "add", "--days", "36500"]);
        let rules = program.json(&["log", "retention", "list", "--json"]);
        assert_eq!((&rules[0]["kind"], &rules[1]["kind"]), (&json!("seen"), &Value::Null));
        program.ok(&["log", "seal"]);
        program.ok(&["log", "tidy"]);
        assert_eq!(program.summary()["interactions"], 0);
        assert_eq!(program.ok(&["log", "files"]), "");
        let id = rules[0]["id"].as_str().unwrap();
        program.ok(&["log", "retention", "remove", id]);
        let said = program.fails(&["log", "retention", "remove", id]);
        assert!(said.contains("no such rule"), "{said}");
        assert!(program.fails(&["log", "retention", "remove", "x"]).contains("retention list"));
        assert_eq!(program.ok(&["log", "retention", "list"]).lines().count(), 1);
    });
}
