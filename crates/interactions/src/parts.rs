//! A scan in parts: the buckets of a view, which other processes may read of the very same moment.
//!
//! A view's moment has a [name](Snapshot::name) as long as the view lives (`pg_export_snapshot`), and
//! [`Log::snapshot_named`](crate::Log::snapshot_named) sees through it what this view sees: the same
//! hot rows, files, merges and erasures, whatever was committed since. Files that were replaced since stay
//! for some minutes (`grace_minutes` of the settings).

use std::sync::Arc;

use parcours_storage::StorageError;

use crate::model::{Bucket, ScanRequest};
use crate::rows::Columns;
use crate::scan::Scan;
use crate::segment::BUCKETS;
use crate::snapshot::Snapshot;
use crate::store::moment;

/// Rows that one of some chosen customers is taken to have, at most.
const ROWS_EACH: u64 = 1_000;

/// A scan, ready to be read bucket by bucket; cheap to clone. Memory: the hot rows.
#[derive(Clone)]
pub struct Parts(Arc<Scan>);

impl Snapshot {
    /// PostgreSQL: a name with which other connections see this very moment, as long as this snapshot
    /// lives: those of `pg_dump --snapshot` and of
    /// [`Log::snapshot_named`](crate::Log::snapshot_named).
    pub async fn name(&self) -> Result<String, StorageError> {
        moment::export(&self.transaction).await
    }

    /// What a request reads, in parts. Cost: the hot rows it asks for, whatever parts are read.
    pub async fn parts(&self, request: &ScanRequest) -> Result<Parts, StorageError> {
        let properties = self.properties(request).await?;
        let columns = Columns {
            value: request.values,
            properties: properties.need_text(request.signatures.as_deref()),
            ..Columns::default()
        };
        Ok(Parts(Arc::new(self.prepare(request, columns, properties).await?)))
    }

    /// How many sealed rows a request may have to look at, roughly. Cost: the manifest.
    pub fn sealed_rows(&self, request: &ScanRequest) -> u64 {
        let signatures = request.signatures.as_ref().map(|some| some.iter().copied().collect());
        let fits = |info: &&Arc<crate::segment::SegmentInfo>| {
            info.stats.touches(request.period)
                && signatures.as_ref().is_none_or(|signatures| info.stats.has_any(signatures))
        };
        let rows = self.view.manifest.all().filter(fits).map(|info| info.rows).sum::<u64>();
        let chosen = request.customers.as_ref().map(|some| some.len().saturating_mul(ROWS_EACH));
        chosen.map_or(rows, |most| rows.min(most))
    }
}

impl Parts {
    /// How many there are: customers are dealt to this many buckets.
    pub const COUNT: usize = BUCKETS;

    /// Hands the rows of one bucket to `each`, in chunks of whole customers, in order of (customer,
    /// time, arrival). Blocks. Memory: a chunk, and a few pages of each segment.
    ///
    /// # Panics
    /// When there is no such bucket.
    pub fn each(&self, bucket: usize, each: impl FnMut(&Bucket)) -> Result<(), StorageError> {
        self.0.each_bucket(bucket, each)
    }
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parts").finish_non_exhaustive()
    }
}
