//! Help that teaches.

use serde_json::Value;

use crate::program::Program;

const COMMANDS: [&[&str]; 49] = [
    &["serve"],
    &["demo"],
    &["import"],
    &["import", "events"],
    &["export"],
    &["export", "events"],
    &["report"],
    &["report", "summary"],
    &["report", "touchpoints"],
    &["report", "transitions"],
    &["report", "funnel"],
    &["report", "variants"],
    &["report", "cohorts"],
    &["report", "attribution"],
    &["report", "durations"],
    &["report", "counts"],
    &["report", "lifetime-value"],
    &["customer"],
    &["customer", "find"],
    &["customer", "forget"],
    &["user"],
    &["user", "list"],
    &["user", "add"],
    &["user", "invite"],
    &["user", "link"],
    &["user", "role"],
    &["user", "disable"],
    &["user", "enable"],
    &["team"],
    &["team", "list"],
    &["team", "create"],
    &["team", "add"],
    &["worker"],
    &["log"],
    &["log", "status"],
    &["log", "seal"],
    &["log", "tidy"],
    &["log", "check"],
    &["log", "files"],
    &["log", "settings"],
    &["log", "retention"],
    &["log", "retention", "list"],
    &["log", "retention", "add"],
    &["log", "retention", "remove"],
    &["backup"],
    &["restore"],
    &["doctor"],
    &["openapi"],
    &["config"],
];

#[test]
fn every_command_shows_an_example() {
    let program = Program::new();
    for command in COMMANDS {
        let help = program.ok(&[command, &["--help"]].concat());
        let example = format!("  parcours {}", command.join(" "));
        let after = help.split_once("\nExample").unwrap_or_else(|| panic!("{command:?}: {help}")).1;
        // `openapi > file`, `PARCOURS_… parcours config`: the command, wherever it stands.
        assert!(after.contains(example.trim_start()), "{command:?}: {help}");
        assert!(help.contains("--data <DIR>"), "{command:?}: {help}");
        for line in help.lines() {
            assert!(line.chars().count() <= 100, "{command:?}: {line}");
        }
        // No example was broken where it cannot be pasted.
        for line in after.lines().filter(|line| line.starts_with("      --")) {
            assert!(help.contains(&format!("\\\n{line}")), "{command:?}: {line}");
        }
    }
    assert_eq!(std::fs::read_dir(program.folder()).unwrap().count(), 0, "help makes nothing");
}

#[test]
fn the_first_steps_are_in_the_help_of_the_program() {
    let program = Program::new();
    let help = program.ok(&["--help"]);
    for word in ["First steps", "parcours demo", "parcours serve", "parcours import events"] {
        assert!(help.contains(word), "{word}: {help}");
    }
    assert!(program.ok(&["--version"]).starts_with("parcours "));
    let mistyped = program.run(&["sevre"]);
    assert_eq!(mistyped.code, Some(2));
    assert!(mistyped.err.contains("'serve'"), "{mistyped:?}");
}

#[test]
fn the_document_of_the_api_needs_no_installation() {
    let program = Program::new();
    let document = program.json(&["openapi"]);
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert!(document["paths"]["/api/v1/journeys"]["post"].is_object());
    assert_ne!(document["components"]["schemas"]["Journey"], Value::Null);
    assert!(!program.data().exists());
}
