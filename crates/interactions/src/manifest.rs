//! Which files are the sealed log at one moment, and what no reader may see of them.

use std::collections::HashSet;
use std::sync::Arc;

use crate::keys::RunInfo;
use crate::segment::{BUCKETS, SegmentInfo};

/// One state of the sealed log, read in one transaction.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    /// Counts switches of files and rows.
    pub(crate) generation: i64,
    /// By bucket, oldest first.
    pub(crate) segments: [Vec<Arc<SegmentInfo>>; BUCKETS],
    /// The keys of sealed messages.
    pub(crate) keys: Vec<RunInfo>,
    /// Customers that were erased: what comes late is not theirs and not shown.
    pub(crate) erased: HashSet<i64>,
    /// Those of them who may still be in files: what is left there is not shown.
    pub(crate) erasing: Vec<Erasing>,
}

/// A customer who is being erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Erasing {
    pub(crate) customer: i64,
    /// Files of later switches are rid of them.
    pub(crate) generation: i64,
}

impl Manifest {
    /// All segments.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<SegmentInfo>> {
        self.segments.iter().flatten()
    }

    /// Sealed interactions.
    pub(crate) fn rows(&self) -> u64 {
        self.all().map(|segment| segment.rows).sum()
    }
}
