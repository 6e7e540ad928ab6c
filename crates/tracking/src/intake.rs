//! Intake: requests hand over what they were told and wait until it is on disk.
//!
//! A lane takes whatever waits, writes it in one unit of work and then answers each request, so
//! that a thousand requests cost a few commits. While one commit runs, the next group gathers: no
//! timer, no tuning. What may wait is bounded by its size; past it, clients are told to come back.

mod lane;
mod shown;
mod writer;

use std::sync::{Arc, Mutex, PoisonError};

use parcours_customers::Customers;
use parcours_interactions::Log;
use parcours_kernel::{Env, Timestamp};
use parcours_storage::{Backend, Database};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::keys::{Keys, KnownKey};
use crate::sample::Sample;
use crate::told::Batch;
use lane::Lane;
use shown::Shown;
use writer::Writer;

/// What may wait, in KiB of requests as they came unpacked.
const ROOM_KIB: u32 = 64 * 1024;
/// PostgreSQL works on one group while another waits for its disk; past four, groups only get
/// smaller. SQLite has one writer.
const LANES_POSTGRES: usize = 4;

/// What one request told.
#[derive(Debug)]
pub(crate) struct Delivery {
    /// With which key.
    pub(crate) key: Arc<KnownKey>,
    /// When it arrived.
    pub(crate) received_at: Timestamp,
    /// What can be stored.
    pub(crate) batch: Batch,
    /// What is shown of it; places are those in `batch`.
    pub(crate) samples: Vec<Sample>,
}

/// What became of a delivery, once it is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Receipt {
    /// New.
    pub(crate) stored: usize,
    /// Told before.
    pub(crate) duplicates: usize,
    /// Late for somebody who was forgotten, and not kept.
    pub(crate) erased: usize,
}

/// Why a delivery was not taken. Nothing of it was stored; it may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotTaken {
    /// Too much waits already.
    #[error("too much waits already")]
    Full,
    /// The process is about to stop.
    #[error("the process is about to stop")]
    Closed,
    /// The database does not take it.
    #[error("the database does not take it")]
    Unavailable,
}

/// A delivery and who waits for it.
#[derive(Debug)]
struct Waiting {
    delivery: Delivery,
    answer: oneshot::Sender<Result<Receipt, NotTaken>>,
    // Given back when it is answered.
    _room: OwnedSemaphorePermit,
}

#[derive(Debug)]
enum Message {
    Delivery(Box<Waiting>),
    /// One a lane: everything sent before it is still written.
    Stop,
}

/// The intake of one process; cheap to clone.
#[derive(Debug, Clone)]
pub struct Intake(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    sender: mpsc::UnboundedSender<Message>,
    room: Arc<Semaphore>,
    lanes: Mutex<Vec<JoinHandle<()>>>,
}

impl Intake {
    /// Starts the lanes; needs a running tokio.
    pub(crate) fn start(
        database: &Database,
        env: &Env,
        log: &Log,
        customers: &Customers,
        keys: &Keys,
    ) -> Self {
        let (sender, receiver) = mpsc::unbounded_channel();
        let writer = Writer {
            database: database.clone(),
            env: env.clone(),
            log: log.clone(),
            customers: customers.clone(),
            keys: keys.clone(),
            shown: Shown::default(),
        };
        let lane = Lane::new(writer, receiver);
        let count = match database.backend() {
            Backend::Sqlite => 1,
            Backend::Postgres => LANES_POSTGRES,
        };
        let lanes = (0..count).map(|_| tokio::spawn(lane.clone().run())).collect();
        let room = Arc::new(Semaphore::new(usize::try_from(ROOM_KIB).expect("fits")));
        Self(Arc::new(Shared { sender, room, lanes: Mutex::new(lanes) }))
    }

    /// Waits until a delivery is on disk. `bytes` is the size of the request it came in.
    pub(crate) async fn take(&self, delivery: Delivery, bytes: usize) -> Result<Receipt, NotTaken> {
        let kib = u32::try_from(bytes / 1024 + 1).unwrap_or(ROOM_KIB).min(ROOM_KIB);
        let room =
            Arc::clone(&self.0.room).try_acquire_many_owned(kib).map_err(|error| match error {
                tokio::sync::TryAcquireError::Closed => NotTaken::Closed,
                tokio::sync::TryAcquireError::NoPermits => NotTaken::Full,
            })?;
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting { delivery, answer, _room: room };
        self.0.sender.send(Message::Delivery(Box::new(waiting))).map_err(|_| NotTaken::Closed)?;
        answered.await.unwrap_or(Err(NotTaken::Closed))
    }

    /// Takes nothing new, and returns when all that was taken is on disk and answered.
    pub async fn close(&self) {
        self.0.room.close();
        let lanes =
            std::mem::take(&mut *self.0.lanes.lock().unwrap_or_else(PoisonError::into_inner));
        for _ in &lanes {
            // Fails only when the lanes are gone, and then there is nothing to stop.
            let _ = self.0.sender.send(Message::Stop);
        }
        for lane in lanes {
            if let Err(error) = lane.await {
                tracing::error!(%error, "an intake lane ended badly");
            }
        }
    }
}

#[cfg(test)]
mod tests;
