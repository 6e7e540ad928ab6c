//! `parcours report position|next|goal|drift`, and positions over the API

use std::time::Duration;

use serde_json::json;

use crate::importing::csv;
use crate::program::{Program, until};
use crate::serving::Serving;

#[test]
fn positions_follow_the_log_and_each_report_answers() {
    let program = Program::new();
    program.write("shop.csv", csv());
    program.ok(&["import", "events", "shop.csv"]);
    let serving = Serving::start(&program);
    let owner = serving.owner();
    let journey = owner.post("/api/v1/journeys", &json!({ "name": "Achat", "language": "fr" }));
    let id = journey["id"].as_str().unwrap();
    for (stage, name, kind) in [(0, "Page vue", "page_viewed"), (2, "Commande", "order_completed")]
    {
        let stage = journey["stages"][stage]["id"].as_str().unwrap();
        let touchpoint = json!({ "name": name, "signals": [{ "kind": kind }] });
        owner.post(&format!("/api/v1/stages/{stage}/touchpoints"), &touchpoint);
    }
    let path = format!("/api/v1/reports/position?journey={id}");
    let told = until(Duration::from_secs(30), || {
        let told = owner.get(&path).json();
        (told["customers"] == 4).then_some(told)
    });
    let told = told.expect("positions of a new map come by themselves");
    assert_eq!(told["touchpoints"][0]["name"], "Page vue");
    let standing = owner.get(&format!("/api/v1/journeys/{id}/positions?limit=1")).json();
    let customer = standing["items"][0]["customer_id"].as_str().unwrap();
    assert!(standing["next"].is_string());
    let of = owner.get(&format!("/api/v1/customers/{customer}/positions")).json();
    assert_eq!(of[0]["touchpoint"], standing["items"][0]["touchpoint"]);
    let outlook = owner.get(&format!("/api/v1/customers/{customer}/next-step?journey={id}")).json();
    assert_eq!((&outlook["next"]["abstained"], &outlook["goal"]), (&true.into(), &json!(null)));

    let report = program.json(&["report", "position", "--journey", "Achat", "--json"]);
    let counts = |report: &serde_json::Value| report["touchpoints"].clone();
    assert_eq!((&report["customers"], counts(&report)), (&4.into(), counts(&told)));
    let next = program.json(&["report", "next", "--after", "page_viewed", "--json"]);
    assert_eq!(next["after"], json!(["page_viewed"]));
    let read =
        program.ok(&["report", "goal", "--goal", "order_completed", "--after", "page_viewed"]);
    assert!(read.contains("Not enough customers like this"), "{read}");
    let read = program.ok(&["report", "drift", "--journey", "Achat", "--customers"]);
    assert!(read.contains("fitness") && read.contains("cus_"), "{read}");
    let said = program.fails(&["report", "drift", "--by", "kind"]);
    assert!(said.contains("name its journey"), "{said}");
    let told = owner.get(&format!("/api/v1/reports/changes?journey={id}")).json();
    assert_eq!((&told["journey"], &told["changes"]), (&"Achat".into(), &json!([])));
    let report = program.json(&["report", "changes", "--journey", "Achat", "--json"]);
    assert_eq!(report, told, "the same on the command line");
    let read = program.ok(&["report", "changes", "--journey", "Achat"]);
    assert!(read.contains("Achat: ") && read.contains("0 changes"), "{read}");
    let said = program.fails(&["report", "changes", "--by", "kind"]);
    assert!(said.contains("name one"), "{said}");
    serving.stop_well();
}
