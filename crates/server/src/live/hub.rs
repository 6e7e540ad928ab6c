//! One reader of the feed of changes, many listeners.

use std::time::Duration;

use parcours_storage::{Change, ChangeFeed, Database};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

const WAITING: usize = 1024;
/// How soon a change made by another process is seen here.
const PATIENCE: Duration = Duration::from_millis(1000);
const AFTER_A_FAULT: Duration = Duration::from_secs(2);

/// The process's listeners; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Hub {
    database: Database,
    changes: broadcast::Sender<Change>,
    stop: CancellationToken,
}

impl Hub {
    /// Starts reading, until `stop` is cancelled.
    pub(crate) fn start(database: Database, stop: CancellationToken) -> Self {
        let (changes, _) = broadcast::channel(WAITING);
        let hub = Self { database, changes, stop };
        tokio::spawn(hub.clone().read());
        hub
    }

    pub(crate) fn join(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    pub(crate) fn database(&self) -> Database {
        self.database.clone()
    }

    pub(crate) fn stopping(&self) -> CancellationToken {
        self.stop.clone()
    }

    async fn read(self) {
        let mut feed = None;
        while !self.stop.is_cancelled() {
            let Some(open) = feed.as_mut() else {
                match ChangeFeed::open(self.database.clone(), None).await {
                    Ok(fresh) => feed = Some(fresh),
                    Err(error) => self.rest(&error.to_string()).await,
                }
                continue;
            };
            match open.poll().await {
                // Nobody listening is no fault.
                Ok(changes) => {
                    for change in changes {
                        let _ = self.changes.send(change);
                    }
                }
                Err(error) => {
                    self.rest(&error.to_string()).await;
                    continue;
                }
            }
            tokio::select! {
                () = self.stop.cancelled() => {}
                () = open.wait(PATIENCE) => {}
            }
        }
    }

    async fn rest(&self, error: &str) {
        tracing::warn!(error, "the feed of changes cannot be read");
        tokio::time::sleep(AFTER_A_FAULT).await;
    }
}
