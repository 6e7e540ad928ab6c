//! `parcours demo`, with a hundredth of its customers.

use crate::client::Browser;
use crate::importing::csv;
use crate::program::Program;
use crate::serving::Serving;

const DEMO: [&str; 3] = ["demo", "--scale", "0.01"];

#[test]
fn the_demo_signs_in_and_is_found_again() {
    let program = Program::new();
    let serving = Serving::start_with(&program, &DEMO);
    let browser = Browser::sign_in(&serving.url, serving.link.as_deref().unwrap());
    let session = browser.get("/api/v1/session").json();
    assert_eq!((&session["demo"], &session["user"]["role"]), (&true.into(), &"owner".into()));
    let journeys = browser.get("/api/v1/journeys").json();
    assert_eq!(journeys["items"].as_array().unwrap().len(), 3);
    serving.stop_well();

    let data = ["--data", "demo-data"];
    let summary = || program.json(&[["report", "summary", "--json"].as_slice(), &data].concat());
    let before = summary();
    assert!(before["interactions"].as_u64().unwrap() > 1000, "{before}");
    let warm = Serving::start_with(&program, &DEMO);
    assert_eq!(summary(), before, "nothing is generated twice");
    let again = Browser::sign_in(&warm.url, warm.link.as_deref().unwrap());
    assert_eq!(again.get("/api/v1/journeys").json(), journeys);
    warm.stop_well();
}

#[test]
fn the_demo_keeps_out_of_the_folder_of_somebody() {
    let with_owner = Program::new();
    let serving = Serving::start(&with_owner);
    serving.owner();
    serving.stop_well();
    let with_events = Program::new();
    with_events.write("shop.csv", csv());
    with_events.ok(&["import", "events", "shop.csv"]);
    for program in [with_owner, with_events] {
        let before = program.summary();
        let demo = [DEMO.as_slice(), &["--data", "data", "--address", "127.0.0.1:0"]].concat();
        let said = program.fails(&demo);
        assert!(said.contains("data holds an installation") && said.contains("--data"), "{said}");
        assert_eq!(program.summary(), before);
    }
}
