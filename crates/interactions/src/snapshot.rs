//! The log at one moment.

use std::collections::{BTreeSet, HashMap};

use parcours_kernel::{Period, Timestamp};
use parcours_storage::StorageError;

use crate::figures::{Count, Kinds};
use crate::log::Log;
use crate::model::{
    Bucket, CustomerId, Interaction, ScanRequest, SignatureCount, Summary, TimelineKey,
};
use crate::property::Properties;
use crate::rows::{Columns, Rows};
use crate::scan::{Scan, blocking};
use crate::signature::Signature;
use crate::store::{AliasMarker, Transaction, hot};
use crate::stream::{InteractionStream, interactions};
use crate::view::View;

/// How far a log has come; equal only while nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LogState {
    head: i64,
    generation: i64,
    aliases: AliasMarker,
}

/// The log at one moment: hot rows and sealed segments, each interaction once. All that is asked of
/// one snapshot agrees with itself, also while interactions arrive, are sealed or rewritten.
#[derive(Debug)]
pub struct Snapshot {
    pub(crate) log: Log,
    pub(crate) transaction: Transaction,
    pub(crate) view: View,
    pub(crate) marker: AliasMarker,
}

impl Snapshot {
    /// A customer's interactions, newest first. Cost: an index walk of `limit` rows, and a few pages
    /// of each segment that holds the customer.
    pub async fn timeline(
        &self,
        customer: CustomerId,
        before: Option<TimelineKey>,
        limit: u32,
    ) -> Result<Vec<Interaction>, StorageError> {
        let before = before.unwrap_or((i64::MAX, i64::MAX));
        let kept = self.view.aliases.kept(customer.0);
        let ids = self.view.aliases.all_of(customer.0);
        if ids.iter().any(|id| self.view.is_erased(*id)) {
            return Ok(Vec::new());
        }
        let mut rows = Rows::default();
        for id in &ids {
            let hot = hot::timeline(&self.transaction, *id, before, limit).await?;
            rows.extend(&hot, 0, hot.len());
        }
        let view = self.view.clone();
        let sealed = blocking(move || {
            let mut rows = Rows::default();
            for id in ids {
                let found = view.sealed_timeline(id, before, limit as usize)?;
                rows.extend(&found, 0, found.len());
            }
            Ok(rows)
        });
        let sealed = sealed.await?;
        rows.extend(&sealed, 0, sealed.len());
        rows.customer.fill(kept);
        let rows = rows.sorted();
        let signatures = self.log.signatures().await?;
        let mut newest = interactions(&rows, &signatures);
        newest.reverse();
        newest.truncate(limit as usize);
        Ok(newest)
    }

    /// What a customer did, in order of (time, arrival): when (µs UTC) and the number of the signature.
    /// Cost: an index walk of the hot rows, and a page of each segment that may hold the customer; no
    /// text is read.
    pub async fn way(&self, customer: CustomerId) -> Result<Vec<(i64, u32)>, StorageError> {
        let kept = self.view.aliases.kept(customer.0);
        let ids = self.view.aliases.all_of(customer.0);
        if ids.iter().any(|id| self.view.is_erased(*id)) {
            return Ok(Vec::new());
        }
        let mut rows = Rows::default();
        for id in &ids {
            let hot = hot::way(&self.transaction, *id).await?;
            rows.extend(&hot, 0, hot.len());
        }
        let view = self.view.clone();
        let sealed = blocking(move || {
            let mut rows = Rows::default();
            for id in ids {
                let found = view.sealed_way(id)?;
                rows.extend(&found, 0, found.len());
            }
            Ok(rows)
        });
        let sealed = sealed.await?;
        rows.extend(&sealed, 0, sealed.len());
        rows.customer.fill(kept);
        let rows = rows.sorted();
        Ok(rows.at.into_iter().zip(rows.signature).collect())
    }

    /// Folds columns of interactions, in order of (customer, time, arrival), into a partial result
    /// for each bucket of customers; the answer is the merge of these. `fold` is handed chunks of
    /// whole customers. Memory: hot rows, and a chunk for each processor. Cost: the pages of the
    /// asked customers, period and signatures.
    pub async fn scan<T, F>(&self, request: &ScanRequest, fold: F) -> Result<Vec<T>, StorageError>
    where
        T: Default + Send + 'static,
        F: Fn(&mut T, &Bucket) + Send + Sync + 'static,
    {
        if request.signatures.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Vec::new());
        }
        let properties = self.properties(request).await?;
        let columns = Columns {
            value: request.values,
            properties: properties.need_text(request.signatures.as_deref()),
            ..Columns::default()
        };
        self.prepare(request, columns, properties).await?.fold(fold).await
    }

    /// The names of the properties that interactions of a request have, promoted ones among them: 200
    /// at most, of some thousand interactions of each bucket. Cost: a few pages of each segment.
    pub async fn property_names(
        &self,
        request: &ScanRequest,
    ) -> Result<BTreeSet<String>, StorageError> {
        let columns = Columns { properties: true, ..Columns::default() };
        let scan = self.prepare(request, columns, Properties::default()).await?;
        let wanted = request.signatures.clone();
        let names = blocking(move || scan.names()).await?;
        let mut names = names.into_set();
        for Signature { id, parts } in self.log.signatures().await?.iter() {
            if wanted.as_ref().is_none_or(|wanted| wanted.contains(id)) {
                names.extend(parts.properties.keys().cloned());
            }
        }
        Ok(names)
    }

    pub(crate) async fn properties(
        &self,
        request: &ScanRequest,
    ) -> Result<Properties, StorageError> {
        if request.properties.is_empty() {
            return Ok(Properties::default());
        }
        let signatures = self.log.signatures().await?;
        Ok(Properties::new(request.properties.iter().cloned(), &signatures))
    }

    /// All that is known of each interaction of a request, in chunks of whole customers, in order of
    /// (bucket, customer, time, arrival). Memory: hot rows, and a few chunks.
    pub fn rows(self, request: ScanRequest) -> InteractionStream {
        InteractionStream::start(self, request)
    }

    pub(crate) async fn prepare(
        &self,
        request: &ScanRequest,
        columns: Columns,
        properties: Properties,
    ) -> Result<Scan, StorageError> {
        Scan::prepare(&self.transaction, self.view.clone(), request, columns, properties).await
    }

    /// How far the log has come: another value after every append, merge or rewrite. Cost: nothing.
    pub async fn state(&self) -> Result<LogState, StorageError> {
        let head = hot::ends(&self.transaction).await?.map_or(0, |(_, last)| last);
        Ok(LogState { head, generation: self.view.manifest.generation, aliases: self.marker })
    }

    /// The first and the last interaction of each customer who has one. Cost: two index look-ups
    /// each, and a few pages of each segment that holds one of them.
    pub async fn seen(
        &self,
        customers: &[CustomerId],
    ) -> Result<HashMap<CustomerId, (Timestamp, Timestamp)>, StorageError> {
        let aliases = &self.view.aliases;
        let mut ids: Vec<i64> = customers.iter().flat_map(|one| aliases.all_of(one.0)).collect();
        ids.retain(|id| !self.view.is_erased(*id));
        let mut found = Vec::from_iter(hot::seen(&self.transaction, &ids).await?);
        let view = self.view.clone();
        let sealed = blocking(move || {
            let mut sealed = Vec::new();
            for id in ids {
                sealed.extend(view.sealed_seen(id)?.map(|ends| (id, ends)));
            }
            Ok(sealed)
        });
        found.extend(sealed.await?);
        let mut seen: HashMap<CustomerId, (Timestamp, Timestamp)> = HashMap::new();
        for (id, (first, last)) in found {
            let (first, last) = (Timestamp::from_micros(first), Timestamp::from_micros(last));
            let ends = seen.entry(CustomerId(aliases.kept(id))).or_insert((first, last));
            *ends = (ends.0.min(first), ends.1.max(last));
        }
        Ok(seen)
    }

    /// All interactions, and all customers that have one. Cost: one pass over everything.
    pub async fn totals(&self) -> Result<(u64, u64), StorageError> {
        Ok(self.counted(None, Period::ALL, |_| 0).await?.totals())
    }

    /// When the log begins; `None` while it is empty. Cost: one index entry and the manifest.
    pub async fn begins_at(&self) -> Result<Option<Timestamp>, StorageError> {
        let hot = hot::begins_at(&self.transaction).await?;
        let sealed = self.view.manifest.all().map(|segment| segment.stats.at_min).min();
        Ok(hot.into_iter().chain(sealed).min().map(Timestamp::from_micros))
    }

    /// When the last one happened; `None` while it is empty. Cost: one index entry and the manifest.
    pub async fn ends_at(&self) -> Result<Option<Timestamp>, StorageError> {
        let hot = hot::ends_at(&self.transaction).await?;
        let sealed = self.view.manifest.all().map(|segment| segment.stats.at_max).max();
        Ok(hot.into_iter().chain(sealed).max().map(Timestamp::from_micros))
    }

    /// How many have arrived so far, or a few more: the highest place in the order of arrival. Cost:
    /// one index entry and the manifest.
    pub async fn arrived_so_far(&self) -> Result<u64, StorageError> {
        let hot = hot::ends(&self.transaction).await?.map_or(0, |(_, last)| last);
        let sealed = self.view.manifest.all().map(|segment| segment.stats.seq_max).max();
        Ok(hot.max(sealed.unwrap_or(0)).unsigned_abs())
    }

    /// Interactions of a period. Cost: the index entries of the hot rows, and one pass over the
    /// segments that are neither inside the period nor outside.
    pub async fn total(&self, period: Period) -> Result<u64, StorageError> {
        if !self.view.manifest.erasing.is_empty() {
            return Ok(self.counted(None, period, |_| 0).await?.totals().0);
        }
        let hot = hot::count(&self.transaction, period).await?;
        let view = self.view.clone();
        blocking(move || Ok(hot + view.sealed_total(period)?)).await
    }

    /// How often each of some signatures was seen in a period, most frequent first. Cost: as a scan.
    pub async fn count_each(
        &self,
        signatures: &[u32],
        period: Period,
    ) -> Result<Vec<SignatureCount>, StorageError> {
        let count = self.counted(Some(signatures), period, |signature| signature as usize).await?;
        Ok(count.by_signature(&self.log.signatures().await?))
    }

    /// How often each signature was seen in a period, most frequent first. Cost: as a scan.
    pub async fn count_by_signature(
        &self,
        period: Period,
    ) -> Result<Vec<SignatureCount>, StorageError> {
        let count = self.counted(None, period, |signature| signature as usize).await?;
        Ok(count.by_signature(&self.log.signatures().await?))
    }

    /// Interactions and distinct customers over some signatures. Cost: as a scan.
    pub async fn count(
        &self,
        signatures: &[u32],
        period: Period,
    ) -> Result<(u64, u64), StorageError> {
        Ok(self.counted(Some(signatures), period, |_| 0).await?.totals())
    }

    /// The log in a few figures. Cost: as a scan of everything.
    pub async fn summary(&self, period: Period) -> Result<Summary, StorageError> {
        let kinds = Kinds::new(&self.log.signatures().await?);
        let of = kinds.clone();
        let count = self.counted(None, period, move |signature| of.of(signature)).await?;
        Ok(count.summary(&kinds))
    }

    /// The customer that another one became, or itself.
    pub fn resolve(&self, customer: CustomerId) -> CustomerId {
        CustomerId(self.view.aliases.kept(customer.0))
    }

    async fn counted(
        &self,
        signatures: Option<&[u32]>,
        period: Period,
        code: impl Fn(u32) -> usize + Send + Sync + 'static,
    ) -> Result<Count, StorageError> {
        let request =
            ScanRequest { signatures: signatures.map(<[u32]>::to_vec), ..ScanRequest::of(period) };
        let counts: Vec<Count> =
            self.scan(&request, move |count: &mut Count, bucket| count.add(bucket, &code)).await?;
        Ok(counts.iter().fold(Count::default(), Count::merge))
    }
}
