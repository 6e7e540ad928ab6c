//! `parcours export events`

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::importing::{HISTORY, csv};
use crate::postgres::Fresh;
use crate::program::{Program, until};
use crate::serving::Serving;

const EXPORT: [&str; 2] = ["export", "events"];

fn export(more: &[&'static str]) -> Vec<&'static str> {
    [EXPORT.as_slice(), more].concat()
}

/// With a history in it.
fn filled(program: Program) -> Program {
    program.write("shop.csv", csv());
    program.ok(&["import", "events", "shop.csv"]);
    program
}

/// With `customers` customers of ten interactions each.
fn crowded(customers: usize) -> Program {
    let program = Program::new();
    let row = |customer: usize, hour: usize| {
        format!("c{customer},2024-03-01T{hour:02}:00:00Z,page_viewed,/product/{hour}\n")
    };
    let rows: String =
        (0..customers).flat_map(|customer| (0..10).map(move |hour| row(customer, hour))).collect();
    program.write("crowd.csv", format!("customer,at,kind,subject\n{rows}"));
    program.ok(&["import", "events", "crowd.csv"]);
    program
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn names_in(program: &Program) -> Vec<String> {
    let entries = std::fs::read_dir(program.folder()).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_exported_can_be_imported() {
    let program = filled(Program::new());
    for file in ["all.parquet", "all.csv", "all.jsonl", "all.xes"] {
        let said = program.ok(&[EXPORT.as_slice(), &["--output", file]].concat());
        assert_eq!(said, format!("{file}: 6 interactions of 4 customers\n"));
        let other = Program::new();
        other.write(file, std::fs::read(program.folder().join(file)).unwrap());
        let told = other.ok(&["import", "events", file]);
        assert!(told.contains("6 rows read, 6 stored, 0 already there, 0 refused"), "{told}");
        assert_eq!(other.summary(), program.summary(), "{file}");
    }
}

#[test]
fn properties_with_the_names_of_columns_change_nothing() {
    let program = Program::new();
    // Twice the same row: two facts.
    let row = "{\"customer\":\"7\",\"at\":\"2024-03-01T23:00:00Z\",\"kind\":\"seen\",\"n\":1,\
        \"userId\":\"no\",\"timestamp\":\"1999-01-01T00:00:00Z\",\"event\":\"other\",\"id\":\"x\"}\n";
    program.write("odd.jsonl", row.repeat(2));
    program.ok(&[
        "import",
        "events",
        "odd.jsonl",
        "--columns",
        "customer=customer,at=at,kind=kind",
    ]);
    assert_eq!(program.summary()["interactions"], 2);
    for file in ["odd.parquet", "odd.csv", "out.jsonl", "odd.xes"] {
        program.ok(&[EXPORT.as_slice(), &["--output", file]].concat());
        let other = Program::new();
        other.write(file, std::fs::read(program.folder().join(file)).unwrap());
        other.ok(&["import", "events", file]);
        assert_eq!(other.summary(), program.summary(), "{file}");
        let again = other.ok(&["import", "events", file]);
        assert!(again.contains("0 stored, 2 already there"), "{again}");
    }
}

#[test]
fn on_postgresql_it_is_the_same() {
    let Some(database) = Fresh::database() else { return };
    let program = filled(Program::on(Some(&database.url)));
    let exported = lines(&program.ok(&export(&["--format", "jsonl"])));
    let sqlite = lines(&filled(Program::new()).ok(&export(&["--format", "jsonl"])));
    let facts = |lines: &[Value]| {
        let mut facts: Vec<_> = lines
            .iter()
            .map(|line| ["at", "kind", "value"].map(|field| line[field].to_string()))
            .collect();
        facts.sort();
        facts
    };
    assert_eq!(exported.len(), HISTORY.len());
    assert_eq!(facts(&exported), facts(&sqlite));
}

#[test]
fn rows_are_customer_by_customer_in_order_of_time() {
    let program = crowded(7);
    let lines = lines(&program.ok(&export(&["--format", "jsonl"])));
    assert_eq!(lines.len(), 70);
    let customers: Vec<_> = lines.chunks(10).map(|rows| rows[0]["customer"].clone()).collect();
    for (rows, customer) in lines.chunks(10).zip(&customers) {
        assert!(rows.iter().all(|row| row["customer"] == *customer), "{rows:?}");
        assert!(rows.windows(2).all(|two| two[0]["at"].as_str() < two[1]["at"].as_str()));
    }
    let first = &lines[0];
    assert!(customers[0].as_str().unwrap().starts_with("cus_"), "{first}");
    assert!(first["id"].as_str().unwrap().starts_with("int_"), "{first}");
    assert_eq!(first["source"], "Imports de fichiers · File imports");
    assert_eq!(first["stage"], Value::Null);
}

#[test]
fn a_period_is_days_and_events_go_with_their_objects() {
    let program = Program::new();
    program.write(
        "orders.jsonl",
        "{\"customer\":\"7\",\"at\":\"2024-03-01T23:00:00Z\",\"kind\":\"order_completed\",\"order_id\":\"F1\"}\n\
         {\"customer\":\"8\",\"at\":\"2024-03-02T10:00:00Z\",\"kind\":\"delivery_arrived\",\"order_id\":\"F1\"}\n\
         {\"customer\":\"8\",\"at\":\"2024-03-04T10:00:00Z\",\"kind\":\"order_completed\",\"order_id\":\"F2\"}\n",
    );
    program.ok(&["import", "events", "orders.jsonl"]);
    let days = ["--format", "ocel", "--from", "2024-03-01", "--to", "2024-03-02"];
    let ended = program.run(&export(&days));
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), "2 interactions of 2 customers\n"));
    let log: Value = serde_json::from_str(&ended.out).unwrap();
    let ids: Vec<_> =
        log["objects"].as_array().unwrap().iter().map(|object| &object["id"]).collect();
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert_eq!(ids.iter().filter(|id| **id == "order:F1").count(), 1, "{ids:?}");
    let events = log["events"].as_array().unwrap();
    assert!(events.iter().all(|event| event["relationships"][1]["objectId"] == "order:F1"));
    let said = program.fails(&export(&["--format", "csv", "--period", "7x"]));
    assert!(said.contains("7x") && said.contains("30d"), "{said}");
}

#[test]
fn a_journey_tells_what_it_claims_and_where() {
    let program = filled(Program::new());
    let serving = Serving::start(&program);
    let owner = serving.owner();
    let journey = owner.post("/api/v1/journeys", &json!({ "name": "Achat", "language": "fr" }));
    let id = journey["id"].as_str().unwrap();
    let add = |stage: usize, name: &str, kind: &str| {
        let stage = journey["stages"][stage]["id"].as_str().unwrap();
        let touchpoint = json!({ "name": name, "signals": [{ "kind": kind }] });
        owner.post(&format!("/api/v1/stages/{stage}/touchpoints"), &touchpoint);
    };
    add(2, "Commande", "order_completed");
    let places = |journey: &str| -> Vec<_> {
        let text =
            program.ok(&[EXPORT.as_slice(), &["--format", "jsonl", "--journey", journey]].concat());
        let mut places: Vec<_> = lines(&text)
            .iter()
            .map(|line| {
                ["kind", "stage", "touchpoint"].map(|name| line[name].as_str().unwrap().to_owned())
            })
            .collect();
        places.sort();
        places
    };
    let order = ["order_completed", "Décision", "Commande"].map(str::to_owned);
    assert_eq!(
        places("achat"),
        std::slice::from_ref(&order),
        "the map as it is drawn, while there is no version"
    );
    let publish = format!("/api/v1/journeys/{id}/publish");
    assert_eq!(owner.post_as(&publish, "application/json", b"{}").status, 200);
    add(3, "Livraison", "delivery_arrived");
    assert_eq!(places(id), [order], "the version that was published");

    let csv = program.ok(&export(&["--format", "csv", "--journey", "Achat"]));
    let rows: Vec<_> = csv.lines().collect();
    assert!(rows[0].ends_with("message_id,stage,touchpoint") && rows.len() == 2, "{csv}");
    assert!(rows[1].ends_with(",Décision,Commande"), "{csv}");

    owner.post("/api/v1/journeys", &json!({ "name": "Vide", "language": "fr" }));
    let nothing = program.run(&export(&["--format", "csv", "--journey", "Vide"]));
    assert_eq!((nothing.code, nothing.out.lines().count()), (Some(0), 1), "{nothing:?}");
    assert_eq!(nothing.err, "0 interactions of 0 customers\n");

    let said = program.fails(&export(&["--format", "csv", "--journey", "Nulle part"]));
    assert!(said.contains("no journey “Nulle part”. There are:"), "{said}");
    assert!(said.contains(id) && said.contains("  Achat"), "{said}");
    serving.stop_well();
}

#[test]
fn a_file_is_whole_or_not_there() {
    let program = filled(Program::new());
    program.write("all.csv", "mine");
    let before = names_in(&program);
    let content = || std::fs::read_to_string(program.folder().join("all.csv")).unwrap();
    let said = program.fails(&export(&["--output", "all.csv"]));
    assert!(said.contains("all.csv exists already") && said.contains("--force"), "{said}");
    assert_eq!((content().as_str(), names_in(&program)), ("mine", before.clone()));

    // A failure after the work began leaves what was there.
    program.fails(&export(&["--output", "all.csv", "--force", "--period", "7x"]));
    assert_eq!((content().as_str(), names_in(&program)), ("mine", before.clone()));

    program.ok(&export(&["--output", "all.csv", "--force"]));
    assert_eq!(content().lines().count(), 7);
    assert_eq!(names_in(&program), before, "no draft is left");
    let readers = std::os::unix::fs::PermissionsExt::mode(
        &std::fs::metadata(program.folder().join("all.csv")).unwrap().permissions(),
    );
    assert_eq!(readers & 0o777, 0o600, "it holds personal data");
}

#[test]
fn a_full_disk_is_named_and_leaves_nothing() {
    let program = crowded(500);
    let before = names_in(&program);
    // A limit on the size of files fails as a full disk does, in the middle of the work.
    let script = "trap '' XFSZ; ulimit -f 512; exec \"$0\" \"$@\"";
    let inner = program.command(&export(&["--output", "all.jsonl"]));
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(inner.get_program()).args(inner.get_args());
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let ended = command.current_dir(program.folder()).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    assert!(said.contains("no room left in ."), "{said}");
    assert_eq!(names_in(&program), before);
}

#[test]
fn asked_to_stop_it_stops_and_leaves_nothing() {
    let program = crowded(500);
    let before = names_in(&program);
    let mut command = program.command(&export(&["--format", "ocel"]));
    // Nobody reads: it comes to a halt when the pipe is full.
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0]).unwrap();
    let asked = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(asked.success());
    let status = until(Duration::from_secs(10), || child.try_wait().unwrap()).expect("it stops");
    assert_eq!(status.code(), Some(1));
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.contains("stopped"), "{said}");
    assert_eq!(names_in(&program), before);
}

#[test]
fn whoever_reads_may_have_seen_enough() {
    let program = crowded(500);
    let mut command = program.command(&export(&["--format", "csv"]));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 100]).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
}

#[test]
fn what_cannot_be_exported_says_why_in_both_languages() {
    let program = filled(Program::new());
    std::fs::create_dir(program.folder().join("folder.csv")).unwrap();
    let cases: [(&[&str], &str, &str); 8] = [
        (&["--format", "excel"], "parquet, csv, jsonl, xes or ocel", "n’est pas un format"),
        (&[], "which format?", "quel format\u{202f}?"),
        (&["--output", "events.doc"], "which format?", "quel format\u{202f}?"),
        (&["--output", "no/where.csv"], "there is no folder no", "il n’y a pas de dossier no"),
        (&["--output", "folder.csv"], "folder.csv is a folder", "folder.csv est un dossier"),
        (
            &["--format", "csv", "--output", "/dev/null", "--force"],
            "/dev/null is not a file",
            "/dev/null n’est pas un fichier",
        ),
        (
            &["--format", "csv", "--journey", "X"],
            "there is no journey “X”, nor any other yet",
            "il n’y a pas de parcours «\u{202f}X\u{202f}», ni aucun autre",
        ),
        (&["--output", "shop.csv"], "shop.csv exists already", "shop.csv existe déjà\u{202f};"),
    ];
    for (arguments, english, french) in cases {
        let arguments = [EXPORT.as_slice(), arguments].concat();
        let said = program.fails(&arguments);
        assert!(said.starts_with("parcours: ") && said.contains(english), "{said}");
        let said = program.fails(&[arguments.as_slice(), &["--language", "fr"]].concat());
        assert!(said.contains(french), "{said}");
    }
    let said = program.fails(&export(&["--language", "de"]));
    assert!(said.contains("“de”"), "{said}");
    let said = Program::new().fails(&export(&["--format", "csv"]));
    assert!(said.contains("there is no installation in data"), "{said}");
    let done = program.ok(&export(&["--output", "tout.xes", "--language", "fr"]));
    assert_eq!(done, "tout.xes\u{202f}: 6 interactions de 4 clients\n");
}
