//! Work behind the scenes.

use std::time::Duration;

use parcours_storage::StorageError;
use parcours_storage::jobs::{Job, Runner};
use serde::{Deserialize, Serialize};

use crate::{Tracking, store};

/// Forgets figures of sources that are shown nowhere any more.
#[derive(Debug, Default, Serialize, Deserialize)]
struct ForgetSourceHours {}

impl Job for ForgetSourceHours {
    const KIND: &'static str = "forget_source_hours";
    const EVERY: Option<Duration> = Some(Duration::from_secs(6 * 3600));
}

impl Tracking {
    /// Adds this crate's jobs to a runner.
    #[must_use]
    pub fn register_jobs(&self, runner: Runner) -> Runner {
        let tracking = self.clone();
        runner.upkeep(move |_: ForgetSourceHours, _| {
            let tracking = tracking.clone();
            async move { Ok(tracking.forget_source_hours().await?) }
        })
    }

    async fn forget_source_hours(&self) -> Result<(), StorageError> {
        let work = self.database.begin().await?;
        store::sources::forget_hours(&work, self.env.now()).await?;
        work.commit(&self.env).await
    }
}
