//! Writes a group of deliveries in one unit of work and answers everyone in it.

use std::collections::BTreeMap;

use parcours_customers::{Customers, Owner};
use parcours_interactions::Log;
use parcours_kernel::Env;
use parcours_storage::{Database, StorageError, Topic, UnitOfWork};

use super::shown::Shown;
use super::{NotTaken, Receipt, Waiting};
use crate::keys::Keys;
use crate::patience::Patience;
use crate::sample::{self, Sample};
use crate::store;
use crate::store::sources::Count;
use crate::told::{Batch, Fate};

/// What a group is written with.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    pub(super) database: Database,
    pub(super) env: Env,
    pub(super) log: Log,
    pub(super) customers: Customers,
    pub(super) keys: Keys,
    pub(super) shown: Shown,
}

impl Writer {
    /// Writes a group and answers everyone in it. What cannot be written together is tried one
    /// delivery at a time, so that a bad one harms only itself.
    pub(super) async fn settle(self, mut group: Vec<Waiting>) {
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
        let mut counts = Vec::with_capacity(sources.len());
        for parts in sources.values() {
            counts.extend(self.note_source(&mut work, parts, &fates).await?);
        }
        // Last: other lanes wait for these rows until the commit.
        store::sources::count(&work, &counts).await?;
        work.commit(&self.env).await?;
        for (Waiting { delivery, .. }, told) in group.iter().zip(sizes) {
            self.keys.noted(delivery.key.id, delivery.received_at);
            self.shown.noted(delivery.key.source, delivery.received_at, *told);
        }
        Ok(receipts)
    }

    /// What is shown of one source: its last few events, its keys' last use; and how much it told,
    /// to be counted.
    async fn note_source(
        &self,
        work: &mut UnitOfWork,
        parts: &[Part<'_>],
        fates: &[Fate],
    ) -> Result<Option<Count>, StorageError> {
        let Some(newest) = parts.last().map(|part| &part.waiting.delivery) else { return Ok(None) };
        let (source, at) = (newest.key.source, newest.received_at);
        let mut samples = samples(parts);
        if self.shown.is_busy(source, at) {
            // What is refused is what one looks for.
            samples.retain(|sample| sample.fate.is_err());
        }
        store::samples::add(work, source, at, &samples, fates).await?;
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
        let stored: usize = parts.iter().map(|part| part.receipt.stored).sum();
        Ok(Some(Count { source, events: i64::try_from(stored).unwrap_or(0), at }))
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
    let mut receipt = Receipt::default();
    for fate in fates {
        match fate.owner {
            Owner::Customer(_) if fate.stored => receipt.stored += 1,
            Owner::Customer(_) => receipt.duplicates += 1,
            Owner::Forgotten => receipt.erased += 1,
            Owner::Nobody => {}
        }
    }
    receipt
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
        count("erased", receipt.erased);
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
