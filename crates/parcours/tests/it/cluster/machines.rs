//! Workers that fold for others, a log for them, and ways to hurt them.

use std::fs::File;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::postgres::Fresh;
use crate::program::{Ended, Program, until};
use crate::serving::Serving;

pub(super) const TOKEN: &str = "0123456789abcdef0123456789abcdef";
pub(super) const LIMIT: Duration = Duration::from_secs(60);

/// A worker; killed when dropped.
pub(super) struct Machine(Child);

impl Machine {
    /// Folding for others on the program's database, on a free port of this machine.
    pub(super) fn start(program: &Program) -> Self {
        Self::start_with(program, &[])
    }

    pub(super) fn start_with(program: &Program, arguments: &[&str]) -> Self {
        let number = (1..).find(|number| !program.folder().join(format!("w{number}.out")).exists());
        let file = |ending| program.folder().join(format!("w{}.{ending}", number.unwrap()));
        let mut command = program.command(&["worker", "--listen", "127.0.0.1:0", "--ready-file"]);
        command.arg(file("json")).args(arguments);
        command.stdout(File::create(file("out")).unwrap());
        command.stderr(File::create(file("err")).unwrap());
        let mut machine = Self(command.spawn().unwrap());
        let ready = until(LIMIT, || {
            let ended = machine.0.try_wait().unwrap();
            assert_eq!(ended, None, "{}", std::fs::read_to_string(file("err")).unwrap());
            file("json").exists().then_some(())
        });
        ready.expect("it works");
        machine
    }

    /// SIGKILL.
    pub(super) fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// SIGSTOP: its connections stay open and nothing comes any more.
    pub(super) fn freeze(&self) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-STOP", &id]).status().unwrap().success());
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A log of several hundred customers, sealed but for the last rows, and a map to look at it.
pub(super) struct Shared {
    pub(super) program: Program,
    pub(super) database: Fresh,
}

impl Shared {
    /// `None` where there is no PostgreSQL.
    pub(super) fn log() -> Option<Self> {
        let database = Fresh::database()?;
        let program = Program::on(Some(&database.url))
            .with("PARCOURS_CLUSTER_TOKEN", TOKEN)
            .with("PARCOURS_CLUSTER_MIN_ROWS", "0")
            .with("RUST_LOG", "warn,parcours_cluster=debug");
        program.write("sealed.csv", csv(0..6000));
        program.ok(&["import", "events", "sealed.csv"]);
        program.ok(&["log", "seal"]);
        // Of the same customers, and some earlier than what is sealed.
        program.write("hot.csv", csv(6000..6500));
        program.ok(&["import", "events", "hot.csv"]);
        let shared = Self { program, database };
        let log = shared.program.json(&["log", "status", "--json"]);
        assert_eq!((&log["sealed_rows"], &log["hot_rows"]), (&6000.into(), &500.into()), "{log}");
        Some(shared)
    }

    /// Draws a map of three touchpoints.
    pub(super) fn map(&self) {
        let serving = Serving::start(&self.program);
        let owner = serving.owner();
        let named = serde_json::json!({ "name": "Achat", "language": "fr" });
        let journey = owner.post("/api/v1/journeys", &named);
        for (stage, kind) in
            [(0, "product_viewed"), (2, "order_completed"), (3, "delivery_arrived")]
        {
            let stage = journey["stages"][stage]["id"].as_str().unwrap();
            let touchpoint = serde_json::json!({ "name": kind, "signals": [{ "kind": kind }] });
            owner.post(&format!("/api/v1/stages/{stage}/touchpoints"), &touchpoint);
        }
        serving.stop_well();
    }

    /// A report, by this process or by workers.
    pub(super) fn ask(&self, words: &[&str], workers: bool) -> Ended {
        self.asking(words, workers).output().map(ended).unwrap()
    }

    pub(super) fn asking(&self, words: &[&str], workers: bool) -> Command {
        let mut command = self.program.command(&[&["report"], words, &["--json"]].concat());
        command.env("PARCOURS_CLUSTER_ENABLED", workers.to_string());
        command
    }

    /// One number from the database.
    pub(super) fn number(&self, query: &str) -> Option<u64> {
        let mut command = psql(&self.database.url);
        let output = command.args(["--tuples-only", "--no-align", "--command", query]).output();
        String::from_utf8(output.unwrap().stdout).unwrap().trim().parse().ok()
    }

    /// Keeps everybody from the hot rows, which workers read and whoever asks them does not.
    pub(super) fn lock_hot_rows(&self) -> Lock {
        let mut session = psql(&self.database.url).stdin(Stdio::piped()).spawn().unwrap();
        let mut words = session.stdin.take().unwrap();
        let lock = "BEGIN; LOCK TABLE interactions IN ACCESS EXCLUSIVE MODE;\n";
        std::io::Write::write_all(&mut words, lock.as_bytes()).unwrap();
        let held = "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted \
                    AND relation = 'interactions'::regclass";
        until(LIMIT, || (self.number(held) == Some(1)).then_some(())).expect("the table is locked");
        Lock { session, words: Some(words) }
    }

    /// Waits until so many connections wait for the hot rows.
    pub(super) fn wait_for_waiting(&self, at_least: u64) {
        let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'interactions'::regclass";
        let enough = || self.number(waiting).is_some_and(|waiting| waiting >= at_least);
        until(LIMIT, || enough().then_some(())).expect("workers come to the hot rows");
    }
}

/// A lock on the hot rows, until dropped.
pub(super) struct Lock {
    session: Child,
    words: Option<ChildStdin>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // psql ends with its input, and its transaction with it.
        self.words.take();
        let _ = self.session.wait();
    }
}

fn psql(url: &str) -> Command {
    let mut command = Command::new("psql");
    command.args([url, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command
}

pub(super) fn ended(output: std::process::Output) -> Ended {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// The answer, without the moments at which it was given.
pub(super) fn answer(ended: &Ended) -> Value {
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let mut answer: Value = serde_json::from_str(&ended.out).unwrap();
    for moment in ["at", "fitted_at"] {
        answer.as_object_mut().unwrap().remove(moment);
    }
    answer
}

/// How many questions workers answered.
pub(super) fn answered_by_workers(ended: &Ended) -> usize {
    ended.err.matches("workers answered a question").count()
}

/// Rows of 400 customers who look, buy, buy again and get their parcels, in ways of their own.
fn csv(rows: std::ops::Range<u64>) -> String {
    let kinds = ["product_viewed", "order_completed", "delivery_arrived", "newsletter_opened"];
    let channels = ["web", "email", "store"];
    let mut csv = String::from("customer,at,kind,channel,value,message_id\n");
    for n in rows {
        let mixed = (n * 7919 + (n * n) % 613) % 100_003;
        let customer = 1 + mixed % 397;
        let kind = usize::try_from((mixed / 7 + customer) % 4).unwrap();
        let channel = channels[usize::try_from(mixed % 3).unwrap()];
        let value = if kind == 1 { format!("{}.5", mixed % 200) } else { String::new() };
        let (month, day) = (1 + mixed % 9, 1 + mixed / 9 % 28);
        let (hour, minute) = (mixed / 250 % 24, mixed % 60);
        csv += &format!(
            "{customer},2024-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z,{},{channel},{value},m{n}\n",
            kinds[kind]
        );
    }
    csv
}
