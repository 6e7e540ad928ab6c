//! The keys of sealed messages: how a message told again is known after its row left the database.
//!
//! A key is a digest of (source, message id). Keys lie in runs: files of sorted keys, written when
//! rows are sealed and merged as they grow many, so that remembering costs sequential writes and
//! no index. Keys are even by nature, so a run is searched by interpolation: one or two small
//! reads. Small runs, which are most of what is asked, have a filter in memory first.

mod probe;
mod run;

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_storage::StorageError;
use sha2::{Digest, Sha256};

pub(crate) use run::{KeyRun, RunInfo, merge_runs, write_run};

/// Bytes of a key: at a billion messages, the chance that any two keys agree is below 10⁻¹⁰.
pub(crate) const KEY_BYTES: usize = 12;

/// The version of the files of runs.
pub(crate) const FORMAT: i64 = 1;

/// A digest of (source, message id).
pub(crate) type Key = [u8; KEY_BYTES];

/// The key of a message.
pub(crate) fn key(source: i64, message_id: &str) -> Key {
    let digest =
        Sha256::new().chain_update(source.to_le_bytes()).chain_update(message_id).finalize();
    digest[..KEY_BYTES].try_into().expect("a digest is longer")
}

/// A key as a number, which sorts as it does and is compared sooner.
pub(crate) fn number(key: &Key) -> u128 {
    let (high, low) = key.split_first_chunk().expect("a key has 12 bytes");
    let low = u32::from_be_bytes(low.try_into().expect("a key has 12 bytes"));
    u128::from(u64::from_be_bytes(*high)) << 32 | u128::from(low)
}

/// Keys that filters may hold in memory altogether; 10 bits each.
const FILTERED: u64 = 16_000_000;

/// The runs of one state of the log.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    runs: Vec<Arc<KeyRun>>,
}

impl Memory {
    /// The runs of a manifest; those that `before` holds are not opened again. Blocks.
    pub(crate) fn open(
        files: &crate::Files,
        infos: &[RunInfo],
        before: &Self,
    ) -> Result<Self, StorageError> {
        let known: BTreeMap<_, _> = before.runs.iter().map(|run| (run.name(), run)).collect();
        let mut infos: Vec<_> = infos.iter().collect();
        infos.sort_by_key(|info| info.keys);
        let mut room = FILTERED;
        let mut runs = Vec::with_capacity(infos.len());
        for info in infos {
            let filtered = info.keys <= room;
            room -= if filtered { info.keys } else { 0 };
            let run = match known.get(info.stored.name.as_str()) {
                Some(run) if run.is_filtered() == filtered => Arc::clone(run),
                _ => Arc::new(KeyRun::open(files, info, filtered)?),
            };
            runs.push(run);
        }
        Ok(Self { runs })
    }

    /// Whether there is anything to remember.
    pub(crate) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Whether one of these keys is in a run that `before` does not have. Blocks.
    pub(crate) fn known_since(&self, before: &Self, keys: &[Key]) -> Result<bool, StorageError> {
        let mut sorted = keys.to_vec();
        sorted.sort_unstable_by_key(number);
        let is_new =
            |run: &&Arc<KeyRun>| before.runs.iter().all(|known| known.name() != run.name());
        for run in self.runs.iter().filter(is_new) {
            if !run.find(&sorted)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Which of these keys are remembered. Blocks. Cost: for each key and run, a look into a filter
    /// or a small read.
    pub(crate) fn known(&self, keys: &[Key]) -> Result<Vec<bool>, StorageError> {
        let mut order: Vec<_> = keys.iter().zip(0_usize..).collect();
        order.sort_unstable_by_key(|(key, _)| number(key));
        let (sorted, order): (Vec<Key>, Vec<usize>) =
            order.into_iter().map(|(key, place)| (*key, place)).unzip();
        let mut known = vec![false; keys.len()];
        for run in &self.runs {
            for found in run.find(&sorted)? {
                known[order[found]] = true;
            }
        }
        Ok(known)
    }
}

#[cfg(test)]
mod tests;
