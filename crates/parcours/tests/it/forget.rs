//! Forgetting a customer: by the API and by `parcours customer forget`. What is left is looked for in
//! every table, in every file of the log as anybody would read it, and in what is exported.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use parcours_interactions::Effort;
use parcours_interactions::import_parquet::{ParquetRows, ReadAt};
use parcours_kernel::{Clock as _, Env, ManualClock, Rng, SystemClock};
use parcours_server::{App, Config};
use parcours_storage::testing::traces;
use parcours_storage::{Database, Options};
use serde_json::{Value, json};

use crate::client::{Browser, agent};
use crate::postgres::Fresh;
use crate::program::{Program, until};
use crate::serving::Serving;

/// What is known of her, and of nobody else.
const OF_LÉA: [&str; 6] =
    ["lea-4711", "leas-browser", "lea.martin@example.org", "+33612345678", "Perpignan", "Céret"];
const LIMIT: Duration = Duration::from_secs(60);
/// Rows of others in the file that is imported.
const OTHERS: usize = 300;

/// Runs a test on both databases.
fn on_both(test: impl Fn(Program, Option<&str>)) {
    test(Program::new(), None);
    if let Some(database) = Fresh::database() {
        test(Program::on(Some(&database.url)), Some(&database.url));
    }
}

/// A year of many customers, and hers among them.
fn history() -> String {
    let row = |who: &str, day: usize, city: &str| {
        format!("{who},2026-01-{:02}T10:00:00Z,page_viewed,/shoes,{city}\n", 1 + day % 28)
    };
    let others: String =
        (0..OTHERS).map(|n| row(&format!("other-{}", n % 70), n, "Lyon")).collect();
    let hers: String = (0..20).map(|day| row("lea-4711", day, "Perpignan")).collect();
    format!("customer,at,kind,subject,city\n{others}{hers}")
}

/// What an SDK tells of her and of somebody else at a moment.
fn batch(key: &str, at: &str, messages: &str) -> Value {
    let traits = json!({
        "email": "lea.martin@example.org", "phone": "+33 6 12 34 56 78", "address": { "city": "Céret" }
    });
    json!({ "writeKey": key, "batch": [
        { "type": "identify", "userId": "lea-4711", "anonymousId": "leas-browser", "timestamp": at,
          "messageId": format!("{messages}-1"), "traits": traits },
        { "type": "track", "event": "Order Completed", "userId": "lea-4711", "timestamp": at,
          "messageId": format!("{messages}-2"), "properties": { "city": "Céret", "total": 120.5 } },
        { "type": "page", "anonymousId": "leas-browser", "timestamp": at,
          "messageId": format!("{messages}-3"), "properties": { "path": "/account/lea.martin@example.org" } },
        { "type": "track", "event": "Email Opened", "userId": "lea-4711", "timestamp": at, "messageId": format!("{messages}-5"),
          "properties": { "subject": "Merci lea-4711 et lea.martin@example.org" } },
        { "type": "track", "event": "Order Completed", "userId": "tom", "timestamp": at,
          "messageId": format!("{messages}-4") },
    ]})
}

fn send(serving: &Serving, batch: &Value) {
    let answer = agent().post(format!("{}/v1/batch", serving.url)).send_json(batch).unwrap();
    assert_eq!(answer.status(), 200);
}

/// The ids of customers with a key that begins like that.
fn found(browser: &Browser, key: &str) -> Vec<String> {
    let found = browser.get(&format!("/api/v1/customers?q={key}")).json();
    let items = found["items"].as_array().unwrap().iter();
    items.map(|customer| customer["id"].as_str().unwrap().to_owned()).collect()
}

fn now<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(work)
}

/// Where something of her stands in any table.
fn in_tables(program: &Program, url: Option<&str>) -> Vec<String> {
    now(async {
        let options =
            Options { url: url.map(ToOwned::to_owned), ..Options::sqlite(program.data()) };
        let database = Database::open(options).await.unwrap();
        let traces = traces(&database, &OF_LÉA).await;
        database.close().await.unwrap();
        traces
    })
}

/// Waits until the server has done what an erasure asked for.
fn wait_for_upkeep(program: &Program, url: Option<&str>) {
    let done = || {
        let pending = &program.json(&["log", "status", "--json"])["pending_erasures"];
        (*pending == 0 && in_tables(program, url).is_empty()).then_some(())
    };
    until(LIMIT, done).unwrap_or_else(|| panic!("{:?}", in_tables(program, url)));
}

/// Upkeep, two hours from now: replaced files have had their time.
fn later_upkeep(program: &Program, url: Option<&str>) {
    now(async {
        let clock = ManualClock::new(SystemClock.now().plus_seconds(2 * 3600));
        let env = Env::new(Arc::new(clock), Rng::system());
        let config = Config {
            data: program.data(),
            database_url: url.map(ToOwned::to_owned),
            ..Config::default()
        };
        let app = App::open(config, env).await.unwrap();
        app.log_keeping().tidy_up(Effort::AsItPays, || false).await.unwrap();
        app.tracking.close().await;
        app.database.close().await.unwrap();
    });
}

struct Bytes(File);

impl ReadAt for Bytes {
    fn bytes(&self) -> u64 {
        self.0.metadata().unwrap().len()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read_at(buffer, offset)
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

/// All rows of all files of the log, live or not, and how many; where something of her stands.
fn in_files(program: &Program) -> (usize, Vec<String>) {
    let (mut rows, mut traces) = (0, Vec::new());
    for file in files_in(&program.data().join("interactions")) {
        let bytes = std::fs::read(&file).unwrap();
        let holds = |text: &&str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        traces.extend(
            OF_LÉA.iter().filter(|text| holds(text)).map(|text| format!("{file:?}: {text}")),
        );
        if file.extension().is_some_and(|ending| ending == "parquet") {
            for row in ParquetRows::open(Arc::new(Bytes(File::open(&file).unwrap()))).unwrap() {
                let row = Value::from(row.unwrap()).to_string();
                rows += 1;
                if OF_LÉA.iter().any(|text| row.contains(text)) {
                    traces.push(format!("{file:?}: {row}"));
                }
            }
        }
    }
    (rows, traces)
}

fn exported(program: &Program) -> String {
    program.ok(&["export", "events", "--format", "jsonl"])
}

#[test]
fn after_the_api_forgot_her_no_table_and_no_file_holds_her_and_nothing_brings_her_back() {
    on_both(|program, url| {
        program.write("history.csv", history());
        program.ok(&["import", "events", "history.csv"]);
        program.ok(&["log", "seal"]);
        assert!(!in_files(&program).1.is_empty(), "there is something to find");
        let serving = Serving::start(&program);
        let owner = serving.owner();
        let key = owner.write_key();
        let told = batch(&key, "2026-03-01T10:00:00Z", "m");
        send(&serving, &told);
        owner.upload("hers.csv", history().as_bytes());
        let before = program.summary();
        let [id] = found(&owner, "lea-4711").try_into().unwrap();
        let path = format!("/api/v1/customers/{id}");

        assert_eq!(owner.delete(&path).status, 204);
        // At once, for everybody who asks.
        assert_eq!((owner.get(&path).status, owner.delete(&path).status), (404, 404));
        assert_eq!(owner.get(&format!("{path}/interactions")).status, 404);
        assert_eq!(found(&owner, "lea"), [""; 0]);
        let after = program.summary();
        let count = |summary: &Value| summary["interactions"].as_u64().unwrap();
        assert_eq!(count(&before) - count(&after), 23);
        assert!(!exported(&program).contains("lea"), "exports");
        // Soon, everywhere.
        wait_for_upkeep(&program, url);
        assert_eq!(files_in(&program.data().join("imports")), [] as [PathBuf; 0]);

        // The SDK heard no answer; somebody imports the same file again.
        send(&serving, &told);
        let again = program.json(&["import", "events", "history.csv", "--json"]);
        let progress = &again[0]["progress"];
        assert_eq!((&progress["rows_erased"], &progress["rows_stored"]), (&json!(20), &json!(0)));
        assert_eq!(program.summary(), after);
        assert_eq!(in_tables(&program, url), [""; 0]);
        let events = owner.get("/api/v1/audit").json().to_string();
        assert!(events.contains("customer.forgotten") && events.contains(&id), "{events}");
        assert!(!OF_LÉA.iter().any(|text| events.contains(text)), "{events}");

        // She comes back, as somebody new.
        let at = SystemClock.now().to_string();
        send(&serving, &batch(&key, &at, "n"));
        let [new] = found(&owner, "lea-4711").try_into().unwrap();
        assert_ne!(new, id);
        let timeline = owner.get(&format!("/api/v1/customers/{new}/interactions")).json();
        assert_eq!(timeline["items"].as_array().unwrap().len(), 3, "{timeline}");
        assert_eq!(owner.delete(&format!("/api/v1/customers/{new}")).status, 204);
        wait_for_upkeep(&program, url);
        serving.stop_well();

        program.ok(&["log", "seal"]);
        later_upkeep(&program, url);
        let (rows, left) = in_files(&program);
        assert_eq!(left, [""; 0]);
        assert_eq!(
            rows as u64,
            count(&program.summary()),
            "each row once, and the others are there"
        );
        assert_eq!(in_tables(&program, url), [""; 0]);
        let check = program.run(&["log", "check", "--thorough"]);
        assert_eq!(check.code, Some(0), "{check:?}");
    });
}

#[test]
fn the_command_line_says_whom_it_forgets_and_is_done_when_it_returns() {
    on_both(|program, url| {
        program.write("history.csv", history());
        program.ok(&["import", "events", "history.csv"]);
        program.ok(&["log", "seal"]);
        let line = program.ok(&["customer", "find", "lea"]);
        assert!(line.starts_with("cus_") && line.contains("user_id lea-4711"), "{line}");
        let forget = ["customer", "forget", "--user-id", "lea-4711"];
        let ended = program.run(&forget);
        assert_eq!((ended.code, ended.out.as_str()), (Some(1), line.as_str()), "{ended:?}");
        assert!(ended.err.contains("add --yes"), "{ended:?}");
        assert_eq!(program.ok(&["customer", "find", "lea"]), line, "nothing was done");

        let ended = program.run(&[forget.as_slice(), &["--yes"]].concat());
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_eq!(ended.out, format!("{line}Forgotten, with 1 key.\n"));
        assert!(ended.err.contains("Backups"), "{ended:?}");
        assert_eq!(program.json(&["log", "status", "--json"])["pending_erasures"], 0);
        assert_eq!(in_tables(&program, url), [""; 0]);
        assert_eq!(program.summary()["interactions"], OTHERS);
        later_upkeep(&program, url);
        assert_eq!(in_files(&program), (OTHERS, Vec::new()));
        program.ok(&["import", "events", "history.csv"]);
        assert_eq!(program.summary()["interactions"], OTHERS);
    });
}

#[test]
fn whoever_is_not_there_cannot_be_forgotten() {
    let program = Program::new();
    program.write("history.csv", history());
    program.ok(&["import", "events", "history.csv"]);
    let said = program.fails(&["customer", "forget", "--email", "nobody@example.org", "--yes"]);
    assert!(said.contains("there is no such customer"), "{said}");
    let said = program.fails(&["customer", "forget", "lea-4711", "--yes"]);
    assert!(said.contains("“lea-4711” is not a customer’s id"), "{said}");
    assert_eq!(program.run(&["customer", "forget", "--yes"]).code, Some(2));
    let both = ["customer", "forget", "--email", "a@b.fr", "--phone", "0612345678"];
    assert_eq!(program.run(&both).code, Some(2));
    let nobody = program.run(&["customer", "find", "zoé"]);
    assert_eq!((nobody.code, nobody.out.as_str()), (Some(0), ""));
    assert!(nobody.err.contains("zoé"), "{nobody:?}");
    assert_eq!(program.json(&["customer", "find", "zoé", "--json"]), json!([]));
    let french = program.with("LANG", "fr_FR.UTF-8");
    let said = french.fails(&["customer", "forget", "--user-id", "zoé", "--yes"]);
    assert!(said.contains("ce client n’existe pas\u{202f};"), "{said}");
}
