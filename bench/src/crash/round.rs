//! Rounds: start, load, wait for the moment, kill.

use std::process::Child;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::ensure;
use parcours_kernel::Rng;

use super::database::Look;
use super::installation::{Installation, erase};
use super::ledger::Fate;
use super::phase;
use super::senders::Senders;
use super::server::Server;
use super::verdict::Verdict;
use super::{Phase, Plan, Report, imports};

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
    installation: Installation,
    report: Report,
}

/// A command beside the server.
struct Beside {
    child: Child,
    at: Phase,
    dies_too: bool,
}

impl<'p> Run<'p> {
    pub(super) fn begin(plan: &'p Plan<'p>) -> anyhow::Result<Self> {
        let installation = Installation::begin(plan.binary, plan.postgres, plan.seed)?;
        Ok(Self { plan, installation, report: Report::default() })
    }

    pub(super) fn report(&self) -> &Report {
        &self.report
    }

    /// Starts, loads, kills.
    pub(super) fn round(&mut self, round: u32) -> anyhow::Result<()> {
        let Installation { site, ledger, .. } = &self.installation;
        let chance = self.installation.chance(round, 0);
        let first = self.plan.seed % Phase::ALL.len() as u64;
        let target = Phase::ALL[(first + u64::from(round)) as usize % Phase::ALL.len()];
        ledger.send_unanswered(Some(&chance));
        let since = phase::now();
        let server = Server::start(site)?;
        let senders = self.installation.send(&server, round);
        // An erasure also makes files to rewrite.
        let erases = [Phase::Erasure, Phase::Rewriting].contains(&target) || chance.below(3) == 0;
        let erasure = erases.then(|| self.erase_one(&server, self.installation.chance(round, 1)));
        let beside = self.commands(target, &server, &chance)?;
        self.wait_for(target, &senders, since, &chance)?;
        std::thread::sleep(Duration::from_millis(chance.below(40).into()));

        server.kill()?;
        let mut phases = site.database.look(|look| phase::seen(look, since))?;
        for command in beside {
            phases.extend(command.end()?);
        }
        senders.end();
        if let Some(erasure) = erasure {
            erasure.join().expect("it does not panic")?;
        }
        if !ledger.is_answered() {
            phases.push(Phase::Intake);
        }
        phases.sort_unstable();
        phases.dedup();
        for phase in phases {
            *self.report.kills.entry(phase).or_default() += 1;
        }
        self.report.rounds += 1;
        site.let_time_pass()?;
        if chance.below(2) == 0 { self.installation.finish_import() } else { Ok(()) }
    }

    /// What an operator does beside: files imported by the command or through the server, upkeep.
    fn commands(
        &self,
        target: Phase,
        server: &Server,
        chance: &Rng,
    ) -> anyhow::Result<Vec<Beside>> {
        let site = &self.installation.site;
        let mut commands = Vec::new();
        if target == Phase::Import || chance.below(3) == 0 {
            let dies_too = target == Phase::Import || chance.below(2) == 0;
            let child = imports::begin(site, self.file(chance)?)?;
            commands.push(Beside { child, at: Phase::Import, dies_too });
        } else if chance.below(3) == 0 {
            imports::upload(site, &self.installation.owner, &server.url, self.file(chance)?)?;
        }
        for (name, at) in [("seal", Phase::Sealing), ("tidy", Phase::Rewriting)] {
            if chance.below(4) == 0 {
                let child = site.spawn(&["log", name])?;
                commands.push(Beside { child, at, dies_too: chance.below(4) > 0 });
            }
        }
        Ok(commands)
    }

    /// The number of a file to import, which is there.
    fn file(&self, chance: &Rng) -> anyhow::Result<u32> {
        let Installation { site, ledger, world, .. } = &self.installation;
        let files = ledger.read().files.len();
        let rows = if files % 10 == 1 { self.plan.bulk_rows } else { 200 + chance.below(2000) };
        let number = ledger.next_file(rows);
        imports::write(site, *world, number, ledger.file(number).rows)?;
        Ok(number)
    }

    /// Erases one customer beside the load.
    fn erase_one(&self, server: &Server, chance: Rng) -> JoinHandle<anyhow::Result<()>> {
        let Installation { owner, ledger, world, .. } = &self.installation;
        let (url, owner) = (server.url.clone(), Arc::clone(owner));
        let (ledger, world) = (Arc::clone(ledger), *world);
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(chance.below(300).into()));
            let person = (0..20).find_map(|_| ledger.next_erasure(world, &chance));
            person.map_or(Ok(()), |person| erase(&url, &owner, &ledger, person))
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
            let elapsed = begin.elapsed();
            // Rewriting is seen for certain only while nothing is sealed.
            let may_ask = target != Phase::Rewriting || elapsed < least;
            if may_ask && looks % ASK_EVERY == 0 {
                phase::ask_to_seal(look, looks)?;
            }
            looks += 1;
            Ok(match target {
                Phase::Intake => senders.acknowledged() >= batches,
                Phase::Import => elapsed > least,
                Phase::Sealing | Phase::Rewriting | Phase::Erasure => {
                    elapsed > least && phase::seen(look, since)?.contains(&target)
                }
            } || elapsed > AT_LONGEST)
        };
        self.installation.site.database.look(|look| {
            while !is_at_it(look)? {
                std::thread::sleep(BETWEEN_LOOKS);
            }
            Ok(())
        })
    }

    /// Holds the log against the ledger; whether all is well.
    pub(super) fn check(&mut self) -> anyhow::Result<bool> {
        let verdict = self.installation.verify(false)?;
        self.note(verdict)
    }

    fn note(&mut self, verdict: Verdict) -> anyhow::Result<bool> {
        let books = self.installation.ledger.read();
        let count = |fate: &&Fate| **fate == Fate::Acknowledged;
        self.report.acknowledged = books.batches.iter().filter(count).count() as u64;
        self.report.erased = books.erasures.values().filter(count).count() as u64;
        let files = books.files.iter().map(|file| &file.fate);
        self.report.files = files.filter(count).count() as u64;
        (self.report.resent, self.report.repeated) = (books.resent, books.repeated);
        self.report.refused = books.refused;
        let select = "SELECT 'rows', CAST(coalesce(sum(rows), 0) AS BIGINT) FROM log_files \
                      WHERE state = 'live' AND kind = 'segment'";
        let sealed = self.installation.site.database.rows(select)?;
        self.report.sealed = sealed.first().map_or(0, |(_, rows)| rows.unsigned_abs());
        self.report.checks += 1;
        self.report.verdict = verdict;
        Ok(self.report.is_good())
    }

    /// All that was not answered is told again, all files are imported, upkeep is done: then all is
    /// there, and nothing else.
    pub(super) fn settle(&mut self) -> anyhow::Result<()> {
        let Installation { site, ledger, owner, .. } = &self.installation;
        ledger.send_unanswered(None);
        let server = Server::start(site)?;
        let senders = self.installation.send(&server, self.plan.rounds);
        until("answers", || Ok(ledger.has_nothing_waiting()))?;
        // The readers of a program at work see one moment of it.
        let before = ledger.read();
        let verdict = self.installation.verify_against(&before, || ledger.read())?;
        senders.end();
        while ledger.unfinished_file().is_some() {
            self.installation.finish_import()?;
        }
        while let Some(person) = ledger.unanswered_erasure() {
            erase(&server.url, owner, ledger, person)?;
        }
        ensure!(ledger.is_answered(), "a sender ended without an answer");
        // What was uploaded and started is carried out, however often the server was killed.
        until("end of imports", || {
            let states =
                site.database.rows("SELECT state, count(*) FROM imports GROUP BY state")?;
            ensure!(
                states.iter().all(|(state, _)| state != "failed"),
                "imports failed: {states:?}"
            );
            // What was uploaded, and not started before a kill, waits for somebody to start it.
            Ok(states.iter().all(|(state, _)| ["done", "uploaded"].contains(&state.as_str())))
        })?;
        server.stop()?;
        if self.note(verdict)? {
            self.tidy_up()?;
            let verdict = self.installation.verify(true)?;
            self.note(verdict)?;
        }
        Ok(())
    }

    /// Upkeep, and time for what was replaced to be swept up, until there is nothing to do.
    fn tidy_up(&self) -> anyhow::Result<()> {
        const LEFT: &str = "SELECT 'left', (SELECT count(*) FROM log_files WHERE state <> 'live') + \
                            (SELECT count(*) FROM log_erased WHERE done_at IS NULL)";
        let site = &self.installation.site;
        site.ok(&["log", "seal"])?;
        until("end of upkeep", || {
            site.ok(&["log", "tidy"])?;
            site.let_time_pass()?;
            Ok(site.database.rows(LEFT)?.iter().all(|(_, left)| *left == 0))
        })
    }

    /// The report; an installation whose log is not what it must be stays.
    pub(super) fn end(mut self) -> Report {
        if !self.report.is_good() {
            self.installation.site.keep();
            self.report.left_behind = Some(self.installation.site.folder().to_owned());
        }
        self.report
    }
}

impl Beside {
    /// Ends it, or waits for its end; what it was interrupted at.
    fn end(mut self) -> anyhow::Result<Option<Phase>> {
        let interrupted = self.dies_too && self.child.try_wait()?.is_none();
        if interrupted {
            self.child.kill()?;
        }
        self.child.wait()?;
        Ok(interrupted.then_some(self.at))
    }
}

/// Waits until it is so.
pub(super) fn until(
    what: &str,
    mut is_so: impl FnMut() -> anyhow::Result<bool>,
) -> anyhow::Result<()> {
    let begin = Instant::now();
    while !is_so()? {
        ensure!(begin.elapsed() < FINISH_LIMIT, "no {what} in {FINISH_LIMIT:?}");
        std::thread::sleep(BETWEEN_LOOKS);
    }
    Ok(())
}
