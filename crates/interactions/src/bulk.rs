//! Many interactions at once: straight into files, past the rows of the database.
//!
//! Writing is apart from publishing: files take seconds and hold nobody up; making them the log
//! takes a moment, in the unit of work of whoever keeps account of how far it came.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use parcours_storage::jobs::NewJob;
use parcours_storage::{StorageError, Topic, UnitOfWork};

use crate::Log;
use crate::jobs::TidyLog;
use crate::keys::{self, Key, Memory};
use crate::model::NewInteraction;
use crate::rows::{Rows, text_of};
use crate::scan::blocking;
use crate::seal::ends;
use crate::segment::{BUCKETS, bucket_of};
use crate::store::manifest::State;
use crate::store::{Transaction, arrivals, manifest, sealing};
use crate::switch::{Fresh, Names, write_buckets, write_keys};

/// Interactions in files that are not the log yet. Published or given up, never just dropped:
/// what is forgotten is swept up hours later.
#[derive(Debug)]
pub struct Bulk {
    /// For each interaction of the batch, whether it is new.
    pub stored: Vec<bool>,
    counters: State,
    fresh: Fresh,
    unused: Names,
    /// Of those that are new, ascending: only what was let in can have come in by another way.
    keys: Arc<Vec<Key>>,
    memory: Arc<Memory>,
    sources: BTreeSet<i64>,
}

impl Log {
    /// Writes interactions, whose customers are known, into files. Nothing of it is in the log
    /// before [`publish`](Self::publish). Memory: the batch, and as much again.
    pub async fn write_bulk(&self, batch: &[NewInteraction]) -> Result<Bulk, StorageError> {
        let work = self.database().begin().await?;
        let signatures = self.numbers(&work, batch).await?;
        let seqs = sealing::reserve(&work, batch.len()).await?;
        work.commit(self.env()).await?;
        let snapshot = self.snapshot().await?;
        let counters = manifest::state(&snapshot.transaction).await?;
        let view = snapshot.view.clone();
        let sources: BTreeSet<_> = batch.iter().map(|row| row.source.0).collect();
        let hot = hot_keys(&snapshot.transaction, &sources).await?;
        drop(snapshot);
        let memory = self.memory(counters.generation).await?;
        let asked: Vec<Key> =
            batch.iter().map(|row| keys::key(row.source.0, &row.message_id)).collect();
        let (known_in, asked) = (Arc::clone(&memory), Arc::new(asked));
        let of = Arc::clone(&asked);
        let known = blocking(move || known_in.known(&of)).await?;
        let mut told = HashSet::with_capacity(batch.len());
        let is_new =
            |row: usize| !known[row] && !hot.contains(&asked[row]) && told.insert(asked[row]);
        let stored: Vec<bool> = (0..batch.len()).map(is_new).collect();
        drop(told);

        let mut buckets: [Rows; BUCKETS] = Default::default();
        let mut kept: [Vec<Key>; 2] = Default::default();
        for row in (0..batch.len()).filter(|row| stored[*row]) {
            let customer = view.aliases.kept(batch[row].customer.0);
            kept[usize::from(batch[row].lasting)].push(asked[row]);
            if !view.is_erased(customer) {
                push(
                    &mut buckets[bucket_of(customer)],
                    customer,
                    &batch[row],
                    signatures[row],
                    seqs[row],
                );
            }
        }
        let heard: Vec<_> = batch.iter().map(|row| row.received_at.as_micros()).collect();
        let heard = ends(&heard);
        let wanted: [usize; BUCKETS] =
            std::array::from_fn(|bucket| usize::from(!buckets[bucket].is_empty()));
        let runs = kept.iter().filter(|keys| !keys.is_empty()).count();
        let names = self.announce(&wanted, runs).await?;
        let mut keys: Vec<Key> = kept.iter().flatten().copied().collect();
        keys.sort_unstable_by_key(keys::number);
        let folded_before = self.settled_merges();
        let (files, words, unused) = (self.files().clone(), self.words().await?, names.clone());
        let write = move || {
            let (mut fresh, mut unused) = (Fresh::default(), unused);
            let buckets = buckets.map(Rows::sorted);
            write_buckets(&files, &mut unused, &words, buckets, folded_before, &mut fresh)?;
            write_keys(&files, &mut unused, kept, heard, &mut fresh)?;
            Ok((fresh, unused))
        };
        match blocking(write).await {
            Ok((fresh, unused)) => {
                let keys = Arc::new(keys);
                Ok(Bulk { stored, counters, fresh, unused, keys, memory, sources })
            }
            Err(error) => {
                self.give_up(&names, &Fresh::default()).await;
                Err(error)
            }
        }
    }

    /// Looks, ahead of publishing, whether somebody told the same since a bulk was written: whoever
    /// else writes does not wait for it then. Fails as [`publish`](Self::publish) does.
    pub async fn catch_up(&self, bulk: &mut Bulk) -> Result<(), StorageError> {
        let generation = manifest::state(&self.database().snapshot().await?).await?.generation;
        if generation == bulk.counters.generation {
            return Ok(());
        }
        let now = self.memory(generation).await?;
        let (before, keys) = (Arc::clone(&bulk.memory), Arc::clone(&bulk.keys));
        let known = Arc::clone(&now);
        if blocking(move || known.known_since(&before, &keys)).await? {
            return Err(told_meanwhile());
        }
        bulk.memory = now;
        bulk.counters.generation = generation;
        Ok(())
    }

    /// Makes a bulk the log, in a unit of work. [`StorageError::Busy`]: somebody told the same, or
    /// a customer was erased, since it was written; [`give_up_bulk`](Self::give_up_bulk), and write
    /// it again.
    pub async fn publish(&self, work: &mut UnitOfWork, bulk: &Bulk) -> Result<(), StorageError> {
        let state = self.switch(work, bulk.counters, &bulk.fresh, &[]).await?;
        arrivals::note_bulk(work).await?;
        // From here on nobody else changes files, and whoever appends rows that last waits.
        if state.generation != bulk.counters.generation + 1 {
            let (before, keys) = (Arc::clone(&bulk.memory), Arc::clone(&bulk.keys));
            let mut now = manifest::read(work.conn()).await?;
            // Its own are there already, in this unit of work.
            now.keys
                .retain(|run| bulk.fresh.keys.iter().all(|own| own.stored.name != run.stored.name));
            let now = self.memory_of(now).await?;
            if blocking(move || now.known_since(&before, &keys)).await? {
                return Err(told_meanwhile());
            }
        }
        let hot = hot_keys(work.conn(), &bulk.sources).await?;
        if hot.iter().any(|key| bulk.keys.binary_search(key).is_ok()) {
            return Err(told_meanwhile());
        }
        self.forget_names(work, &bulk.unused).await?;
        work.note_change(Topic::Interactions, None);
        work.enqueue(self.env(), NewJob::now(TidyLog {}).unique("tidy_log")).await
    }

    /// Gives up a bulk that was not published.
    pub async fn give_up_bulk(&self, bulk: &Bulk) {
        self.give_up(&bulk.unused, &bulk.fresh).await;
    }
}

fn told_meanwhile() -> StorageError {
    StorageError::Busy("somebody told the same meanwhile".to_owned())
}

async fn hot_keys(
    conn: &Transaction,
    sources: &BTreeSet<i64>,
) -> Result<HashSet<Key>, StorageError> {
    let mut hot = HashSet::new();
    for source in sources {
        let ids = sealing::messages_of(conn, *source).await?;
        hot.extend(ids.iter().map(|id| keys::key(*source, id)));
    }
    Ok(hot)
}

fn push(rows: &mut Rows, customer: i64, row: &NewInteraction, signature: u32, seq: i64) {
    rows.customer.push(customer);
    rows.at.push(row.at.as_micros());
    rows.signature.push(signature);
    rows.seq.push(seq);
    rows.value.push(row.value.unwrap_or(f64::NAN));
    rows.received_at.push(row.received_at.as_micros());
    rows.source.push(row.source.0);
    rows.subject.push(text_of(row.subject.as_deref().or(row.signature.subject.as_deref())));
    rows.properties.push(text_of(row.properties.as_deref()));
    rows.message_id.push(text_of((!row.derived).then_some(row.message_id.as_str())));
}
