//! Work behind the scenes.

use std::time::Duration;

use parcours_customers::CustomerForgotten;
use parcours_storage::StorageError;
use parcours_storage::jobs::{Job, Runner};
use serde::{Deserialize, Serialize};

use crate::imports::{ATTEMPTS, ImportId};
use crate::{Tracking, store};

/// Forgets figures of sources that are shown nowhere any more.
#[derive(Debug, Default, Serialize, Deserialize)]
struct ForgetSourceHours {}

impl Job for ForgetSourceHours {
    const KIND: &'static str = "forget_source_hours";
    const EVERY: Option<Duration> = Some(Duration::from_secs(6 * 3600));
}

/// Carries an uploaded import out.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ImportFile {
    pub(crate) import: ImportId,
}

impl Job for ImportFile {
    const KIND: &'static str = "import_file";
    const MAX_ATTEMPTS: u32 = ATTEMPTS;
}

/// Removes uploaded files that nobody will read any more.
#[derive(Debug, Default, Serialize, Deserialize)]
struct ClearUploads {}

impl Job for ClearUploads {
    const KIND: &'static str = "clear_uploads";
    const EVERY: Option<Duration> = Some(Duration::from_secs(3600));
}

impl Tracking {
    /// Adds this crate's jobs to a runner.
    #[must_use]
    pub fn register_jobs(&self, runner: Runner) -> Runner {
        let [hours, files, uploads, forgotten] = std::array::from_fn(|_| self.clone());
        runner
            .upkeep(move |_: ForgetSourceHours, _| {
                let tracking = hours.clone();
                async move { Ok(tracking.forget_source_hours().await?) }
            })
            .handle(move |job: ImportFile, context| {
                let tracking = files.clone();
                async move { tracking.work_on_import(job.import, &context).await }
            })
            .upkeep(move |_: ClearUploads, _| {
                let tracking = uploads.clone();
                async move { Ok(tracking.clear_uploads().await?) }
            })
            .handle(move |job: CustomerForgotten, _| {
                let tracking = forgotten.clone();
                async move { Ok(tracking.let_go(&job.customers, job.at).await?) }
            })
    }

    async fn forget_source_hours(&self) -> Result<(), StorageError> {
        let work = self.database.begin().await?;
        store::sources::forget_hours(&work, self.env.now()).await?;
        work.commit(&self.env).await
    }
}
