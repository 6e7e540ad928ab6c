//! `parcours user`

use serde_json::Value;

use crate::client::Browser;
use crate::program::Program;
use crate::serving::Serving;

const CAMILLE: &str = "camille@example.com";

fn add(program: &Program, email: &str, role: &str) -> String {
    let arguments = ["user", "add", email, "--name", "Camille Moreau", "--role", role];
    program.ok(&arguments).trim().to_owned()
}

fn listed(program: &Program, email: &str) -> Value {
    let users = program.json(&["user", "list", "--json"]);
    let user = users.as_array().unwrap().iter().find(|user| user["email"] == email);
    user.unwrap_or_else(|| panic!("{email}: {users}")).clone()
}

#[test]
fn people_are_added_listed_changed_and_kept_out() {
    let program = Program::new().with("PARCOURS_PUBLIC_URL", "https://parcours.example.org");
    let link = add(&program, CAMILLE, "editor");
    assert!(link.starts_with("https://parcours.example.org/link#"), "{link}");
    let camille = listed(&program, CAMILLE);
    assert_eq!((&camille["role"], &camille["disabled"]), (&"editor".into(), &false.into()));
    assert_eq!(camille["name"], "Camille Moreau");
    let read = program.ok(&["user", "list"]);
    assert!(read.contains("editor") && read.contains(CAMILLE), "{read}");

    let changed = program.ok(&["user", "role", CAMILLE, "admin"]);
    assert!(changed.contains("admin"), "{changed}");
    assert_eq!(listed(&program, CAMILLE)["role"], "admin");
    program.ok(&["user", "disable", CAMILLE]);
    assert_eq!(listed(&program, CAMILLE)["disabled"], true);
    assert!(program.ok(&["user", "list"]).contains("(disabled)"));
    program.ok(&["user", "enable", CAMILLE]);
    assert_eq!(listed(&program, CAMILLE)["disabled"], false);
}

#[test]
fn what_cannot_be_done_says_why() {
    let program = Program::new();
    let said = program.fails(&["user", "list"]);
    assert!(said.contains("there is no installation"), "{said}");
    add(&program, "owner@example.com", "owner");
    let twice = program.fails(&["user", "add", "owner@example.com", "--name", "Another"]);
    assert!(twice.contains("owner@example.com") || twice.contains("address"), "{twice}");
    let said = program.fails(&["user", "link", "nobody@example.com"]);
    assert!(said.contains("nobody@example.com") && said.contains("user list"), "{said}");
    let said = program.fails(&["user", "disable", "owner@example.com"]);
    assert!(said.contains("owner"), "the last owner stays: {said}");
    let said = program.fails(&["user", "add", "not an address", "--name", "X"]);
    assert!(said.contains("email"), "{said}");
    assert_eq!(program.run(&["user", "role", "owner@example.com", "king"]).code, Some(2));
    let french = program.with("LANG", "fr_FR.UTF-8");
    let said = french.fails(&["user", "disable", "owner@example.com"]);
    assert!(said.contains("propriétaire"), "{said}");
}

#[test]
fn a_link_signs_in_once_and_disabling_ends_the_session() {
    let program = Program::new();
    let serving = Serving::start(&program);
    // The address of the settings is not the free port of this test: the secret is what counts.
    let link = add(&program, CAMILLE, "viewer");
    let camille = Browser::sign_in(&serving.url, &link);
    assert_eq!(camille.get("/api/v1/session").json()["user"]["email"], CAMILLE);
    assert!(Browser::follow(&serving.url, &link).status >= 400, "a link works once");
    let link = program.ok(&["user", "link", CAMILLE]);
    Browser::sign_in(&serving.url, link.trim());

    program.ok(&["user", "disable", CAMILLE]);
    assert_eq!(camille.get("/api/v1/session").json()["user"], Value::Null);
    assert_eq!(camille.get("/api/v1/journeys").status, 401);
    serving.stop_well();
}

#[test]
fn people_are_invited_into_teams() {
    let program = Program::new().with("PARCOURS_PUBLIC_URL", "https://parcours.example.org");
    add(&program, CAMILLE, "owner");
    assert!(program.ok(&["team", "create", "Équipe Web"]).trim().starts_with("team_"));
    program.ok(&["team", "add", "équipe WEB", CAMILLE]);
    let teams = program.json(&["team", "list", "--json"]);
    assert_eq!(teams[0]["members"][0]["name"], "Camille Moreau");
    assert!(program.ok(&["team", "list"]).contains("Camille Moreau"));
    let invite = ["user", "invite", "ines@example.com", "--role", "editor", "--team", "équipe web"];
    let link = program.ok(&invite);
    assert!(link.starts_with("https://parcours.example.org/invitation#"), "{link}");

    let said = program.fails(&["team", "create", "équipe web"]);
    assert!(said.contains("équipe web"), "{said}");
    let said = program.fails(&["team", "add", "Shop", CAMILLE]);
    assert!(said.contains("Shop") && said.contains("team list"), "{said}");
    let said = program.fails(&["team", "add", "Équipe Web", "nobody@example.com"]);
    assert!(said.contains("nobody@example.com"), "{said}");
    let said = program.fails(&["user", "invite", "i@example.com", "--team", "Shop"]);
    assert!(said.contains("Shop"), "{said}");
    let said = program.fails(&["user", "invite", CAMILLE]);
    assert!(said.contains("address"), "{said}");
}
