//! The log's two doors: append and snapshot.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use parcours_kernel::{Env, Period, Timestamp};
use parcours_storage::{Database, StorageError, Topic, UnitOfWork};

use crate::model::{
    Bucket, CustomerId, Interaction, NewInteraction, ScanRequest, SignatureCount, Summary,
    TimelineKey,
};
use crate::signature::Signature;
use crate::store::{AliasMarker, Aliases, Catalogue, Transaction, append, read};

/// The log of one installation; cheap to clone. Processes share it through the database.
#[derive(Debug, Clone)]
pub struct Log {
    database: Database,
    env: Env,
    catalogue: Arc<Catalogue>,
    /// The alias map as it was last read: it is asked for with every snapshot and changes seldom.
    aliases: Arc<Mutex<(AliasMarker, Arc<Aliases>)>>,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// For each interaction of the batch, whether it was new.
    pub stored: Vec<bool>,
}

impl Appended {
    /// How many were new.
    pub fn count(&self) -> usize {
        self.stored.iter().filter(|stored| **stored).count()
    }
}

impl Log {
    /// The log of a database.
    pub fn new(database: Database, env: Env) -> Self {
        Self { database, env, catalogue: Arc::default(), aliases: Arc::default() }
    }

    /// Appends in a unit of work. What was told before, here or in the same batch, is not appended
    /// again; it does not matter how often it is told.
    pub async fn append(
        &self,
        work: &mut UnitOfWork,
        batch: &[NewInteraction],
    ) -> Result<Appended, StorageError> {
        let parts: Vec<_> = batch.iter().map(|interaction| &interaction.signature).collect();
        let signatures =
            self.catalogue.resolve(&self.database, work, self.env.now(), &parts).await?;
        let mut known = HashSet::with_capacity(batch.len());
        let fresh: Vec<_> =
            batch.iter().map(|row| known.insert((row.source, row.message_id.as_str()))).collect();
        let stored = append::insert(work, batch, &signatures, &fresh).await?;
        if stored.contains(&true) {
            work.note_change(Topic::Interactions, None);
        }
        Ok(Appended { stored })
    }

    /// Notes that one customer turned out to be another. Readers see the merge at once; rows are
    /// rewritten later, by upkeep.
    pub async fn merge(
        &self,
        work: &mut UnitOfWork,
        gone: CustomerId,
        kept: CustomerId,
    ) -> Result<(), StorageError> {
        work.note_change(Topic::Interactions, None);
        append::alias(work, gone, kept, self.env.now()).await
    }

    /// A view of the log at this moment: hot rows (and sealed segments, once there are any).
    pub async fn snapshot(&self) -> Result<Snapshot, StorageError> {
        let transaction = self.database.snapshot().await?;
        let marker = Aliases::marker(&transaction).await?;
        let (known, aliases) = self.aliases.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if known == marker {
            return Ok(Snapshot { transaction, aliases, marker });
        }
        let aliases = Arc::new(Aliases::read(&transaction).await?);
        *self.aliases.lock().unwrap_or_else(PoisonError::into_inner) =
            (marker, Arc::clone(&aliases));
        Ok(Snapshot { transaction, aliases, marker })
    }

    /// All signatures known so far, by number. Cost: the new ones since the last call.
    pub async fn signatures(&self) -> Result<Arc<Vec<Signature>>, StorageError> {
        self.catalogue.all(&self.database).await
    }

    /// The database under it.
    pub fn database(&self) -> &Database {
        &self.database
    }

    pub(crate) fn env(&self) -> &Env {
        &self.env
    }
}

/// How far a log has come; equal only while nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LogState {
    head: i64,
    aliases: AliasMarker,
}

/// The log at one moment. All that is asked of one snapshot agrees with itself, also while
/// interactions arrive.
#[derive(Debug)]
pub struct Snapshot {
    transaction: Transaction,
    aliases: Arc<Aliases>,
    marker: AliasMarker,
}

impl Snapshot {
    /// A customer's interactions, newest first. Cost: one index walk of `limit` rows.
    pub async fn timeline(
        &self,
        customer: CustomerId,
        before: Option<TimelineKey>,
        limit: u32,
    ) -> Result<Vec<Interaction>, StorageError> {
        read::timeline(&self.transaction, &self.aliases, customer, before, limit).await
    }

    /// Columns of interactions in order of (customer, time, arrival), in buckets of customers.
    /// Cost: the index entries of the asked signatures and period.
    pub async fn scan(&self, request: &ScanRequest) -> Result<Vec<Bucket>, StorageError> {
        read::scan(&self.transaction, &self.aliases, request).await
    }

    /// How far the log has come: another value after every append, merge or fold. Cost: nothing.
    pub async fn state(&self) -> Result<LogState, StorageError> {
        Ok(LogState { head: read::head(&self.transaction).await?, aliases: self.marker })
    }

    /// The first and the last interaction of each customer who has one. Cost: two index look-ups each.
    pub async fn seen(
        &self,
        customers: &[CustomerId],
    ) -> Result<HashMap<CustomerId, (Timestamp, Timestamp)>, StorageError> {
        read::seen(&self.transaction, &self.aliases, customers).await
    }

    /// All interactions, and all customers that have one. Cost: one pass over an index.
    pub async fn totals(&self) -> Result<(u64, u64), StorageError> {
        read::totals(&self.transaction).await
    }

    /// When the log begins; `None` while it is empty. Cost: one pass over an index.
    pub async fn begins_at(&self) -> Result<Option<Timestamp>, StorageError> {
        read::begins_at(&self.transaction).await
    }

    /// Interactions of a period. Cost: its index entries.
    pub async fn total(&self, period: Period) -> Result<u64, StorageError> {
        read::total(&self.transaction, period).await
    }

    /// How often each of some signatures was seen in a period, most frequent first. Cost: their index entries.
    pub async fn count_each(
        &self,
        signatures: &[u32],
        period: Period,
    ) -> Result<Vec<SignatureCount>, StorageError> {
        read::count_by_signature(&self.transaction, Some(signatures), period).await
    }

    /// How often each signature was seen in a period, most frequent first. Cost: the index entries
    /// of the period; for all of time, all of them.
    pub async fn count_by_signature(
        &self,
        period: Period,
    ) -> Result<Vec<SignatureCount>, StorageError> {
        read::count_by_signature(&self.transaction, None, period).await
    }

    /// Interactions and distinct customers over some signatures. Cost: their index entries.
    pub async fn count(
        &self,
        signatures: &[u32],
        period: Period,
    ) -> Result<(u64, u64), StorageError> {
        read::count(&self.transaction, signatures, period).await
    }

    /// The log in a few figures. Cost: one pass over the index.
    pub async fn summary(&self, period: Period) -> Result<Summary, StorageError> {
        read::summary(&self.transaction, period).await
    }

    /// The customer that another one became, or itself.
    pub fn resolve(&self, customer: CustomerId) -> CustomerId {
        CustomerId(self.aliases.kept(customer.0))
    }
}
