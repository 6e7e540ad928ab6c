//! Resolving identities inside a unit of work.

use std::collections::{BTreeSet, HashMap};

use parcours_interactions::{CustomerId, Log};
use parcours_kernel::Env;
use parcours_storage::{Backend, StorageError, UnitOfWork};

use crate::erasure::{Resolved, Seen};
use crate::memory::{Digest, Memory};
use crate::model::{Claim, Customer, Key};
use crate::rules::{self, Plan, Reference};
use crate::store;

/// Customers of one installation; cheap to clone.
#[derive(Debug, Clone)]
pub struct Customers {
    log: Log,
    env: Env,
    memory: Memory,
    seen: Seen,
}

/// What a plan came to: the real numbers of the customers it makes.
type Made = HashMap<Reference, CustomerId>;

impl Customers {
    /// The customers whose interactions are in `log`.
    pub fn new(log: Log, env: Env) -> Self {
        Self { log, env, memory: Memory::default(), seen: Seen::default() }
    }

    /// The customer of each claim, made or merged where the rules say so; `None` for a claim that
    /// names nobody, or only somebody who was forgotten. See [`resolve_told`](Self::resolve_told).
    pub async fn resolve(
        &self,
        work: &mut UnitOfWork,
        claims: &[Claim],
    ) -> Result<Vec<Option<CustomerId>>, StorageError> {
        Ok(self.resolve_told(work, claims).await?.customers)
    }

    /// The same, and what of each claim came late for somebody who was forgotten. From here to the
    /// commit nobody is forgotten. Cost: one row for claims that were answered lately, else a few
    /// queries a batch, however long it is.
    ///
    /// A batch that only names known customers writes and locks nothing. New customers are made
    /// without a lock: of two units of work that make the same one, the second waits for the first
    /// and finds them. Any other change takes a lock first, so that what the rules look at stays as
    /// it is until the commit.
    pub async fn resolve_told(
        &self,
        work: &mut UnitOfWork,
        claims: &[Claim],
    ) -> Result<Resolved, StorageError> {
        Ok(match self.sift(work, claims).await? {
            None => {
                let customers = self.resolve_sifted(work, claims).await?;
                Resolved { customers, since: Vec::new() }
            }
            Some(sifted) => {
                let customers = self.resolve_sifted(work, &sifted.claims).await?;
                Resolved { customers, since: sifted.since }
            }
        })
    }

    async fn resolve_sifted(
        &self,
        work: &mut UnitOfWork,
        claims: &[Claim],
    ) -> Result<Vec<Option<CustomerId>>, StorageError> {
        let now = self.env.now();
        let digests: Vec<_> = claims.iter().map(Digest::of).collect();
        let (mark, mut answers) = self.memory.recall(&digests, now);
        let mut open: Vec<_> =
            (0..claims.len()).filter(|place| answers[*place].is_none()).collect();
        if open.is_empty() {
            return Ok(answers);
        }
        // SQLite has one writer.
        let mut locked = work.backend() == Backend::Sqlite;
        let (plan, made) = loop {
            let asked = open.iter().map(|place| &claims[*place]);
            let plan = rules::plan(store::state_of(work, asked.clone()).await?, asked);
            if !plan.merges.is_empty() && open.len() < claims.len() {
                // Others in the batch may be remembered as whom they will no longer be.
                open = (0..claims.len()).collect();
            } else if !locked && !plan.only_makes() {
                store::lock_identities(work).await?;
                locked = true;
            } else if let Some(made) = self.carry_out(work, &plan).await? {
                break (plan, made);
            }
        };
        let mut fresh = Vec::new();
        for (place, (customer, settled)) in
            open.iter().zip(plan.customers.iter().zip(&plan.settled))
        {
            answers[*place] = customer.map(|customer| real(&made, customer));
            if let (true, Some(digest), Some(customer)) =
                (settled, digests[*place], answers[*place])
            {
                fresh.push((digest, customer));
            }
        }
        let memory = self.memory.clone();
        if plan.merges.is_empty() {
            work.after_commit(move || memory.remember(mark, now, fresh));
        } else {
            let gone: BTreeSet<_> = plan.merges.iter().map(|(gone, _)| CustomerId(*gone)).collect();
            work.after_commit(move || memory.forget_customers(&gone));
        }
        Ok(answers)
    }

    /// `None`, and nothing of it done, when somebody else was quicker with one of its keys: by now
    /// they have committed, and a new plan sees what they did.
    async fn carry_out(
        &self,
        work: &mut UnitOfWork,
        plan: &Plan,
    ) -> Result<Option<Made>, StorageError> {
        if plan.is_reading_only() {
            return Ok(Some(Made::new()));
        }
        let now = self.env.now();
        store::mark_place(work).await?;
        let made = store::make_customers(work, &plan.made, &plan.made_known(), now).await?;
        let keys: Vec<_> =
            plan.attached.iter().map(|(key, owner)| (key, real(&made, *owner))).collect();
        if !store::attach(work, &keys, now).await? {
            store::take_back(work).await?;
            return Ok(None);
        }
        let grown: BTreeSet<_> = plan
            .attached
            .iter()
            .filter(|(key, owner)| key.kind.is_lasting() && **owner > 0)
            .map(|(_, owner)| *owner)
            .collect();
        store::note_known(work, grown).await?;
        for (gone, kept) in &plan.merges {
            let (gone, kept) = (real(&made, *gone), real(&made, *kept));
            store::merge(work, gone, kept, now).await?;
            self.log.merge(work, gone, kept).await?;
        }
        let traits: Vec<_> = plan
            .traits
            .iter()
            .map(|(customer, traits)| (real(&made, *customer).0, traits))
            .collect();
        store::add_traits(work, &traits).await?;
        Ok(Some(made))
    }

    /// Forgets what is kept in memory of who is who. An erasure does so in every process.
    pub fn forget_cached(&self) {
        self.memory.forget();
    }

    /// One customer, also by the id of one who turned out to be them.
    pub async fn find(&self, id: CustomerId) -> Result<Option<Customer>, StorageError> {
        let found = store::by_id(self.log.database(), id).await?;
        Ok(self.with_seen(found.into_iter().collect()).await?.pop())
    }

    /// The customer who has a key.
    pub async fn find_by_key(&self, key: &Key) -> Result<Option<Customer>, StorageError> {
        match store::by_key(self.log.database(), key).await? {
            Some(id) => self.find(id).await,
            None => Ok(None),
        }
    }

    /// Customers, newest first, whose keys begin with `search`; one more than `limit` when there are more.
    pub async fn list(
        &self,
        search: Option<&str>,
        after: Option<CustomerId>,
        limit: u32,
    ) -> Result<Vec<Customer>, StorageError> {
        self.with_seen(store::list(self.log.database(), search, after, limit).await?).await
    }

    /// These customers, newest first; those that became another or were forgotten are left out.
    pub async fn of(&self, ids: &[CustomerId]) -> Result<Vec<Customer>, StorageError> {
        self.with_seen(store::of(self.log.database(), ids).await?).await
    }

    async fn with_seen(&self, mut customers: Vec<Customer>) -> Result<Vec<Customer>, StorageError> {
        let ids: Vec<_> = customers.iter().map(|customer| customer.id).collect();
        let seen = self.log.snapshot().await?.seen(&ids).await?;
        for customer in &mut customers {
            customer.first_seen_at = seen.get(&customer.id).map(|(first, _)| *first);
            customer.last_seen_at = seen.get(&customer.id).map(|(_, last)| *last);
        }
        Ok(customers)
    }

    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    pub(crate) fn env(&self) -> &Env {
        &self.env
    }

    pub(crate) fn memory(&self) -> &Memory {
        &self.memory
    }

    pub(crate) fn seen(&self) -> &Seen {
        &self.seen
    }
}

fn real(made: &Made, customer: Reference) -> CustomerId {
    made.get(&customer).copied().unwrap_or(CustomerId(customer))
}

#[cfg(test)]
mod tests;
