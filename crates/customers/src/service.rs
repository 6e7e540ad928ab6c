//! Resolving identities inside a unit of work.

use parcours_interactions::{CustomerId, Log};
use parcours_kernel::Env;
use parcours_storage::{StorageError, UnitOfWork};

use crate::model::{Claim, Customer};
use crate::rules::{self, Plan};
use crate::store;

/// Customers of one installation; cheap to clone.
#[derive(Debug, Clone)]
pub struct Customers {
    log: Log,
    env: Env,
}

impl Customers {
    /// The customers whose interactions are in `log`.
    pub fn new(log: Log, env: Env) -> Self {
        Self { log, env }
    }

    /// The customer of each claim, made or merged where the rules say so; `None` for a claim that
    /// names nobody. Cost: a few queries a batch, however long it is.
    ///
    /// A batch that only names known customers writes and locks nothing. One that changes
    /// identities takes a lock first, so that two processes never make the same customer twice.
    pub async fn resolve(
        &self,
        work: &mut UnitOfWork,
        claims: &[Claim],
    ) -> Result<Vec<Option<CustomerId>>, StorageError> {
        let plan = rules::plan(store::state_of(work, claims).await?, claims);
        if plan.is_reading_only() {
            return Ok(ids(&plan, |reference| reference));
        }
        store::lock_identities(work).await?;
        let plan = rules::plan(store::state_of(work, claims).await?, claims);
        self.carry_out(work, &plan).await
    }

    async fn carry_out(
        &self,
        work: &mut UnitOfWork,
        plan: &Plan,
    ) -> Result<Vec<Option<CustomerId>>, StorageError> {
        let now = self.env.now();
        let made = store::make_customers(work, plan.made.len(), now).await?;
        let numbers: std::collections::HashMap<_, _> =
            plan.made.iter().copied().zip(made).collect();
        let real = |reference: i64| numbers.get(&reference).copied().unwrap_or(reference);
        for (gone, kept) in &plan.merges {
            let (gone, kept) = (CustomerId(real(*gone)), CustomerId(real(*kept)));
            store::merge(work, gone, kept, now).await?;
            self.log.merge(work, gone, kept).await?;
        }
        let keys: Vec<_> = plan.attached.iter().map(|(key, owner)| (key, real(*owner))).collect();
        store::attach(work, &keys, now).await?;
        let traits: Vec<_> =
            plan.traits.iter().map(|(customer, traits)| (real(*customer), traits)).collect();
        store::add_traits(work, &traits).await?;
        Ok(ids(plan, real))
    }

    /// One customer, also by the id of one who turned out to be them.
    pub async fn find(&self, id: CustomerId) -> Result<Option<Customer>, StorageError> {
        let found = store::by_id(self.log.database(), id).await?;
        Ok(self.with_seen(found.into_iter().collect()).await?.pop())
    }

    /// Customers, newest first, whose keys begin with `search`; one more than `limit` when there are more.
    pub(crate) async fn list(
        &self,
        search: Option<&str>,
        after: Option<CustomerId>,
        limit: u32,
    ) -> Result<Vec<Customer>, StorageError> {
        self.with_seen(store::list(self.log.database(), search, after, limit).await?).await
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
}

fn ids(plan: &Plan, real: impl Fn(i64) -> i64) -> Vec<Option<CustomerId>> {
    plan.customers
        .iter()
        .map(|customer| customer.map(|reference| CustomerId(real(reference))))
        .collect()
}
