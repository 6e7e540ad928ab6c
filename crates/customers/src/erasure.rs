//! Forgetting a customer, and knowing what was told of them again when it comes late.
//!
//! Of a forgotten customer stays a digest of each key with the moment of the erasure. What names
//! such a key and happened before that moment is a late re-arrival: it is nobody's and makes no
//! customer. What happened after is somebody who came back, and makes a new one.
//!
//! The digests are of no use without a secret of the installation, so that a copy of the table
//! alone cannot be asked whether somebody was a customer. Every unit of work that resolves claims
//! holds erasures off until its commit, and sees those that are done: no process goes on with a
//! customer of whom it only remembers that they were there.

mod late;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use parcours_access::{Actor, audit};
use parcours_interactions::CustomerId;
use parcours_kernel::{Env, Timestamp};
use parcours_storage::jobs::{Job, NewJob};
use parcours_storage::{Settings, StorageError, UnitOfWork};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::Customers;
use crate::memory::Memory;
use crate::model::{Claim, Key};
use crate::rules::keys_of;
use crate::store::{self, erasure};

use late::{Horizons, Sifted};
pub use late::{Owner, Resolved};

/// Keys of so many characters say who somebody is wherever they stand; shorter ones stand in many words.
const TELLING: usize = 6;

const SETTING: &str = "customer_erasures";

/// A customer who was forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// Their number, and those of all who had turned out to be them.
    pub customers: Vec<CustomerId>,
    /// How many keys they were known by.
    pub keys: usize,
    /// When: what happened before is not theirs any more.
    pub at: Timestamp,
}

/// Somebody was forgotten: whoever else holds something of them lets go of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerForgotten {
    /// All their numbers.
    pub customers: Vec<CustomerId>,
    /// When.
    pub at: Timestamp,
}

impl Job for CustomerForgotten {
    const KIND: &'static str = "customer_forgotten";
}

/// What is known of all erasures.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Ledger {
    /// How many there were.
    count: u64,
    /// The last: what happened since cannot be late.
    last_at: Timestamp,
    /// What makes digests of this installation differ from those of all others.
    secret: String,
}

impl Ledger {
    async fn read(work: &UnitOfWork) -> Result<Option<Self>, StorageError> {
        Settings::get_in(work, SETTING).await?.map(|said| Self::parse(&said)).transpose()
    }

    fn parse(said: &str) -> Result<Self, StorageError> {
        serde_json::from_str(said).map_err(|error| {
            StorageError::Open(format!("the setting {SETTING} cannot be read: {error}"))
        })
    }

    /// Notes one more.
    async fn add(work: &UnitOfWork, env: &Env) -> Result<Self, StorageError> {
        let before = Self::read(work).await?;
        let now = env.now();
        let ledger = Self {
            count: before.as_ref().map_or(0, |before| before.count) + 1,
            last_at: before.as_ref().map_or(now, |before| before.last_at.max(now)),
            secret: before.map_or_else(|| env.rng().secret(), |before| before.secret),
        };
        let said = serde_json::to_string(&ledger).expect("plain JSON");
        Settings::set(work, SETTING, &said).await?;
        Ok(ledger)
    }

    /// The digest of a key. A secret in front is enough: nobody is ever shown one to build on.
    fn digest(&self, key: &Key) -> String {
        let digest = Sha256::new()
            .chain_update(&self.secret)
            .chain_update([0])
            .chain_update(key.kind.name())
            .chain_update([0])
            .chain_update(&key.value)
            .finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// How many erasures this process has seen; cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen(Arc<Mutex<Option<u64>>>);

impl Seen {
    /// Lets go of what is remembered when somebody was forgotten since.
    fn note(&self, count: u64, memory: &Memory) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.replace(count).is_some_and(|before| before != count) {
            memory.forget();
        }
    }
}

impl Customers {
    /// Forgets a customer and all who turned out to be them: keys, traits, interactions. Their
    /// interactions are gone from view with the commit, and from files soon after; other crates
    /// let go by [`CustomerForgotten`]. `None` when there is no such customer. Waits until whoever
    /// is resolving claims has committed.
    pub async fn forget(
        &self,
        work: &mut UnitOfWork,
        id: CustomerId,
    ) -> Result<Option<Forgotten>, StorageError> {
        erasure::lock(work).await?;
        store::lock_identities(work).await?;
        let numbers = erasure::all_of(work, id).await?;
        let Some(kept) = numbers.first().copied() else { return Ok(None) };
        let keys = erasure::keys_of(work, &numbers).await?;
        let ledger = Ledger::add(work, self.env()).await?;
        let digests = keys.iter().map(|key| ledger.digest(key));
        erasure::bury(work, digests, ledger.last_at).await?;
        erasure::erase(work, &numbers).await?;
        let mut gone: BTreeSet<_> =
            self.log().forget(work, CustomerId(kept)).await?.into_iter().collect();
        // The log knows of those who became them only until it has folded them in.
        for number in numbers.into_iter().map(CustomerId) {
            if gone.insert(number) {
                gone.extend(self.log().forget(work, number).await?);
            }
        }
        for number in &gone {
            work.forget_dead_jobs(number).await?;
        }
        let telling: Vec<_> = keys
            .iter()
            .map(|key| &key.value)
            .filter(|value| value.chars().count() >= TELLING)
            .cloned()
            .collect();
        self.log().mask(work, &telling).await?;
        let customers: Vec<_> = gone.into_iter().collect();
        let at = ledger.last_at;
        let job = CustomerForgotten { customers: customers.clone(), at };
        work.enqueue(self.env(), NewJob::now(job)).await?;
        Ok(Some(Forgotten { customers, keys: keys.len(), at }))
    }

    /// The same in a unit of work of its own, with its entry in the audit trail: whose it was and
    /// nothing of who they were.
    pub async fn forget_for(
        &self,
        id: CustomerId,
        actor: impl Into<Actor>,
    ) -> Result<Option<Forgotten>, StorageError> {
        let mut work = self.log().database().begin().await?;
        let Some(forgotten) = self.forget(&mut work, id).await? else { return Ok(None) };
        let env = self.env();
        audit::record(&work, env, actor, "customer.forgotten", id, None, json!({})).await?;
        work.commit(env).await?;
        Ok(Some(forgotten))
    }

    /// When somebody was forgotten last; `None` when nobody was.
    pub async fn last_erasure(&self) -> Result<Option<Timestamp>, StorageError> {
        let said = Settings::get(self.log().database(), SETTING).await?;
        said.map(|said| Ok(Ledger::parse(&said)?.last_at)).transpose()
    }

    /// Holds erasures off until the commit, and sets late re-arrivals apart; `None` when there are
    /// none. Cost: one row, and one query more for what happened before the last erasure.
    pub(crate) async fn sift(
        &self,
        work: &UnitOfWork,
        claims: &[Claim],
    ) -> Result<Option<Sifted>, StorageError> {
        erasure::hold_off(work).await?;
        let ledger = Ledger::read(work).await?;
        self.seen().note(ledger.as_ref().map_or(0, |ledger| ledger.count), self.memory());
        let Some(ledger) = ledger else { return Ok(None) };
        let is_concerned =
            |claim: &&Claim| claim.when.is_some_and(|when| when.first < ledger.last_at);
        let named: HashSet<Key> = claims.iter().filter(is_concerned).flat_map(keys_of).collect();
        let horizons = horizons(work, &ledger, named).await?;
        if horizons.is_empty() {
            return Ok(None);
        }
        // Of a claim that also names a forgotten key, it matters whether it is somebody's own.
        let own: Vec<_> =
            claims.iter().filter_map(|claim| late::in_doubt(claim, &horizons)).collect();
        let known = store::state_of(work, own.iter()).await?.owners;
        Ok(Some(Sifted::of(claims, &horizons, |key| known.contains_key(key))))
    }
}

async fn horizons(
    work: &UnitOfWork,
    ledger: &Ledger,
    keys: HashSet<Key>,
) -> Result<Horizons, StorageError> {
    let mut keys: HashMap<_, _> = keys.into_iter().map(|key| (ledger.digest(&key), key)).collect();
    let moments = erasure::moments(work, keys.keys().cloned()).await?;
    let horizon = |(digest, at): (String, Timestamp)| Some((keys.remove(&digest)?, at));
    Ok(HashMap::from_iter(moments.into_iter().filter_map(horizon)))
}

#[cfg(test)]
mod tests;
