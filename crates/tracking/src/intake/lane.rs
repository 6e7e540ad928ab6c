//! What a lane does: gather, write, answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_customers::Customers;
use parcours_interactions::Log;
use parcours_kernel::Env;
use parcours_storage::{Database, StorageError, Topic, UnitOfWork};
use tokio::sync::{Mutex, mpsc};

use super::{Message, NotTaken, Receipt, Waiting};
use crate::keys::Keys;
use crate::patience::Patience;
use crate::sample::{self, Sample};
use crate::store;
use crate::told::{Batch, Fate};

/// Things told that are enough for one commit: more would only make the first of them wait.
const ENOUGH: usize = 5_000;

#[derive(Debug, Clone)]
pub(super) struct Lane {
    writer: Writer,
    receiver: Arc<Mutex<mpsc::UnboundedReceiver<Message>>>,
}

/// What a group is written with.
#[derive(Debug, Clone)]
struct Writer {
    database: Database,
    env: Env,
    log: Log,
    customers: Customers,
    keys: Keys,
}

impl Lane {
    pub(super) fn new(
        database: &Database,
        env: &Env,
        log: &Log,
        customers: &Customers,
        keys: &Keys,
        receiver: mpsc::UnboundedReceiver<Message>,
    ) -> Self {
        let writer = Writer {
            database: database.clone(),
            env: env.clone(),
            log: log.clone(),
            customers: customers.clone(),
            keys: keys.clone(),
        };
        Self { writer, receiver: Arc::new(Mutex::new(receiver)) }
    }

    pub(super) async fn run(self) {
        let mut more = true;
        while more {
            let (group, go_on) = self.gather().await;
            more = go_on;
            if group.is_empty() {
                continue;
            }
            // A task of its own: a panic costs this group its answer, not the lane its life.
            if let Err(error) = tokio::spawn(self.writer.clone().settle(group)).await {
                tracing::error!(%error, "a group of events could not be written");
            }
        }
    }

    /// What waits, at least one delivery; and whether to go on after it.
    async fn gather(&self) -> (Vec<Waiting>, bool) {
        let mut receiver = self.receiver.lock().await;
        let mut group = Vec::new();
        let mut told = 0;
        let mut next = receiver.recv().await;
        loop {
            match next {
                Some(Message::Delivery(waiting)) => {
                    told += waiting.delivery.batch.len();
                    group.push(*waiting);
                }
                Some(Message::Stop) | None => return (group, false),
            }
            if told >= ENOUGH {
                return (group, true);
            }
            next = match receiver.try_recv() {
                Ok(message) => Some(message),
                Err(_) => return (group, true),
            };
        }
    }
}

impl Writer {
    /// Writes a group and answers everyone in it. What cannot be written together is tried one
    /// delivery at a time, so that a bad one harms only itself.
    async fn settle(self, mut group: Vec<Waiting>) {
        match self.write_patiently(&mut group).await {
            Ok(receipts) => answer(group, receipts),
            Err(error) if group.len() == 1 || self.is_out_of_order(&error).await => {
                tracing::error!(%error, requests = group.len(), "events could not be stored; their senders are told to try again");
                for waiting in group {
                    // Whoever no longer waits needs no answer.
                    let _ = waiting.answer.send(Err(NotTaken::Unavailable));
                }
            }
            Err(error) => {
                tracing::warn!(%error, requests = group.len(), "a group of events failed; each request is tried alone");
                for waiting in group {
                    Box::pin(self.clone().settle(vec![waiting])).await;
                }
            }
        }
    }

    /// Whether the database, not what was written, is at fault: then nobody is tried alone.
    async fn is_out_of_order(&self, error: &StorageError) -> bool {
        matches!(error, StorageError::Busy(_)) || self.database.ping().await.is_err()
    }

    async fn write_patiently(&self, group: &mut [Waiting]) -> Result<Vec<Receipt>, StorageError> {
        let mut patience = Patience::default();
        loop {
            match self.write(group).await {
                Ok(receipts) => return Ok(receipts),
                Err(error) => patience.wait(error).await?,
            }
        }
    }

    async fn write(&self, group: &mut [Waiting]) -> Result<Vec<Receipt>, StorageError> {
        let mut all = Batch::default();
        let sizes: Vec<_> = group.iter().map(|waiting| waiting.delivery.batch.len()).collect();
        for waiting in group.iter_mut() {
            all.append(&mut waiting.delivery.batch);
        }
        let written = self.write_all(&mut all, &sizes, group).await;
        if written.is_err() {
            for (waiting, size) in group.iter_mut().zip(&sizes).rev() {
                waiting.delivery.batch = all.split_off(all.len() - size);
            }
        }
        written
    }

    async fn write_all(
        &self,
        all: &mut Batch,
        sizes: &[usize],
        group: &[Waiting],
    ) -> Result<Vec<Receipt>, StorageError> {
        let mut work = self.database.begin().await?;
        let fates = all.write(&mut work, &self.customers, &self.log).await?;
        let mut receipts = Vec::with_capacity(group.len());
        let mut sources: BTreeMap<i64, Vec<Part<'_>>> = BTreeMap::new();
        let mut start = 0;
        for (waiting, size) in group.iter().zip(sizes) {
            let receipt = receipt(&fates[start..start + size]);
            receipts.push(receipt);
            let part = Part { waiting, start, receipt };
            sources.entry(waiting.delivery.key.source.0).or_default().push(part);
            start += size;
        }
        // In the order of their numbers, so that two lanes never wait for each other in a ring.
        for parts in sources.values() {
            self.note_source(&mut work, parts, &fates).await?;
        }
        work.commit(&self.env).await?;
        for waiting in group {
            self.keys.noted(waiting.delivery.key.id, waiting.delivery.received_at);
        }
        Ok(receipts)
    }

    /// What is shown of one source: how much it told, its last few events, its keys' last use.
    async fn note_source(
        &self,
        work: &mut UnitOfWork,
        parts: &[Part<'_>],
        fates: &[Fate],
    ) -> Result<(), StorageError> {
        let Some(newest) = parts.last().map(|part| &part.waiting.delivery) else { return Ok(()) };
        let (source, received_at) = (newest.key.source, newest.received_at);
        let stored: usize = parts.iter().map(|part| part.receipt.stored).sum();
        store::sources::count(work, source, i64::try_from(stored).unwrap_or(0), received_at)
            .await?;
        store::samples::add(work, source, received_at, &samples(parts), fates).await?;
        let used: BTreeMap<_, _> = parts
            .iter()
            .map(|part| (part.waiting.delivery.key.id, part.waiting.delivery.received_at))
            .collect();
        for (key, at) in used {
            if let Some(minute) = self.keys.unnoted_minute(key, at) {
                store::keys::touch(work, key, minute).await?;
            }
        }
        work.note_change(Topic::Sources, Some(&newest.key.source_id.to_string()));
        Ok(())
    }
}

/// One delivery within a group.
struct Part<'a> {
    waiting: &'a Waiting,
    /// Where its things told begin in the group.
    start: usize,
    receipt: Receipt,
}

fn receipt(fates: &[Fate]) -> Receipt {
    let stored = fates.iter().filter(|fate| fate.stored).count();
    let owned = fates.iter().filter(|fate| fate.customer.is_some()).count();
    Receipt { stored, duplicates: owned - stored }
}

fn answer(group: Vec<Waiting>, receipts: Vec<Receipt>) {
    let told: usize = receipts.iter().map(|receipt| receipt.stored + receipt.duplicates).sum();
    metrics::histogram!("parcours_intake_group_events")
        .record(u32::try_from(told).unwrap_or(u32::MAX));
    for (waiting, receipt) in group.into_iter().zip(receipts) {
        let count = |outcome: &'static str, events: usize| {
            metrics::counter!("parcours_events_total", "outcome" => outcome)
                .increment(u64::try_from(events).unwrap_or(0));
        };
        count("stored", receipt.stored);
        count("duplicate", receipt.duplicates);
        // Whoever no longer waits needs no answer.
        let _ = waiting.answer.send(Ok(receipt));
    }
}

/// The newest samples of one source's deliveries, with their places in the group.
fn samples(parts: &[Part<'_>]) -> Vec<Sample> {
    let (mut told, mut refused) = (0, 0);
    let mut chosen = Vec::new();
    for part in parts.iter().rev() {
        for sample in part.waiting.delivery.samples.iter().rev() {
            let seen = if sample.fate.is_ok() { &mut told } else { &mut refused };
            *seen += 1;
            if *seen <= sample::MOST {
                let fate = sample.fate.map(|place| place + part.start);
                chosen.push(Sample { fate, ..sample.clone() });
            }
        }
    }
    chosen.reverse();
    sample::keep_last(&mut chosen);
    chosen
}
