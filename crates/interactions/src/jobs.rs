//! Upkeep of the log.

use std::time::Duration;

use parcours_storage::StorageError;
use parcours_storage::jobs::Job;
use serde::{Deserialize, Serialize};

use crate::Log;
use crate::store::append;

/// Rewrites the hot rows of merged customers, so that the alias map stays small.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct FoldAliases {}

impl Job for FoldAliases {
    const KIND: &'static str = "fold_aliases";
    const EVERY: Option<Duration> = Some(Duration::from_secs(300));
}

/// Merges older than this have no writer left that could still use the old number.
const SETTLED_AFTER_SECONDS: i64 = 24 * 3600;
const AT_ONCE: u32 = 1000;

impl Log {
    /// The body of [`FoldAliases`]. Small transactions, so that intake is never kept waiting; safe to repeat.
    pub async fn fold_aliases(&self) -> Result<u64, StorageError> {
        let before = self.env().now().plus_seconds(-SETTLED_AFTER_SECONDS);
        let mut folded = 0;
        loop {
            let work = self.database().begin().await?;
            let count = append::fold(&work, before, AT_ONCE).await?;
            work.commit(self.env()).await?;
            folded += count;
            if count < u64::from(AT_ONCE) {
                return Ok(folded);
            }
        }
    }
}
