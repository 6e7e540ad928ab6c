//! What a capability needs of the world beyond its tables: the time and chance.

use std::sync::Arc;

use uuid::Uuid;

use crate::{Clock, Rng, SystemClock, Timestamp};

/// The injected clock and randomness; cheap to clone.
#[derive(Debug, Clone)]
pub struct Env {
    clock: Arc<dyn Clock>,
    rng: Rng,
}

impl Env {
    /// The machine's own clock and randomness.
    pub fn system() -> Self {
        Self { clock: Arc::new(SystemClock), rng: Rng::system() }
    }

    /// A chosen clock and randomness, for tests and replays.
    pub fn new(clock: Arc<dyn Clock>, rng: Rng) -> Self {
        Self { clock, rng }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The source of randomness.
    pub fn rng(&self) -> &Rng {
        &self.rng
    }

    /// A new UUIDv7 (RFC 9562): ordered by the time of its making.
    pub fn uuid(&self) -> Uuid {
        let millis = u64::try_from(self.now().as_micros() / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.rng.bytes::<10>()).into_uuid()
    }
}
