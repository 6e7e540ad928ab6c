//! `parcours report`

use serde_json::{Value, json};

use crate::importing::csv;
use crate::program::Program;
use crate::serving::Serving;

#[test]
fn a_summary_has_its_exact_shape() {
    let program = Program::new();
    program.write("none.csv", "customer,at,kind\n");
    program.run(&["import", "events", "none.csv"]);
    let empty =
        json!({ "interactions": 0, "customers": 0, "first": null, "last": null, "kinds": [] });
    assert_eq!(program.summary(), empty);
    program.write("shop.csv", csv());
    program.ok(&["import", "events", "shop.csv"]);
    let days = ["--from", "2024-03-02", "--to", "2024-03-03", "--json"];
    let summary = program.json(&[&["report", "summary"], days.as_slice()].concat());
    let expected = json!({
        "interactions": 3, "customers": 3,
        "first": "2024-03-02T09:00:00Z", "last": "2024-03-03T10:00:00Z",
        "kinds": [{ "kind": "page_viewed", "interactions": 3, "customers": 3 }]
    });
    assert_eq!(summary, expected);
    let read = program.ok(&["report", "summary"]);
    assert!(read.contains("interactions  6") && read.contains("page_viewed"), "{read}");
}

#[test]
fn what_cannot_be_reported_says_why() {
    let program = Program::new();
    let said = program.fails(&["report", "summary"]);
    assert!(said.contains("there is no installation in data"), "{said}");
    assert!(!program.data().exists(), "a mistyped folder does not become an installation");
    program.write("shop.csv", csv());
    program.ok(&["import", "events", "shop.csv"]);
    let said = program.fails(&["report", "summary", "--period", "7x"]);
    assert!(said.contains("7x") && said.contains("30d"), "{said}");
    let said = program.fails(&["report", "touchpoints", "--journey", "Nulle part"]);
    assert!(said.contains("Nulle part"), "{said}");
    let program = program.with("LC_ALL", "fr_FR.UTF-8");
    let said = program.fails(&["report", "summary", "--period", "7x"]);
    assert!(said.contains("«\u{202f}7x\u{202f}» n’est pas une période"), "{said}");
}

#[test]
fn touchpoints_are_the_figures_of_the_api() {
    let program = Program::new();
    program.write("shop.csv", csv());
    program.ok(&["import", "events", "shop.csv"]);
    let serving = Serving::start(&program);
    let owner = serving.owner();
    let journey = owner.post("/api/v1/journeys", &json!({ "name": "Achat", "language": "fr" }));
    let id = journey["id"].as_str().unwrap();
    let add = |stage: usize, name: &str, kind: &str| {
        let path = format!(
            "/api/v1/stages/{}/touchpoints",
            journey["stages"][stage]["id"].as_str().unwrap()
        );
        owner.post(&path, &json!({ "name": name, "signals": [{ "kind": kind }] }))
    };
    let page = add(0, "Page vue", "page_viewed");
    add(2, "Commande", "order_completed");

    let report = ["report", "touchpoints", "--journey", "Achat", "--period", "all"];
    let without_time = |mut figures: Value| {
        figures.as_object_mut().unwrap().remove("computed_at").expect("says when");
        figures
    };
    let told = without_time(program.json(&[report.as_slice(), &["--json"]].concat()));
    let figures = owner.get(&format!("/api/v1/journeys/{id}/figures?period=all")).json();
    assert_eq!(told, without_time(figures));
    let first = &told["touchpoints"][0];
    assert_eq!((&first["touchpoint_id"], &first["customers"]), (&page["id"], &4.into()));
    assert_eq!((&first["reach"], &first["lost"]), (&1.0.into(), &0.75.into()));
    assert_eq!(first["median_seconds_to_next"], 300);

    let read = program.ok(&report);
    assert!(
        read.contains("Page vue") && read.contains("75.0 %") && read.contains("5 min"),
        "{read}"
    );
    let by_id = program.ok(&["report", "touchpoints", "--journey", id, "--period", "all"]);
    assert_eq!(by_id, read);
    let said = program.fails(&["report", "touchpoints", "--journey", "Achat", "--published"]);
    assert!(said.contains("no published version"), "{said}");
    serving.stop_well();
}
