//! Rounds: start, load, wait for the moment, kill.

use std::process::Child;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use parcours_kernel::Rng;

use super::database::Look;
use super::ledger::{Fate, Ledger};
use super::phase;
use super::senders::Senders;
use super::server::{Owner, Server};
use super::site::Site;
use super::world::{Person, World};
use super::{Phase, Plan, Report, folder, imports, verdict};

const SENDERS: u64 = 4;
/// How long a round waits for what it wants to interrupt; then it interrupts what there is.
const AT_LONGEST: Duration = Duration::from_millis(2500);
const BETWEEN_LOOKS: Duration = Duration::from_millis(3);
/// Sealing is asked for every so many looks.
const ASK_EVERY: u64 = 20;
/// For what is to be finished at the end.
const FINISH_LIMIT: Duration = Duration::from_secs(120);

/// An installation that goes from kill to kill.
pub(super) struct Run<'p> {
    plan: &'p Plan<'p>,
    world: World,
    site: Site,
    owner: Arc<Owner>,
    key: String,
    ledger: Arc<Ledger>,
    report: Report,
}

impl<'p> Run<'p> {
    /// A fresh installation with an owner and a source.
    pub(super) fn begin(plan: &'p Plan<'p>) -> anyhow::Result<Self> {
        let site = Site::new(plan.binary, plan.postgres)?;
        let server = Server::start(&site)?;
        let owner = Owner::set_up(&server)?;
        let key = owner.write_key(&server.url)?;
        site.set_thresholds()?;
        server.stop()?;
        Ok(Self {
            plan,
            world: World { seed: plan.seed },
            site,
            owner: Arc::new(owner),
            key,
            ledger: Arc::default(),
            report: Report::default(),
        })
    }

    pub(super) fn report(&self) -> &Report {
        &self.report
    }

    fn chance(&self, round: u32, who: u64) -> Rng {
        self.world.chance(u64::from(round) << 8 | who | 1 << 48)
    }

    /// Starts, loads, kills.
    pub(super) fn round(&mut self, round: u32) -> anyhow::Result<()> {
        let chance = self.chance(round, 0);
        let turn = (self.plan.seed % 5) as usize + round as usize;
        let target = Phase::ALL[turn % Phase::ALL.len()];
        self.ledger.send_unanswered(Some(&chance));
        let since = phase::now();
        let server = Server::start(&self.site)?;
        let senders = self.send(&server, round);
        let erasure = (target == Phase::Erasure || chance.below(3) == 0)
            .then(|| self.erase(&server, self.chance(round, 1)));
        let mut import = match target == Phase::Import || chance.below(3) == 0 {
            true => Some(self.import(&chance)?),
            false => None,
        };
        self.wait_for(target, &senders, since, &chance)?;
        std::thread::sleep(Duration::from_millis(chance.below(40).into()));

        server.kill()?;
        let mut phases = self.site.database.look(|look| phase::seen(look, since))?;
        if let Some(import) = &mut import {
            // Otherwise it goes on alone, to its end.
            if target == Phase::Import || chance.below(2) == 0 {
                if import.try_wait()?.is_none() {
                    phases.push(Phase::Import);
                }
                import.kill()?;
            }
            import.wait()?;
        }
        senders.end();
        if let Some(erasure) = erasure {
            erasure.join().expect("it does not panic")?;
        }
        if !self.ledger.is_answered() {
            phases.push(Phase::Intake);
        }
        for phase in phases {
            *self.report.kills.entry(phase).or_default() += 1;
        }
        self.report.rounds += 1;
        self.site.let_time_pass()?;
        if chance.below(2) == 0 {
            self.finish_import()?;
        }
        Ok(())
    }

    fn send(&self, server: &Server, round: u32) -> Senders {
        let chances = (0..SENDERS).map(|sender| self.chance(round, 16 + sender)).collect();
        Senders::start(&server.url, &self.key, self.world, &self.ledger, chances)
    }

    fn import(&self, chance: &Rng) -> anyhow::Result<Child> {
        let files = self.ledger.read().files.len();
        let rows = if files % 10 == 1 { self.plan.bulk_rows } else { 200 + chance.below(2000) };
        let number = self.ledger.next_file(rows);
        imports::write(&self.site, self.world, number, self.ledger.file(number).rows)?;
        imports::begin(&self.site, number)
    }

    fn finish_import(&self) -> anyhow::Result<()> {
        self.ledger
            .unfinished_file()
            .map_or(Ok(()), |file| imports::finish(&self.site, &self.ledger, file))
    }

    /// Erases one customer beside the load.
    fn erase(&self, server: &Server, chance: Rng) -> JoinHandle<anyhow::Result<()>> {
        let (url, owner) = (server.url.clone(), Arc::clone(&self.owner));
        let (ledger, world) = (Arc::clone(&self.ledger), self.world);
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(chance.below(300).into()));
            match ledger.next_erasure(world, &chance) {
                Some(person) => erase(&url, &owner, &ledger, person),
                None => Ok(()),
            }
        })
    }

    /// Waits until the program is at it, asking for sealing all the while.
    fn wait_for(
        &self,
        target: Phase,
        senders: &Senders,
        since: i64,
        chance: &Rng,
    ) -> anyhow::Result<()> {
        let begin = Instant::now();
        let least = Duration::from_millis(200 + u64::from(chance.below(400)));
        let batches = u64::from(10 + chance.below(100));
        let mut looks = 0;
        let mut is_at_it = |look: &mut Look| -> anyhow::Result<bool> {
            if looks % ASK_EVERY == 0 {
                phase::ask_to_seal(look, looks)?;
            }
            looks += 1;
            let elapsed = begin.elapsed();
            Ok(match target {
                Phase::Intake => senders.acknowledged() >= batches,
                Phase::Import => elapsed > least,
                Phase::Sealing | Phase::Rewriting | Phase::Erasure => {
                    elapsed > least && phase::seen(look, since)?.contains(&target)
                }
            } || elapsed > AT_LONGEST)
        };
        self.site.database.look(|look| {
            while !is_at_it(look)? {
                std::thread::sleep(BETWEEN_LOOKS);
            }
            Ok(())
        })
    }

    /// Holds the log against the ledger; whether all is well.
    pub(super) fn check(&mut self) -> anyhow::Result<bool> {
        let books = self.ledger.read();
        let mut verdict = verdict::verify(&self.site, self.world, &books, || books.clone())?;
        verdict.add_faults(folder::faults(&self.site, false)?);
        self.note(verdict)
    }

    fn note(&mut self, verdict: verdict::Verdict) -> anyhow::Result<bool> {
        let books = self.ledger.read();
        let count = |fate: &&Fate| **fate == Fate::Acknowledged;
        self.report.acknowledged = books.batches.iter().filter(count).count() as u64;
        self.report.erased = books.erasures.values().filter(count).count() as u64;
        let files = books.files.iter().map(|file| &file.fate);
        self.report.files = files.filter(count).count() as u64;
        (self.report.resent, self.report.repeated) = (books.resent, books.repeated);
        self.report.refused = books.refused;
        let select = "SELECT 'rows', CAST(coalesce(sum(rows), 0) AS BIGINT) FROM log_files \
                      WHERE state = 'live' AND kind = 'segment'";
        let sealed = self.site.database.rows(select)?;
        self.report.sealed = sealed.first().map_or(0, |(_, rows)| rows.unsigned_abs());
        self.report.checks += 1;
        self.report.verdict = verdict;
        Ok(self.report.is_good())
    }

    /// All that was not answered is told again, all files are imported, upkeep is done: then all is
    /// there, and nothing else.
    pub(super) fn settle(&mut self) -> anyhow::Result<()> {
        self.ledger.send_unanswered(None);
        let server = Server::start(&self.site)?;
        let senders = self.send(&server, self.plan.rounds);
        until("answers", || Ok(self.ledger.has_nothing_waiting()))?;
        // The readers of a program at work see one moment of it.
        let before = self.ledger.read();
        let (site, ledger) = (&self.site, &self.ledger);
        let mut verdict = verdict::verify(site, self.world, &before, || ledger.read())?;
        senders.end();
        while self.ledger.unfinished_file().is_some() {
            self.finish_import()?;
        }
        while let Some(person) = self.ledger.unanswered_erasure() {
            erase(&server.url, &self.owner, &self.ledger, person)?;
        }
        ensure!(self.ledger.is_answered(), "a sender ended without an answer");
        server.stop()?;
        if self.note(verdict)? {
            self.tidy_up()?;
            let books = self.ledger.read();
            verdict = verdict::verify(&self.site, self.world, &books, || books.clone())?;
            verdict.add_faults(folder::faults(&self.site, true)?);
            self.note(verdict)?;
        }
        Ok(())
    }

    /// Upkeep, and time for what was replaced to be swept up, until there is nothing to do.
    fn tidy_up(&self) -> anyhow::Result<()> {
        const LEFT: &str = "SELECT 'left', (SELECT count(*) FROM log_files WHERE state <> 'live') + \
                            (SELECT count(*) FROM log_erased WHERE done_at IS NULL)";
        const AT_WORK: &str = "SELECT 'jobs', count(*) FROM jobs WHERE kind IN ('seal_log', 'tidy_log') AND \
                               run_at <= {now} AND dead_at IS NULL";
        until("nothing left to sweep up", || {
            self.site.let_time_pass()?;
            let server = Server::start(&self.site)?;
            until("upkeep", || {
                let select = AT_WORK.replace("{now}", &phase::now().to_string());
                Ok(self.site.database.rows(&select)?.iter().all(|(_, jobs)| *jobs == 0))
            })?;
            server.stop()?;
            Ok(self.site.database.rows(LEFT)?.iter().all(|(_, left)| *left == 0))
        })
    }

    /// The report; an installation whose log is not what it must be stays.
    pub(super) fn end(mut self) -> Report {
        if !self.report.is_good() {
            self.site.keep();
            self.report.left_behind = Some(self.site.folder().to_owned());
        }
        self.report
    }
}

/// Asks for a customer's erasure until the server is gone.
fn erase(url: &str, owner: &Owner, ledger: &Ledger, person: Person) -> anyhow::Result<()> {
    let user = person.user();
    // No answer is an answer: the server was killed.
    let Ok(found) = owner.get(url, &format!("/api/v1/customers?q={user}")) else { return Ok(()) };
    let customers = found.body["items"].as_array().context("items")?;
    let is_them = |customer: &&serde_json::Value| {
        let mut keys = customer["identities"].as_array().into_iter().flatten();
        keys.any(|key| key["value"] == user.as_str())
    };
    let Some(customer) = customers.iter().find(is_them) else {
        // Known before, by an acknowledged batch: the erasure was not answered, but done.
        ledger.finish_erasure(person);
        return Ok(());
    };
    let id = customer["id"].as_str().context("id")?;
    let Ok(answer) = owner.delete(url, &format!("/api/v1/customers/{id}")) else { return Ok(()) };
    if answer.status == 405 { ledger.drop_erasure(person); return Ok(()); } // TEMP
    ensure!(answer.status == 204, "{user} cannot be erased: {} {}", answer.status, answer.body);
    ledger.finish_erasure(person);
    Ok(())
}

fn until(what: &str, mut is_so: impl FnMut() -> anyhow::Result<bool>) -> anyhow::Result<()> {
    let begin = Instant::now();
    while !is_so()? {
        ensure!(begin.elapsed() < FINISH_LIMIT, "no {what} in {FINISH_LIMIT:?}");
        std::thread::sleep(BETWEEN_LOOKS);
    }
    Ok(())
}
