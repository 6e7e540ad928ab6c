//! Rows of whole customers, one customer at a time.

use std::collections::{HashSet, VecDeque};

use parcours_interactions::{CustomerId, Interaction, ScanRequest, Snapshot};
use parcours_storage::StorageError;

/// A log's rows.
pub(super) struct Rows {
    snapshot: Snapshot,
    request: ScanRequest,
    customers: Option<VecDeque<i64>>,
}

impl Rows {
    pub(super) fn new(snapshot: Snapshot, request: ScanRequest) -> Self {
        Self { snapshot, request, customers: None }
    }

    pub(super) async fn next(&mut self) -> Option<Result<Vec<Interaction>, StorageError>> {
        self.page().await.transpose()
    }

    async fn page(&mut self) -> Result<Option<Vec<Interaction>>, StorageError> {
        let customers = match &mut self.customers {
            Some(customers) => customers,
            none => {
                let buckets = self.snapshot.scan(&self.request).await?;
                none.insert(buckets.into_iter().flat_map(|bucket| bucket.customers).collect())
            }
        };
        let Some(customer) = customers.pop_front() else { return Ok(None) };
        let wanted: Option<HashSet<u32>> =
            self.request.signatures.as_ref().map(|all| all.iter().copied().collect());
        let mut rows = self.snapshot.timeline(CustomerId(customer), None, u32::MAX >> 1).await?;
        rows.retain(|row| {
            self.request.period.contains(row.at)
                && wanted.as_ref().is_none_or(|wanted| wanted.contains(&row.signature))
        });
        rows.reverse();
        Ok(Some(rows))
    }
}
