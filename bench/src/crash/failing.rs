//! Files that fail: each way is brought about for real, and the program must name what is wrong, lose
//! nothing, go on taking what comes, and answer all again once the cause is gone.
//!
//! To make another file fail: a function here or in `failing/`, and its line in [`CASES`].

mod damaged;
mod refused;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};

use super::installation::Installation;
use super::round::until;
use super::server::{Answer, Server};
use super::site::text;

/// One way in which files fail.
#[derive(Clone, Copy)]
pub struct Case {
    /// In words.
    pub name: &'static str,
    run: fn(&mut Bench) -> anyhow::Result<Outcome>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Named, nothing lost, all well again.
    Held,
    /// This machine does not allow to bring it about; why.
    Skipped(String),
}

/// All ways.
pub const CASES: [Case; 8] = [
    Case { name: "a live file is cut off", run: damaged::cut_off },
    Case { name: "a live file is gone", run: damaged::gone },
    Case { name: "bytes of a live file are others", run: damaged::altered },
    Case { name: "the messages told before cannot be looked up", run: damaged::forgotten },
    Case { name: "a file stands where the folder must be", run: refused::in_the_way },
    Case { name: "the folder may not be written to", run: refused::not_allowed },
    Case { name: "the log's disk is full", run: refused::full_disk },
    Case { name: "no file may grow any more", run: refused::no_growth },
];

/// Brings a case about on a fresh installation; fails with what the program did wrong.
pub fn run(
    case: &Case,
    binary: &Path,
    postgres: Option<&str>,
    seed: u64,
) -> anyhow::Result<Outcome> {
    let mut bench = Bench { installation: Installation::begin(binary, postgres, seed)?, loads: 0 };
    let outcome = (case.run)(&mut bench);
    if outcome.is_err() {
        bench.installation.site.keep();
    }
    let folder = bench.installation.site.folder().to_owned();
    outcome.with_context(|| format!("{}; left behind: {}", case.name, folder.display()))
}

/// Reads the whole log.
const EXPORT: [&str; 6] = ["export", "events", "--format", "jsonl", "--output", "-"];

/// An installation whose files are about to fail.
struct Bench {
    installation: Installation,
    loads: u32,
}

impl Bench {
    /// A running server.
    fn serve(&self) -> anyhow::Result<Server> {
        Server::start(&self.installation.site)
    }

    /// Tells so many more batches, all of which must be taken.
    fn load(&mut self, server: &Server, batches: u64) -> anyhow::Result<()> {
        self.loads += 1;
        let refused = self.installation.ledger.read().refused;
        let senders = self.installation.send(server, self.loads);
        until("answers", || {
            let now = self.installation.ledger.read().refused;
            ensure!(now == refused, "a batch was refused: {}", server.logged()?);
            Ok(senders.acknowledged() >= batches)
        })?;
        senders.end();
        Ok(())
    }

    /// Some sealed history; nothing runs.
    fn sealed_history(&mut self) -> anyhow::Result<()> {
        for _ in 0..2 {
            let server = self.serve()?;
            self.load(&server, 40)?;
            server.stop()?;
            self.installation.site.ok(&["log", "seal"])?;
        }
        Ok(())
    }

    /// The name of the largest live file of a kind.
    fn largest(&self, kind: &str) -> anyhow::Result<String> {
        let select = format!(
            "SELECT name, bytes FROM log_files WHERE state = 'live' AND kind = '{kind}' ORDER BY bytes DESC"
        );
        let files = self.installation.site.database.rows(&select)?;
        Ok(files.into_iter().next().context("a live file")?.0)
    }

    /// That whoever reads it all hears which file it is.
    fn is_named(&self, server: &Server, name: &str) -> anyhow::Result<()> {
        let export = self.installation.site.run(&EXPORT)?;
        let said = text(&export.stderr);
        ensure!(!export.status.success() && said.contains(name), "the export says: {said}");
        let check = self.installation.site.run(&["log", "check", "--thorough"])?;
        let said = text(&check.stdout);
        ensure!(!check.status.success() && said.contains(name), "the check says: {said}");
        self.is_named_by_the_api(server, name)
    }

    /// The list of customers says when each was seen last, their pages what they did.
    fn is_named_by_the_api(&self, server: &Server, name: &str) -> anyhow::Result<()> {
        let owner = &self.installation.owner;
        let is_named = |answer: &Answer| -> anyhow::Result<bool> {
            if answer.status == 200 {
                return Ok(false);
            }
            let (code, said) = (answer.body["code"].as_str(), answer.body.to_string());
            let is_said = code == Some("data_file_unreadable") && said.contains(name);
            ensure!(answer.status == 503 && is_said, "the API says: {} {said}", answer.status);
            Ok(true)
        };
        let list = owner.get(&server.url, "/api/v1/customers?limit=200")?;
        if is_named(&list)? {
            return Ok(());
        }
        for customer in list.body["items"].as_array().context("items")? {
            let id = customer["id"].as_str().context("id")?;
            if is_named(&owner.get(&server.url, &format!("/api/v1/customers/{id}/interactions"))?)?
            {
                return Ok(());
            }
        }
        bail!("every timeline was answered as if nothing were wrong")
    }

    /// Waits until sealing has failed over a file that it names.
    fn sealing_fails(&self, name: &str) -> anyhow::Result<()> {
        let begin = Instant::now();
        let limit = Duration::from_secs(30);
        self.installation.site.database.look(|look| {
            loop {
                super::phase::ask_to_seal(look, begin.elapsed().as_micros().try_into()?)?;
                let jobs = look.rows(
                    "SELECT coalesce(last_error, ''), attempts FROM jobs WHERE kind = 'seal_log'",
                )?;
                if jobs.iter().any(|(error, _)| error.contains(name)) {
                    return Ok(());
                }
                ensure!(begin.elapsed() < limit, "sealing does not say what is wrong: {jobs:?}");
                std::thread::sleep(Duration::from_millis(10));
            }
        })
    }

    /// That all is well: upkeep works, nothing is lost, doubled or wrong.
    fn is_well(&self) -> anyhow::Result<()> {
        self.installation.site.let_time_pass()?;
        self.installation.site.ok(&["log", "seal"])?;
        self.installation.site.ok(&["log", "tidy"])?;
        let verdict = self.installation.verify(false)?;
        ensure!(verdict.is_good(), "{verdict:?}");
        self.installation.site.ok(&["log", "check", "--thorough"])?;
        Ok(())
    }
}
