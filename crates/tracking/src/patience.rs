//! Trying again when the database had no time.

use std::time::Duration;

use parcours_storage::StorageError;

const TRIES: u32 = 6;
const FIRST_PAUSE: Duration = Duration::from_millis(25);

/// How often a unit of work may still be tried, and after which pause: these double.
#[derive(Debug)]
pub(crate) struct Patience {
    left: u32,
    pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { left: TRIES - 1, pause: FIRST_PAUSE }
    }
}

impl Patience {
    /// Waits when `error` says that the same may work in a moment; gives it back when it does not,
    /// or has been said too often.
    pub(crate) async fn wait(&mut self, error: StorageError) -> Result<(), StorageError> {
        let StorageError::Busy(cause) = &error else { return Err(error) };
        if self.left == 0 {
            return Err(error);
        }
        tracing::debug!(%cause, "the database was busy");
        tokio::time::sleep(self.pause).await;
        self.left -= 1;
        self.pause *= 2;
        Ok(())
    }
}
