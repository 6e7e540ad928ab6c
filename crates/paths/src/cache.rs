//! Figures already computed, so that ten people who look at one map cost one scan.

use std::hash::Hash;
use std::sync::Arc;

use tokio::sync::{Mutex, OnceCell};

/// A map of the largest size takes some 40 KB; a whole atlas of 200 fits.
const MOST: usize = 256;

/// Values by key, the last few; two who ask at once wait for one computation.
#[derive(Debug)]
pub(crate) struct Cache<K, V>(Mutex<Vec<(K, Arc<OnceCell<V>>)>>);

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone> Cache<K, V> {
    /// The value of a key, computed unless it is there. A failure is not kept.
    pub(crate) async fn get<E>(
        &self,
        key: K,
        compute: impl Future<Output = Result<V, E>>,
    ) -> Result<V, E> {
        let cell = {
            let mut entries = self.0.lock().await;
            match entries.iter().position(|(known, _)| *known == key) {
                Some(place) => Arc::clone(&entries[place].1),
                None => {
                    if entries.len() == MOST {
                        entries.remove(0);
                    }
                    let cell = Arc::new(OnceCell::new());
                    entries.push((key, Arc::clone(&cell)));
                    cell
                }
            }
        };
        cell.get_or_try_init(|| compute).await.cloned()
    }
}
