//! Upkeep that belongs to no capability.

use std::time::Duration;

use parcours_storage::jobs::Job;
use serde::{Deserialize, Serialize};

/// A listener that was away longer fetches everything anyway.
pub(crate) const CHANGES_KEPT_SECONDS: i64 = 3600;

/// Forgets old notes of change.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct PurgeChanges {}

impl Job for PurgeChanges {
    const KIND: &'static str = "purge_changes";
    const EVERY: Option<Duration> = Some(Duration::from_secs(600));
}

/// Looks whether the log's own upkeep keeps up.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct WatchLog {}

impl Job for WatchLog {
    const KIND: &'static str = "watch_log";
    const EVERY: Option<Duration> = Some(Duration::from_secs(900));
}
