//! Sealed rows kept decoded: what is asked of an unchanged log again costs no decoding.
//!
//! Kept by bucket, as the chunks that kernels are handed, as long as they fit; files never change, so
//! what was decoded of the same files is what they hold. Hot rows are put between as they are asked for.

mod blend;
mod sparse;

use std::sync::{Arc, Mutex, PoisonError};

use parcours_storage::StorageError;
use roaring::{RoaringBitmap, RoaringTreemap};

use crate::model::Bucket;
use crate::property::PropertyColumn;
use crate::segment::BUCKETS;
pub(crate) use blend::Blend;
use sparse::Sparse;

/// What a row takes, and what its value does at most; a customer's share is within.
const ROW_BYTES: usize = 14;
const VALUE_BYTES: usize = 9;
/// The code of a property, without the texts.
const PROPERTY_BYTES: usize = 4;

/// Rows kept side by side, and the rest of the last customer: so few that their values, once unfolded,
/// stay in the processor's cache.
const PIECE: u32 = 1 << 13;

/// Decoded rows of all buckets, as far as they fit.
#[derive(Debug, Default)]
pub(crate) struct Warm {
    /// Bytes a bucket may take.
    most: usize,
    buckets: [Mutex<Kept>; BUCKETS],
}

/// What is at hand of a bucket.
#[derive(Debug, Default)]
struct Kept {
    decoded: Option<Arc<Decoded>>,
    /// What turned out not to fit, so that it is not read again in vain.
    too_large: Option<Key>,
}

/// The sealed rows of a bucket.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    pub(crate) key: Key,
    pub(crate) chunks: Vec<Chunk>,
    /// The signatures that occur.
    pub(crate) signatures: RoaringBitmap,
}

/// Some whole customers.
#[derive(Debug)]
pub(crate) struct Chunk {
    /// Without values.
    pub(crate) rows: Bucket,
    values: Sparse,
    /// The earliest and the latest time (µs).
    pub(crate) between: (i64, i64),
}

/// What decoded rows depend on.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Key {
    /// The files that were read.
    pub(crate) files: Vec<i64>,
    /// Customers whose rows there are not theirs to show.
    pub(crate) absent: Arc<RoaringTreemap>,
    /// Whether values were read too.
    pub(crate) values: bool,
    /// The properties that were read too.
    pub(crate) properties: Vec<Arc<str>>,
}

impl Key {
    /// Whether what was decoded under this key answers what is asked under another.
    fn answers(&self, asked: &Self) -> bool {
        self.files == asked.files
            && self.absent == asked.absent
            && (self.values || !asked.values)
            && asked.properties.iter().all(|name| self.properties.contains(name))
    }
}

impl Warm {
    /// Keeps so many bytes at most.
    pub(crate) fn new(bytes: usize) -> Self {
        Self { most: bytes / BUCKETS, buckets: Default::default() }
    }

    /// How many buckets are at hand.
    #[cfg(test)]
    pub(crate) fn kept(&self) -> usize {
        let at_hand = |bucket: &&Mutex<Kept>| {
            bucket.lock().unwrap_or_else(PoisonError::into_inner).decoded.is_some()
        };
        self.buckets.iter().filter(at_hand).count()
    }

    /// The rows of a bucket of so many, decoded by `read` unless they are at hand; `None` where they do
    /// not fit. `read` is told how many bytes properties may take, and gives nothing when they take more.
    /// Two who ask at once decode once. Blocks.
    pub(crate) fn get(
        &self,
        bucket: usize,
        rows: u64,
        key: Key,
        read: impl FnOnce(Key, usize) -> Result<Option<Decoded>, StorageError>,
    ) -> Result<Option<Arc<Decoded>>, StorageError> {
        let values = if key.values { VALUE_BYTES } else { 0 };
        let codes = key.properties.len() * PROPERTY_BYTES;
        let taken = |a_row: usize| Some(usize::try_from(rows).ok()?.saturating_mul(a_row));
        let plain = taken(ROW_BYTES + values).unwrap_or(usize::MAX);
        let all = taken(ROW_BYTES + values + codes).unwrap_or(usize::MAX);
        if rows == 0 || all > self.most {
            return Ok(None);
        }
        let mut kept = self.buckets[bucket].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(decoded) = kept.decoded.as_ref().filter(|decoded| decoded.key.answers(&key)) {
            return Ok(Some(Arc::clone(decoded)));
        }
        if kept.too_large.as_ref() == Some(&key) {
            return Ok(None);
        }
        if key.properties.is_empty() {
            // The old rows go first: both together might not fit. With properties it is not known
            // before whether the new ones do.
            kept.decoded = None;
        }
        let Some(decoded) = read(key.clone(), self.most - plain)? else {
            kept.too_large = Some(key);
            return Ok(None);
        };
        let decoded = Arc::new(decoded);
        kept.decoded = Some(Arc::clone(&decoded));
        Ok(Some(decoded))
    }
}

impl Decoded {
    /// Keeps a copy of some whole customers, which come after those before in order; says what their
    /// properties take in memory.
    pub(crate) fn add(&mut self, rows: &Bucket) -> usize {
        let mut taken = 0;
        let mut start = 0;
        while start < rows.customers.len() {
            let base = rows.offsets[start];
            let more = rows.offsets[start + 1..].partition_point(|end| end - base < PIECE);
            let end = (start + 1 + more).min(rows.customers.len());
            let of = base as usize..rows.offsets[end] as usize;
            let piece = Bucket {
                customers: rows.customers[start..end].to_vec(),
                offsets: rows.offsets[start..=end].iter().map(|offset| offset - base).collect(),
                at: rows.at[of.clone()].to_vec(),
                signature: rows.signature[of.clone()].to_vec(),
                value: rows.value.get(of.clone()).unwrap_or_default().to_vec(),
                properties: rows.properties.iter().map(|column| column.part(of.clone())).collect(),
            };
            taken += piece.properties.iter().map(PropertyColumn::bytes).sum::<usize>();
            self.chunks.push(Chunk::new(piece, &mut self.signatures));
            start = end;
        }
        taken
    }
}

impl Chunk {
    /// A chunk of rows, and what is known of them.
    pub(crate) fn new(mut rows: Bucket, signatures: &mut RoaringBitmap) -> Self {
        let values = Sparse::new(&std::mem::take(&mut rows.value));
        let between = (
            rows.at.iter().copied().min().unwrap_or(i64::MAX),
            rows.at.iter().copied().max().unwrap_or(i64::MIN),
        );
        // Few signatures, many rows: a set is asked where the last row's does not answer.
        let mut last = None;
        for signature in &rows.signature {
            if last != Some(*signature) {
                signatures.insert(*signature);
                last = Some(*signature);
            }
        }
        Self { rows, values, between }
    }
}
