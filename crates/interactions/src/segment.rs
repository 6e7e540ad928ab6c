//! Segments: sealed interactions of one bucket of customers, as one Parquet file.
//!
//! Rows are in order of (customer, time, arrival). [`schema`] documents the columns, which are also
//! what other tools see; [`write`](mod@write) and [`read`](mod@read) are the only places that know
//! how they are encoded.

pub(crate) mod read;
pub(crate) mod schema;
pub(crate) mod write;

use parcours_kernel::Period;
use roaring::RoaringBitmap;

use crate::files::LogFile;

/// Customers are dealt to this many buckets by their number: `customer mod 16`.
pub(crate) const BUCKETS: usize = 16;

/// The version of what [`write`](mod@write) writes. A reader knows all versions up to its own.
pub(crate) const FORMAT: i64 = 1;

/// The bucket of a customer.
pub(crate) fn bucket_of(customer: i64) -> usize {
    usize::try_from(customer.unsigned_abs() % BUCKETS as u64).expect("below 16")
}

/// What the manifest says of a segment.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SegmentInfo {
    /// The file's number in the manifest; 0 before it is there.
    pub(crate) file: i64,
    pub(crate) stored: LogFile,
    pub(crate) format: i64,
    pub(crate) bucket: usize,
    pub(crate) rows: u64,
    pub(crate) stats: Stats,
    /// Merges noted before this moment are folded in (µs).
    pub(crate) folded_before: i64,
    /// When it was last made to follow the rules of retention (µs).
    pub(crate) retained_at: i64,
    /// Of the switch that made it live.
    pub(crate) generation: i64,
}

/// What is known of some rows without reading them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Stats {
    pub(crate) customer_min: i64,
    pub(crate) customer_max: i64,
    pub(crate) at_min: i64,
    pub(crate) at_max: i64,
    pub(crate) seq_max: i64,
    pub(crate) signatures: RoaringBitmap,
}

impl Stats {
    /// Whether a row of the period may be among them.
    pub(crate) fn touches(&self, period: Period) -> bool {
        self.at_min < period.until.as_micros() && self.at_max >= period.from.as_micros()
    }

    /// Whether a row with one of these signatures is among them.
    pub(crate) fn has_any(&self, signatures: &RoaringBitmap) -> bool {
        !self.signatures.is_disjoint(signatures)
    }
}
