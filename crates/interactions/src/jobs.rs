//! Upkeep of the log.

use std::time::Duration;

use parcours_storage::jobs::Job;
use serde::{Deserialize, Serialize};

macro_rules! job {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $every:expr) => {
        $(#[$doc])*
        #[derive(Debug, Default, Serialize, Deserialize)]
        pub struct $name {}

        impl Job for $name {
            const KIND: &'static str = $kind;
            const EVERY: Option<Duration> = $every;
        }
    };
}

job!(
    /// Seals hot rows into files once they are many; asked for by appends. See [`Log::seal`](crate::Log::seal).
    SealLog, "seal_log", None
);
job!(
    /// Joins small files, folds merges in, rids files of the erased and the expired; asked for by
    /// seals, imports and erasures, and every hour. See [`Log::tidy_up`](crate::Log::tidy_up).
    TidyLog, "tidy_log", Some(Duration::from_secs(3600))
);
