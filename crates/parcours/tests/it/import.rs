//! `parcours import events`

use serde_json::{Value, json};

use crate::importing::{HISTORY, csv, gzip, jsonl, xes};
use crate::program::Program;
use crate::serving::Serving;

const XES_COLUMNS: &str = "customer=case:concept:name,at=time:timestamp,kind=concept:name";

/// What every form of the history adds up to.
fn expected() -> Value {
    json!({
        "interactions": 6, "customers": 4,
        "first": "2024-03-01T08:00:00Z", "last": "2024-03-04T10:00:00Z",
        "kinds": [
            { "kind": "page_viewed", "interactions": 4, "customers": 4 },
            { "kind": "delivery_arrived", "interactions": 1, "customers": 1 },
            { "kind": "order_completed", "interactions": 1, "customers": 1 }
        ]
    })
}

#[test]
fn every_form_tells_the_same_and_again_adds_nothing() {
    let forms = [
        ("shop.csv", csv().into_bytes(), None),
        ("shop.csv.gz", gzip(&csv()), None),
        ("shop.jsonl", jsonl().into_bytes(), None),
        ("log.xes", xes().into_bytes(), Some(XES_COLUMNS)),
        ("log.xes.gz", gzip(&xes()), None),
    ];
    for (name, content, columns) in forms {
        let program = Program::new();
        program.write(name, content);
        let mut arguments = vec!["import", "events", name];
        arguments.extend(columns.iter().flat_map(|columns| ["--columns", columns]));
        let told = program.ok(&arguments);
        assert!(told.contains(&format!("{name}: 6 rows read, 6 stored, 0 already")), "{told}");
        assert!(!program.data().join("parcours.db-wal").exists(), "one file is left");
        assert_eq!(program.summary(), expected(), "{name}");
        let again = program.ok(&arguments);
        assert!(again.contains("6 rows read, 0 stored, 6 already there, 0 refused"), "{again}");
        assert_eq!(program.summary(), expected(), "{name}, again");
    }
}

#[test]
fn columns_and_time_zones_are_said() {
    let program = Program::new();
    let rows = "quand\tqui\tquoi\tgeste\n01/07/2024 12:00\tx\tchaussure\tachat\n";
    program.write("visites.tsv", rows);
    let columns = "customer=qui,at=quand,kind=geste,subject=quoi";
    let options = ["--columns", columns, "--timezone", "Europe/Paris", "--json"];
    let result = program.json(&[&["import", "events", "visites.tsv"], options.as_slice()].concat());
    let first = &result[0];
    assert_eq!(first["options"]["columns"]["subject"], "quoi");
    assert_eq!(first["options"]["time_zone"], "Europe/Paris");
    assert_eq!((&first["progress"]["rows_stored"], &first["problem"]), (&1.into(), &Value::Null));
    assert_eq!(program.summary()["first"], "2024-07-01T10:00:00Z");

    let said = program.fails(&["import", "events", "visites.tsv", "--columns", "customer=who"]);
    assert!(said.contains("visites.tsv") && said.contains("who"), "{said}");
    let said = program.fails(&["import", "events", "visites.tsv", "--timezone", "Mars/Phobos"]);
    assert!(said.contains("Mars/Phobos") && said.contains("Europe/Paris"), "{said}");
    let said = program.fails(&["import", "events", "visites.tsv", "--format", "excel"]);
    assert!(said.contains("csv, jsonl, parquet or xes"), "{said}");
}

#[test]
fn bad_rows_are_named_by_line_and_good_ones_kept_unless_strict() {
    let program = Program::new();
    let rows =
        "who,when,what\na,2024-01-01,seen\n,2024-01-02,seen\nb,yesterday,seen\nc,2024-01-03,seen\n";
    program.write("visits.csv", rows);

    let import = ["import", "events", "visits.csv", "--columns", "customer=who,at=when,kind=what"];
    let strict = program.run(&[import.as_slice(), &["--strict"]].concat());
    assert_eq!(strict.code, Some(1));
    assert!(strict.err.contains("nothing was stored"), "{strict:?}");
    assert_eq!(program.summary()["interactions"], 0);

    let lenient = program.run(&import);
    assert_eq!(lenient.code, Some(0));
    assert!(
        lenient.out.contains("4 rows read, 2 stored, 0 already there, 2 refused"),
        "{lenient:?}"
    );
    assert!(lenient.err.contains("visits.csv:3: "), "{lenient:?}");
    assert!(
        lenient.err.contains("visits.csv:4: ") && lenient.err.contains("yesterday"),
        "{lenient:?}"
    );
    assert_eq!(program.summary()["interactions"], 2);

    let french = program.with("LANG", "fr_FR.UTF-8").run(&import);
    assert!(french.out.contains("2 déjà présentes, 2 refusées"), "{french:?}");
    assert!(french.err.contains("n’est pas une date"), "{french:?}");
}

#[test]
fn a_file_that_cannot_be_read_does_not_keep_the_others_out() {
    let program = Program::new();
    program.write("good.csv", csv());
    program.write("torn.csv.gz", &gzip(&csv())[..40]);
    let files = ["import", "events", "nowhere.csv", ".", "torn.csv.gz", "good.csv"];
    let ended = program.run(&files);
    assert_eq!(ended.code, Some(1));
    for said in ["nowhere.csv: ", ".: this is a folder", "torn.csv.gz"] {
        assert!(ended.err.contains(said), "{said}: {ended:?}");
    }
    assert!(ended.out.contains("good.csv: 6 rows read, 6 stored"), "{ended:?}");
    let results = program.json(&[files.as_slice(), &["--json"]].concat());
    assert_eq!(results[0]["file"], "nowhere.csv");
    assert!(results[0]["problem"].is_string());
    assert_eq!(results[3]["progress"]["rows_duplicate"], 6);
}

#[test]
fn equal_times_keep_the_order_of_the_file_and_na_is_somebody() {
    let program = Program::new();
    let steps: Vec<String> = (0..40).map(|step| format!("step_{step}")).collect();
    let rows: String =
        steps.iter().map(|step| format!("NA,2024-05-01 10:00:00,{step}\n")).collect();
    program.write("steps.csv", format!("customer,at,kind\n{rows}"));
    program.ok(&["import", "events", "steps.csv"]);

    let serving = Serving::start(&program);
    let owner = serving.owner();
    let customers = owner.get("/api/v1/customers?q=NA").json();
    let customer = &customers["items"][0];
    assert_eq!(customer["identities"][0]["value"], "NA", "{customers}");
    let path =
        format!("/api/v1/customers/{}/interactions?limit=100", customer["id"].as_str().unwrap());
    let timeline = owner.get(&path).json();
    let told = timeline["items"].as_array().unwrap().iter().rev();
    let told: Vec<_> = told.map(|fact| fact["kind"].as_str().unwrap()).collect();
    assert_eq!(told, steps, "newest first, in the order of the file");
    serving.stop_well();
}

#[test]
fn a_file_may_be_imported_while_it_serves() {
    let program = Program::new();
    program.write("shop.csv", csv());
    let serving = Serving::start(&program);
    let owner = serving.owner();
    program.ok(&["import", "events", "shop.csv"]);
    assert_eq!(owner.get("/api/v1/system").json()["interactions"], HISTORY.len());
    serving.stop_well();
}
