//! Scanning: columns of chosen interactions, a bucket of customers after the other.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::Arc;

use futures::{StreamExt as _, TryStreamExt as _, stream};
use parcours_kernel::Period;
use parcours_storage::StorageError;
use roaring::{RoaringBitmap, RoaringTreemap};

use crate::merge::{Filter, Merged, Source, by_number};
use crate::model::{Bucket, ScanRequest};
use crate::rows::{Columns, Rows};
use crate::segment::read::Wanted;
use crate::segment::{BUCKETS, SegmentInfo};
use crate::store::{Transaction, hot};
use crate::view::View;

/// Rows that a kernel is handed at once, and the rest of the last customer.
const CHUNK: usize = 1 << 16;

/// A scan, ready to run: hot rows read, sealed ones still in their files.
pub(crate) struct Scan {
    view: View,
    period: Period,
    signatures: Option<RoaringBitmap>,
    wanted_signatures: Option<Arc<Vec<bool>>>,
    customers: Option<Arc<RoaringTreemap>>,
    columns: Columns,
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
    ) -> Result<Self, StorageError> {
        let signatures = request.signatures.as_ref();
        let rows =
            hot::rows(transaction, request.period, signatures.map(Vec::as_slice), columns).await?;
        let mut scan = Self {
            view,
            period: request.period,
            signatures: signatures.map(|numbers| numbers.iter().copied().collect()),
            wanted_signatures: None,
            customers: request.customers.clone().map(Arc::new),
            columns,
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
        let moved = self.view.moved(segments, &self.wanted(), self.columns)?;
        for (rows, moved) in memory.iter_mut().zip(&moved) {
            rows.extend(moved, 0, moved.len());
        }
        self.memory = memory.map(Rows::sorted);
        Ok(())
    }

    /// The rows of a bucket in order.
    fn open(&self, bucket: usize) -> Result<Merged, StorageError> {
        let fits = |info: &&Arc<SegmentInfo>| {
            let stats = &info.stats;
            let range = stats.customer_min.unsigned_abs()..=stats.customer_max.unsigned_abs();
            stats.touches(self.period)
                && self.signatures.as_ref().is_none_or(|wanted| stats.has_any(wanted))
                && self.customers.as_ref().is_none_or(|wanted| wanted.range_cardinality(range) > 0)
        };
        let mut segments: Vec<_> =
            self.view.manifest.segments[bucket].iter().filter(fits).collect();
        segments.sort_by_key(|info| info.stats.at_min);
        let memory = &self.memory[bucket];
        // Sources that follow each other in time need no order of arrival: it is not read then.
        let follows = |pair: &[&Arc<SegmentInfo>]| pair[0].stats.at_max < pair[1].stats.at_min;
        let in_order =
            segments.windows(2).all(follows) && (memory.is_empty() || segments.is_empty());
        let columns = Columns { seq: self.columns.seq || !in_order, ..self.columns };
        let count = segments.len();
        let mut sources = Vec::with_capacity(count + 1);
        for info in segments {
            let rows = self.view.open(info)?.rows(&self.wanted(), columns).among(count);
            sources.push(Source::Segment(Box::new(rows)));
        }
        if !memory.is_empty() {
            sources.push(Source::Memory(VecDeque::from([memory.clone()])));
        }
        Ok(Merged::new(sources, self.filter()))
    }

    /// Hands the rows of a bucket to `each`, in chunks of whole customers, until it says `false`. What
    /// it leaves of a chunk is memory for the next. Blocks. Memory: a chunk, and a few pages of each
    /// segment.
    pub(crate) fn each_chunk(
        &self,
        bucket: usize,
        mut each: impl FnMut(&mut Rows) -> bool,
    ) -> Result<(), StorageError> {
        let mut merged = self.open(bucket)?;
        let mut rows = Rows::default();
        let mut enough = CHUNK;
        loop {
            let more = merged.fill(&mut rows, enough)?;
            let cut = if more { start_of_last(&rows) } else { rows.len() };
            if cut == 0 && more {
                // One customer alone is longer than a chunk.
                enough += CHUNK;
                continue;
            }
            enough = CHUNK;
            let rest = rows.split_off(cut);
            if cut > 0 && !each(&mut rows) {
                return Ok(());
            }
            if !more {
                return Ok(());
            }
            rows.clear();
            rows.extend(&rest, 0, rest.len());
        }
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
                let (mut result, mut chunk) = (T::default(), Bucket::default());
                scan.each_chunk(bucket, |rows| {
                    lend(rows, &mut chunk, |chunk| fold(&mut result, chunk));
                    true
                })?;
                Ok(result)
            })
        };
        let at_once = std::thread::available_parallelism().map_or(2, NonZero::get);
        stream::iter(0..BUCKETS).map(one).buffer_unordered(at_once).try_collect().await
    }
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

fn start_of_last(rows: &Rows) -> usize {
    let Some(last) = rows.customer.last() else { return 0 };
    rows.customer.partition_point(|customer| customer < last)
}

/// Lends columns to a kernel, as those of the customers they are of.
fn lend(rows: &mut Rows, chunk: &mut Bucket, fold: impl FnOnce(&Bucket)) {
    let count = rows.len();
    chunk.customers.clear();
    chunk.offsets.clear();
    let mut row = 0;
    while row < count {
        let customer = rows.customer[row];
        chunk.customers.push(customer);
        chunk.offsets.push(number(row));
        row += 1;
        while row < count && rows.customer[row] == customer {
            row += 1;
        }
    }
    chunk.offsets.push(number(count));
    chunk.at = std::mem::take(&mut rows.at);
    chunk.signature = std::mem::take(&mut rows.signature);
    chunk.value = std::mem::take(&mut rows.value);
    fold(chunk);
    rows.at = std::mem::take(&mut chunk.at);
    rows.signature = std::mem::take(&mut chunk.signature);
    rows.value = std::mem::take(&mut chunk.value);
}

fn number(row: usize) -> u32 {
    u32::try_from(row).expect("a chunk holds fewer than 2³² rows")
}
