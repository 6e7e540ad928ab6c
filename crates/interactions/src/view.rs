//! The sealed log as one reader sees it: a manifest, the merges not yet folded in, open files.

use std::sync::Arc;

use parcours_storage::StorageError;
use roaring::RoaringTreemap;

use crate::Files;
use crate::manifest::Manifest;
use crate::rows::{Columns, Rows};
use crate::segment::read::{Segment, Wanted};
use crate::segment::{BUCKETS, SegmentInfo, bucket_of};
use crate::shelf::Shelf;
use crate::store::Aliases;
use crate::warm::Warm;

/// Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) files: Files,
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) warm: Arc<Warm>,
    pub(crate) manifest: Arc<Manifest>,
    pub(crate) aliases: Arc<Aliases>,
}

impl View {
    /// An open segment. Blocks.
    pub(crate) fn open(&self, info: &Arc<SegmentInfo>) -> Result<Arc<Segment>, StorageError> {
        self.shelf.get(&self.files, info)
    }

    /// Customers whose rows in files are not theirs to show: erased, or somebody else now.
    pub(crate) fn absent(&self) -> Arc<RoaringTreemap> {
        if self.manifest.erasing.is_empty() {
            return Arc::clone(self.aliases.gone());
        }
        let mut absent = self.aliases.gone().as_ref().clone();
        absent.extend(self.manifest.erasing.iter().map(|erasing| erasing.customer.unsigned_abs()));
        Arc::new(absent)
    }

    /// Whether a customer was erased.
    pub(crate) fn is_erased(&self, customer: i64) -> bool {
        self.manifest.erased.contains(&customer)
    }

    /// Sealed rows of customers who are somebody else now, under their new name, sorted, by bucket.
    /// Cost: the pages of those customers. Blocks.
    pub(crate) fn moved<'s>(
        &self,
        segments: impl Iterator<Item = &'s Arc<SegmentInfo>>,
        wanted: &Wanted<'_>,
        columns: Columns,
    ) -> Result<[Rows; BUCKETS], StorageError> {
        let mut moved: [Rows; BUCKETS] = Default::default();
        if self.aliases.is_empty() {
            return Ok(moved);
        }
        for info in segments {
            let gone = self.aliases.gone_since(info.folded_before, wanted.customers);
            let range =
                info.stats.customer_min.unsigned_abs()..=info.stats.customer_max.unsigned_abs();
            if gone.range_cardinality(range) == 0 || !info.stats.touches(wanted.period) {
                continue;
            }
            let wanted = Wanted { customers: Some(&gone), ..*wanted };
            let mut rows = self.open(info)?.rows(&wanted, Columns { seq: true, ..columns });
            while let Some(mut rows) = rows.next()? {
                let marked: Vec<_> =
                    rows.customer.iter().map(|one| gone.contains(one.unsigned_abs())).collect();
                rows.keep(&marked);
                self.deal(&rows, &mut moved);
            }
        }
        Ok(moved.map(Rows::sorted))
    }

    /// Deals rows to their buckets under the names their customers have now; erased ones to nobody.
    pub(crate) fn deal(&self, rows: &Rows, into: &mut [Rows; BUCKETS]) {
        for row in 0..rows.len() {
            let customer = self.aliases.kept(rows.customer[row]);
            if self.is_erased(customer) || self.is_erased(rows.customer[row]) {
                continue;
            }
            let bucket = &mut into[bucket_of(customer)];
            bucket.extend(rows, row, row + 1);
            *bucket.customer.last_mut().expect("just added") = customer;
        }
    }
}
