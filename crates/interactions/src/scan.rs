//! Scanning: columns of chosen interactions, a bucket of customers after the other.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::Arc;

use futures::{StreamExt as _, TryStreamExt as _, stream};
use parcours_kernel::Period;
use parcours_storage::StorageError;
use roaring::{RoaringBitmap, RoaringTreemap};

use crate::chunks;
use crate::merge::{Filter, Merged, Source, by_number};
use crate::model::{Bucket, ScanRequest};
use crate::property::{Names, Properties};
use crate::rows::{Columns, Rows};
use crate::segment::read::Wanted;
use crate::segment::{BUCKETS, SegmentInfo};
use crate::store::{Transaction, hot};
use crate::view::View;
use crate::warm::{Blend, Decoded, Key};

/// Rows of a bucket whose properties are looked at for their names.
const ROWS_FOR_NAMES: usize = 1 << 12;

/// A scan, ready to run: hot rows read, sealed ones still in their files.
pub(crate) struct Scan {
    view: View,
    period: Period,
    signatures: Option<RoaringBitmap>,
    wanted_signatures: Option<Arc<Vec<bool>>>,
    customers: Option<Arc<RoaringTreemap>>,
    columns: Columns,
    properties: Properties,
    /// By bucket, sorted, under the names that customers have now.
    memory: [Rows; BUCKETS],
}

impl Scan {
    /// Reads the hot rows in the transaction of the view, and what merges moved.
    pub(crate) async fn prepare(
        transaction: &Transaction,
        view: View,
        request: &ScanRequest,
        columns: Columns,
        properties: Properties,
    ) -> Result<Self, StorageError> {
        let signatures = request.signatures.as_ref();
        let among = signatures.map(Vec::as_slice);
        let rows = hot::rows(transaction, request.period, among, by_arrival(columns)).await?;
        let mut scan = Self {
            view,
            period: request.period,
            signatures: signatures.map(|numbers| numbers.iter().copied().collect()),
            wanted_signatures: None,
            customers: request.customers.clone().map(Arc::new),
            columns,
            properties,
            memory: Default::default(),
        };
        scan.wanted_signatures = scan.signatures.as_ref().map(by_number);
        blocking(move || {
            scan.take_in(&rows)?;
            Ok(scan)
        })
        .await
    }

    fn wanted(&self) -> Wanted<'_> {
        let (signatures, customers) = (self.signatures.as_ref(), self.customers.as_deref());
        Wanted { period: self.period, signatures, customers }
    }

    fn filter(&self) -> Filter {
        Filter {
            period: self.period,
            signatures: self.wanted_signatures.clone(),
            customers: self.customers.clone(),
            absent: self.view.absent(),
            expiry: None,
        }
    }

    /// Sorts hot rows into buckets, together with sealed rows of merged customers.
    fn take_in(&mut self, hot: &Rows) -> Result<(), StorageError> {
        let mut memory: [Rows; BUCKETS] = Default::default();
        self.view.deal(hot, &mut memory);
        let segments = self.view.manifest.all();
        let moved = self.view.moved(segments, &self.wanted(), by_arrival(self.columns))?;
        for (rows, moved) in memory.iter_mut().zip(&moved) {
            rows.extend(moved, 0, moved.len());
        }
        self.memory = memory.map(Rows::sorted);
        Ok(())
    }

    /// The segments of a bucket that may hold what is wanted, in the order of their first times.
    fn segments(&self, bucket: usize, wanted: &Wanted<'_>) -> Vec<&Arc<SegmentInfo>> {
        let fits = |info: &&Arc<SegmentInfo>| {
            let stats = &info.stats;
            let range = stats.customer_min.unsigned_abs()..=stats.customer_max.unsigned_abs();
            stats.touches(wanted.period)
                && wanted.signatures.is_none_or(|wanted| stats.has_any(wanted))
                && wanted.customers.is_none_or(|wanted| wanted.range_cardinality(range) > 0)
        };
        let mut segments: Vec<_> =
            self.view.manifest.segments[bucket].iter().filter(fits).collect();
        segments.sort_by_key(|info| info.stats.at_min);
        segments
    }

    /// The rows of a bucket in order.
    fn open(&self, bucket: usize) -> Result<Merged, StorageError> {
        let wanted = self.wanted();
        let segments = self.segments(bucket, &wanted);
        self.merge(&segments, &wanted, self.filter(), &self.memory[bucket], self.columns)
    }

    /// Rows of some segments in order, and of some at hand.
    fn merge(
        &self,
        segments: &[&Arc<SegmentInfo>],
        wanted: &Wanted<'_>,
        filter: Filter,
        memory: &Rows,
        columns: Columns,
    ) -> Result<Merged, StorageError> {
        // Sources that follow each other in time need no order of arrival: it is not read then.
        let follows = |pair: &[&Arc<SegmentInfo>]| pair[0].stats.at_max < pair[1].stats.at_min;
        let in_order =
            segments.windows(2).all(follows) && (memory.is_empty() || segments.is_empty());
        let columns = if in_order { columns } else { by_arrival(columns) };
        let filter = if memory.is_empty() { filter.among(segments) } else { filter };
        let count = segments.len();
        let mut sources = Vec::with_capacity(count + 1);
        for info in segments {
            let rows = self.view.open(info)?.rows(wanted, columns).among(count);
            sources.push(Source::Segment(Box::new(rows)));
        }
        if !memory.is_empty() {
            sources.push(Source::Memory(VecDeque::from([memory.clone()])));
        }
        Ok(Merged::new(sources, filter))
    }

    /// Hands the rows of a bucket to `each`, in chunks of whole customers, until it says `false`. What
    /// it leaves of a chunk is memory for the next. Blocks. Memory: a chunk, and a few pages of each
    /// segment.
    pub(crate) fn each_chunk(
        &self,
        bucket: usize,
        each: impl FnMut(&mut Rows) -> bool,
    ) -> Result<(), StorageError> {
        chunks::of_rows(&mut self.open(bucket)?, each)
    }

    /// The same as columns, from memory where they are kept decoded.
    pub(crate) fn each_bucket(
        &self,
        bucket: usize,
        mut each: impl FnMut(&Bucket),
    ) -> Result<(), StorageError> {
        if let Some(decoded) = self.decoded(bucket)? {
            let mut memory = self.memory[bucket].clone();
            self.filter().apply(&mut memory, 0);
            let signatures = self.wanted_signatures.as_ref().map(|wanted| wanted.as_slice());
            let (period, values) = (self.period, self.columns.value);
            let properties = &self.properties;
            let blend = Blend { memory: &memory, period, signatures, values, properties };
            if blend.is_clear(&decoded) {
                blend.each(&decoded, each);
                return Ok(());
            }
        }
        let (filter, memory) = (self.filter(), &self.memory[bucket]);
        self.each_decoding(bucket, &self.wanted(), filter, memory, self.columns, |rows| {
            each(rows);
            true
        })
    }

    /// Rows of a bucket as columns, in chunks of whole customers, until `each` says `false`. One file
    /// alone, which is what a log at rest has in each bucket, is decoded straight to these.
    fn each_decoding(
        &self,
        bucket: usize,
        wanted: &Wanted<'_>,
        filter: Filter,
        memory: &Rows,
        columns: Columns,
        each: impl FnMut(&Bucket) -> bool,
    ) -> Result<(), StorageError> {
        let segments = self.segments(bucket, wanted);
        if let ([info], true) = (segments.as_slice(), memory.is_empty())
            && self.properties.is_empty()
        {
            let rows = self.view.open(info)?.rows(wanted, columns);
            return chunks::of_one_file(rows, &filter.among(&segments), each);
        }
        let mut merged = self.merge(&segments, wanted, filter, memory, columns)?;
        chunks::of_many(&mut merged, &self.properties, each)
    }

    /// The sealed rows of a bucket, decoded; `None` where they are not kept.
    fn decoded(&self, bucket: usize) -> Result<Option<Arc<Decoded>>, StorageError> {
        if self.customers.is_some() || self.columns.seq || self.columns.rest {
            return Ok(None);
        }
        let segments = &self.view.manifest.segments[bucket];
        let rows = segments.iter().map(|info| info.rows).sum();
        let key = Key {
            files: segments.iter().map(|info| info.file).collect(),
            absent: self.view.absent(),
            values: self.columns.value,
            properties: self.properties.names().cloned().collect(),
        };
        self.view.warm.get(bucket, rows, key, |key, room| {
            let filter = Filter { absent: Arc::clone(&key.absent), ..Filter::all() };
            // Of all signatures, not only of those that are asked for now.
            let columns = Columns { properties: self.properties.need_text(None), ..self.columns };
            let mut decoded = Decoded { key, ..Decoded::default() };
            let mut taken = 0;
            let none = Rows::default();
            self.each_decoding(bucket, &Wanted::ALL, filter, &none, columns, |rows| {
                taken += decoded.add(rows);
                taken <= room
            })?;
            Ok((taken <= room).then_some(decoded))
        })
    }

    /// The names of properties of the first rows of each bucket. Blocks.
    pub(crate) fn names(&self) -> Result<Names, StorageError> {
        let mut names = Names::default();
        for bucket in 0..BUCKETS {
            let mut rows = Rows::default();
            self.open(bucket)?.fill(&mut rows, ROWS_FOR_NAMES)?;
            names.add(&rows);
        }
        Ok(names)
    }

    /// Folds the rows of each bucket into a partial result. Buckets run side by side, as many as
    /// there are processors.
    pub(crate) async fn fold<T, F>(self, fold: F) -> Result<Vec<T>, StorageError>
    where
        T: Default + Send + 'static,
        F: Fn(&mut T, &Bucket) + Send + Sync + 'static,
    {
        let (scan, fold) = (Arc::new(self), Arc::new(fold));
        let one = |bucket| {
            let (scan, fold) = (Arc::clone(&scan), Arc::clone(&fold));
            blocking(move || {
                let mut result = T::default();
                scan.each_bucket(bucket, |chunk| fold(&mut result, chunk))?;
                Ok(result)
            })
        };
        let at_once = std::thread::available_parallelism().map_or(2, NonZero::get);
        stream::iter(0..BUCKETS).map(one).buffer_unordered(at_once).try_collect().await
    }
}

/// Rows in memory are sorted by arrival, whoever asks, and so are rows of files that are not in order.
fn by_arrival(columns: Columns) -> Columns {
    Columns { seq: true, ..columns }
}

/// Work that blocks, on a thread for such work.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StorageError> + Send + 'static,
) -> Result<T, StorageError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
