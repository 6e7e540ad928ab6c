//! What is asked of files beside scans: one customer's interactions, and how many there are.

use std::sync::Arc;

use parcours_kernel::Period;
use parcours_storage::StorageError;

use crate::model::TimelineKey;
use crate::rows::{Columns, Rows};
use crate::segment::read::Wanted;
use crate::segment::{SegmentInfo, bucket_of};
use crate::view::View;

impl View {
    fn segments_of(&self, customer: i64) -> impl Iterator<Item = &Arc<SegmentInfo>> {
        let fits = move |info: &&Arc<SegmentInfo>| {
            (info.stats.customer_min..=info.stats.customer_max).contains(&customer)
        };
        self.manifest.segments[bucket_of(customer)].iter().filter(fits)
    }

    /// The newest sealed rows of a customer before a place in their timeline, `limit` of each
    /// segment at most, in no order. Blocks. Cost: in each segment that may hold the customer a
    /// page to find them, the times of theirs, and the pages of the rows that are shown.
    pub(crate) fn sealed_timeline(
        &self,
        customer: i64,
        before: TimelineKey,
        limit: usize,
    ) -> Result<Rows, StorageError> {
        let mut found = Rows::default();
        for info in self.segments_of(customer).filter(|info| info.stats.at_min <= before.0) {
            let segment = self.open(info)?;
            let mut room = limit;
            for (group, range) in segment.locate(customer)?.into_iter().rev() {
                let order = Columns { seq: true, ..Columns::default() };
                let rows = segment.rows_at(group, range.clone(), order).all()?;
                // Ascending: those before the key are the first ones, the newest of them the last.
                let keys = rows.at.iter().copied().zip(rows.seq.iter().copied());
                let end = range.start + keys.take_while(|key| *key < before).count();
                let start = end.saturating_sub(room).max(range.start);
                let rows = segment.rows_at(group, start..end, Columns::ALL).all()?;
                found.extend(&rows, 0, rows.len());
                room -= end - start;
                if room == 0 {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// All sealed rows of a customer: when, what, and in which order they arrived; in no order. Blocks.
    /// Cost: a page of each segment that may hold the customer.
    pub(crate) fn sealed_way(&self, customer: i64) -> Result<Rows, StorageError> {
        let order = Columns { seq: true, ..Columns::default() };
        let mut found = Rows::default();
        for info in self.segments_of(customer) {
            let rows = self.open(info)?.rows_of(customer, order)?;
            found.extend(&rows, 0, rows.len());
        }
        Ok(found)
    }

    /// Sealed interactions of a period, as long as nobody is being erased. Blocks. Cost: one pass
    /// over the segments that are neither inside the period nor outside.
    pub(crate) fn sealed_total(&self, period: Period) -> Result<u64, StorageError> {
        let (from, until) = (period.from.as_micros(), period.until.as_micros());
        let mut total = 0;
        for info in self.manifest.all().filter(|info| info.stats.touches(period)) {
            if info.stats.at_min >= from && info.stats.at_max < until {
                total += info.rows;
                continue;
            }
            let wanted = Wanted { period, ..Wanted::ALL };
            let mut rows = self.open(info)?.rows(&wanted, Columns::default());
            while let Some(rows) = rows.next()? {
                total += rows.at.iter().filter(|at| from <= **at && **at < until).count() as u64;
            }
        }
        Ok(total)
    }

    /// The first and last time (µs) of a customer in files. Blocks.
    pub(crate) fn sealed_seen(&self, customer: i64) -> Result<Option<(i64, i64)>, StorageError> {
        let mut seen: Option<(i64, i64)> = None;
        for info in self.segments_of(customer) {
            let segment = self.open(info)?;
            let places = segment.locate(customer)?;
            let ends = places.iter().flat_map(|(group, range)| {
                [(*group, range.start..range.start + 1), (*group, range.end - 1..range.end)]
            });
            for (group, row) in ends {
                for at in segment.rows_at(group, row, Columns::default()).all()?.at {
                    let (first, last) = seen.unwrap_or((at, at));
                    seen = Some((first.min(at), last.max(at)));
                }
            }
        }
        Ok(seen)
    }
}
