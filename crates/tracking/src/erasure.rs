//! Letting go of a customer who was forgotten: what is held of them beside the log.

use parcours_interactions::CustomerId;
use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, Topic};

use crate::{Tracking, store};

impl Tracking {
    /// Lets go of the last events of sources that are about customers forgotten at `at`, or about
    /// nobody in particular, and of what was uploaded until then. Safe to repeat.
    pub async fn let_go(
        &self,
        customers: &[CustomerId],
        at: Timestamp,
    ) -> Result<(), StorageError> {
        let mut work = self.database.begin().await?;
        store::samples::forget(&work, customers, at).await?;
        work.note_change(Topic::Sources, None);
        work.commit(&self.env).await?;
        self.clear_uploads().await
    }
}

#[cfg(test)]
mod tests;
