//! An installation under test: the site, what is told to it, and the ledger of that.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use parcours_kernel::Rng;
use serde_json::Value;

use super::ledger::{Books, Ledger};
use super::senders::Senders;
use super::server::{Owner, Server};
use super::site::Site;
use super::verdict::{self, Verdict};
use super::world::{Person, World};
use super::{folder, imports};

const SENDERS: u64 = 4;

/// An installation with an owner, a source and low thresholds; nothing runs.
pub(super) struct Installation {
    pub(super) world: World,
    pub(super) site: Site,
    pub(super) owner: Arc<Owner>,
    pub(super) key: String,
    pub(super) ledger: Arc<Ledger>,
}

impl Installation {
    pub(super) fn begin(binary: &Path, postgres: Option<&str>, seed: u64) -> anyhow::Result<Self> {
        let site = Site::new(binary, postgres)?;
        let server = Server::start(&site)?;
        let owner = Owner::set_up(&server)?;
        let key = owner.write_key(&server.url)?;
        site.set_thresholds()?;
        server.stop()?;
        let world = World { seed };
        Ok(Self { world, site, owner: Arc::new(owner), key, ledger: Arc::default() })
    }

    /// Chance of its own for each round and purpose.
    pub(super) fn chance(&self, round: u32, purpose: u64) -> Rng {
        self.world.chance(u64::from(round) << 8 | purpose | 1 << 48)
    }

    /// Starts the senders of a round.
    pub(super) fn send(&self, server: &Server, round: u32) -> Senders {
        let chances = (0..SENDERS).map(|sender| self.chance(round, 16 + sender)).collect();
        Senders::start(&server.url, &self.key, self.world, &self.ledger, chances)
    }

    /// Holds the log against the ledger while nothing runs. With `only_live`, upkeep is done: no
    /// file is left that is not the log, and each is as it was written.
    pub(super) fn verify(&self, only_live: bool) -> anyhow::Result<Verdict> {
        let books = self.ledger.read();
        let mut verdict = self.verify_against(&books, || books.clone())?;
        verdict.add_faults(folder::faults(&self.site, only_live)?);
        if only_live {
            let check = self.site.run(&["log", "check", "--thorough"])?;
            if !check.status.success() {
                verdict.add_faults(
                    super::site::text(&check.stdout).lines().map(str::to_owned).collect(),
                );
            }
        }
        Ok(verdict)
    }

    /// Holds what one reader sees against what was acknowledged before and asked for meanwhile.
    pub(super) fn verify_against(
        &self,
        before: &Books,
        after: impl FnOnce() -> Books,
    ) -> anyhow::Result<Verdict> {
        verdict::verify(&self.site, self.world, before, after)
    }

    /// Imports a file that was not finished, to its end.
    pub(super) fn finish_import(&self) -> anyhow::Result<()> {
        match self.ledger.unfinished_file() {
            Some(file) => imports::finish(&self.site, &self.ledger, file),
            None => Ok(()),
        }
    }
}

/// Asks for a customer's erasure; no answer is an answer.
pub(super) fn erase(
    url: &str,
    owner: &Owner,
    ledger: &Ledger,
    person: Person,
) -> anyhow::Result<()> {
    let user = person.user();
    let Ok(found) = owner.get(url, &format!("/api/v1/customers?q={user}")) else { return Ok(()) };
    let customers = found.body["items"].as_array().with_context(|| found.body.to_string())?;
    let is_them = |customer: &&Value| {
        let mut keys = customer["identities"].as_array().into_iter().flatten();
        keys.any(|key| key["value"] == user.as_str())
    };
    let Some(customer) = customers.iter().find(is_them) else {
        // Known by an acknowledged batch: an erasure before was not answered, and done.
        ledger.finish_erasure(person);
        return Ok(());
    };
    let id = customer["id"].as_str().context("id")?;
    let Ok(answer) = owner.delete(url, &format!("/api/v1/customers/{id}")) else { return Ok(()) };
    anyhow::ensure!(
        answer.status == 204,
        "{user} cannot be erased: {} {}",
        answer.status,
        answer.body
    );
    ledger.finish_erasure(person);
    Ok(())
}
