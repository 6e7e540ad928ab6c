//! The write keys that work, kept in memory: every request asks, and the answer seldom changes.
//!
//! What was revoked or made by another process is seen within [`FRESH_MICROS`]; what this process
//! changed, at once.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use parcours_interactions::SourceId as SourceNumber;
use parcours_kernel::{Env, Timestamp};
use parcours_storage::{Database, StorageError};
use tokio::sync::Mutex;

use crate::model::{KeyId, SourceId, SourceKind};
use crate::store;

/// How old what is remembered may be.
const FRESH_MICROS: i64 = 3_000_000;
/// A key that is not known may be a minute old or never have been: asked for no more often than this.
const MISS_MICROS: i64 = 250_000;
const MICROS_A_MINUTE: i64 = 60_000_000;

/// A key that works, and whose it is.
#[derive(Debug)]
pub(crate) struct KnownKey {
    pub(crate) id: KeyId,
    pub(crate) key: String,
    pub(crate) source: SourceNumber,
    pub(crate) source_id: SourceId,
    pub(crate) kind: SourceKind,
    pub(crate) promoted: Vec<String>,
    pub(crate) disabled: bool,
}

#[derive(Debug)]
struct State {
    keys: HashMap<String, Arc<KnownKey>>,
    read_at: i64,
    /// The minute that is already noted for a key.
    used: HashMap<KeyId, i64>,
}

/// The keys of one installation, as this process knows them; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    database: Database,
    env: Env,
    state: Arc<RwLock<State>>,
    // One reader at a time: the others find what it read.
    reading: Arc<Mutex<()>>,
}

impl Keys {
    pub(crate) fn new(database: Database, env: Env) -> Self {
        let state = State { keys: HashMap::new(), read_at: i64::MIN, used: HashMap::new() };
        Self {
            database,
            env,
            state: Arc::new(RwLock::new(state)),
            reading: Arc::new(Mutex::new(())),
        }
    }

    /// Who has this key; `None` when nobody has, or it was revoked.
    pub(crate) async fn find(&self, key: &str) -> Result<Option<Arc<KnownKey>>, StorageError> {
        if let Some(answer) = self.remembered(key) {
            return Ok(answer);
        }
        let _one = self.reading.lock().await;
        if let Some(answer) = self.remembered(key) {
            return Ok(answer);
        }
        self.read().await?;
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        Ok(state.keys.get(key).cloned())
    }

    /// Reads again what works: after a change of this process.
    pub(crate) async fn refresh(&self) -> Result<(), StorageError> {
        let _one = self.reading.lock().await;
        self.read().await
    }

    /// `None` when what is remembered is too old to answer.
    fn remembered(&self, key: &str) -> Option<Option<Arc<KnownKey>>> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back makes everything old.
        let age = self.env.now().as_micros().checked_sub(state.read_at).filter(|age| *age >= 0)?;
        let known = state.keys.get(key);
        let fresh = if known.is_some() { FRESH_MICROS } else { MISS_MICROS };
        (age < fresh).then(|| known.cloned())
    }

    async fn read(&self) -> Result<(), StorageError> {
        let read_at = self.env.now().as_micros();
        let keys = store::keys::working(&self.database).await?;
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.keys = keys.into_iter().map(|key| (key.key.clone(), Arc::new(key))).collect();
        state.read_at = read_at;
        Ok(())
    }

    /// The minute to note as last use of a key; `None` when it is noted already.
    pub(crate) fn unnoted_minute(&self, key: KeyId, now: Timestamp) -> Option<Timestamp> {
        let minute = minute(now);
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        (state.used.get(&key) != Some(&minute)).then(|| Timestamp::from_micros(minute))
    }

    /// Remembers, after the commit, that a use was noted.
    pub(crate) fn noted(&self, key: KeyId, at: Timestamp) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.used.insert(key, minute(at));
    }
}

fn minute(at: Timestamp) -> i64 {
    at.as_micros().div_euclid(MICROS_A_MINUTE) * MICROS_A_MINUTE
}
