//! Open segments, kept for the next reader.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use parcours_storage::StorageError;

use crate::Files;
use crate::segment::SegmentInfo;
use crate::segment::read::Segment;

/// Footers in memory at most; past it, those that were not used for longest are closed.
const MOST_BYTES: usize = 32 << 20;
/// Files open at most: a process may commonly have a thousand.
const MOST_OPEN: usize = 256;

/// Open segments by file number.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<State>);

#[derive(Default)]
struct State {
    open: HashMap<i64, (Arc<Segment>, u64)>,
    bytes: usize,
    uses: u64,
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").finish_non_exhaustive()
    }
}

impl Shelf {
    /// The segment, opened unless it is at hand. Blocks.
    pub(crate) fn get(
        &self,
        files: &Files,
        info: &Arc<SegmentInfo>,
    ) -> Result<Arc<Segment>, StorageError> {
        {
            let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            state.uses += 1;
            let uses = state.uses;
            if let Some((segment, used)) = state.open.get_mut(&info.file) {
                *used = uses;
                return Ok(Arc::clone(segment));
            }
        }
        // Not under the lock: opening reads the disk. Two may open the same; one is kept.
        let segment = Arc::new(Segment::open(files, Arc::clone(info))?);
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.put(info.file, &segment);
        Ok(segment)
    }
}

impl State {
    fn put(&mut self, file: i64, segment: &Arc<Segment>) {
        self.bytes += segment.footer_bytes();
        if let Some((replaced, _)) = self.open.insert(file, (Arc::clone(segment), self.uses)) {
            self.bytes -= replaced.footer_bytes();
        }
        while self.open.len() > 1 && (self.open.len() > MOST_OPEN || self.bytes > MOST_BYTES) {
            let oldest = self.open.iter().min_by_key(|(_, (_, used))| *used).map(|(file, _)| *file);
            let Some((closed, _)) = oldest.and_then(|file| self.open.remove(&file)) else { break };
            self.bytes -= closed.footer_bytes();
        }
    }
}
