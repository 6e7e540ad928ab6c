//! `parcours doctor`

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::program::Program;
use crate::serving::Serving;

fn state(findings: &Value, check: &str) -> String {
    let all = findings.as_array().unwrap();
    let states: Vec<_> = all
        .iter()
        .filter(|found| found["check"] == check)
        .map(|found| found["state"].as_str().unwrap())
        .collect();
    states.join(" ")
}

fn message(findings: &Value, check: &str) -> String {
    let found = findings.as_array().unwrap().iter().find(|found| found["check"] == check);
    found.unwrap()["message"].as_str().unwrap().to_owned()
}

#[test]
fn a_whole_installation_is_good() {
    let program = Program::new();
    let serving = Serving::start(&program);
    let early = program.json(&["doctor", "--json"]);
    assert_eq!(state(&early, "people"), "warning", "there is no owner: {early}");
    serving.owner();
    let findings = program.json(&["doctor", "--json"]);
    for check in ["folder", "database", "files", "sealing", "log", "jobs"] {
        assert_eq!(state(&findings, check), "good", "{findings}");
    }
    assert_eq!(state(&findings, "people"), "", "{findings}");
    let read = program.run(&["doctor"]);
    assert_eq!(read.code, Some(0));
    assert!(read.out.contains("ok    database"), "{read:?}");
    serving.stop_well();
}

#[test]
fn looking_makes_nothing() {
    let program = Program::new();
    let findings = program.json(&["doctor", "--json"]);
    assert_eq!(state(&findings, "folder"), "warning");
    assert!(!program.data().exists());
    std::fs::create_dir(program.data()).unwrap();
    std::fs::set_permissions(program.data(), Permissions::from_mode(0o755)).unwrap();
    let findings = program.json(&["doctor", "--json"]);
    assert_eq!(
        (state(&findings, "folder"), state(&findings, "database")),
        ("warning".into(), "warning".into())
    );
    assert!(message(&findings, "folder").contains("chmod 700 data"));
    assert_eq!(std::fs::read_dir(program.data()).unwrap().count(), 0);
    assert_eq!(program.run(&["doctor"]).code, Some(0), "warnings alone");
}

#[test]
fn a_damaged_database_is_named() {
    let program = Program::new();
    let rows: String = (0..3000).map(|row| format!("c{row},2024-01-01,seen\n")).collect();
    program.write("many.csv", format!("customer,at,kind\n{rows}"));
    program.ok(&["import", "events", "many.csv"]);
    let file = program.data().join("parcours.db");
    let whole = std::fs::read(&file).unwrap();
    let damage = |from: usize, length: usize| {
        let mut content = whole.clone();
        content[from..from + length].fill(0xff);
        content
    };
    let no_database = vec![b'x'; 20_000];
    let page = 4096;
    let torn = damage(whole.len() / 2 / page * page, 10 * page);
    for content in [no_database, damage(0, 100), torn, whole[..whole.len() / 2].to_vec()] {
        std::fs::write(&file, &content).unwrap();
        let ended = program.run(&["doctor"]);
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(
            ended.out.contains("FAIL  database") && ended.out.contains("parcours.db"),
            "{ended:?}"
        );
        assert!(ended.out.contains("restore a backup"), "{ended:?}");
    }
    let french = program.with("LANG", "fr_FR.UTF-8").run(&["doctor"]);
    assert!(french.out.contains("restaurez une sauvegarde"), "{french:?}");
}

#[test]
fn files_that_no_log_names_are_shown() {
    let program = Program::new();
    program.write("few.csv", crate::importing::csv());
    program.ok(&["import", "events", "few.csv"]);
    program.ok(&["log", "seal"]);
    let files = program.ok(&["log", "files"]);
    let first = program.folder().join(files.lines().next().unwrap());
    assert_eq!(state(&program.json(&["doctor", "--json"]), "leftovers"), "");
    let place = program.data().join("interactions");
    // Notes of people are theirs; what looks like a file of the log is shown.
    std::fs::write(place.join("README.txt"), "ours").unwrap();
    std::fs::write(first.with_file_name("notes.txt"), "ours").unwrap();
    assert_eq!(state(&program.json(&["doctor", "--json"]), "leftovers"), "");
    std::fs::copy(&first, first.with_file_name("stranger.parquet")).unwrap();
    let findings = program.json(&["doctor", "--json"]);
    assert_eq!(state(&findings, "leftovers"), "warning");
    let said = message(&findings, "leftovers");
    assert!(said.contains("database: 1,") && said.contains("stranger.parquet"), "{said}");
    assert_eq!(program.run(&["doctor"]).code, Some(0), "a warning alone");
}
