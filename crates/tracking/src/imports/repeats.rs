//! Rows that are equal to the letter are several facts. Each is told from the others by how many
//! came before it, so that the same file read again gives each the same number.
//!
//! What came before is remembered for the last seven million rows at least, and for fifteen million
//! at most; then the older half is forgotten, which row by row is the same at every reading. So a
//! file of up to seven million rows is numbered without fault, and so is a longer one in which
//! equal rows are not further apart than that. Equal rows have equal times: in a log in order of
//! time, or of customers and then of time, they are neighbours. Only where an export of many
//! millions of rows was put twice into one file the second half is taken for what it is, the same
//! facts again.
//!
//! Nine bytes a row: at most 150 MB, and for a thousand rows a few kilobytes.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// As many as fill a hash table of 2²³ places, which keeps an eighth of them free.
const ROWS: usize = 7 << 20;

/// How often rows came before.
#[derive(Debug)]
pub(super) struct Repeats {
    newer: Seen,
    older: Seen,
    /// Digests that `newer` takes before it becomes `older`.
    most: usize,
}

/// Digests of rows, and for those that came again how often they came.
#[derive(Debug, Default)]
struct Seen {
    once: HashSet<u64, BuildHasherDefault<Itself>>,
    again: HashMap<u64, u32, BuildHasherDefault<Itself>>,
}

impl Seen {
    fn count(&self, digest: u64) -> u32 {
        if !self.once.contains(&digest) {
            return 0;
        }
        self.again.get(&digest).copied().unwrap_or(1)
    }

    fn clear(&mut self) {
        self.once.clear();
        self.again.clear();
    }
}

impl Default for Repeats {
    fn default() -> Self {
        Self::remembering(ROWS)
    }
}

impl Repeats {
    fn remembering(most: usize) -> Self {
        Self { newer: Seen::default(), older: Seen::default(), most }
    }

    /// How many rows with this digest came before; counts this one.
    ///
    /// Eight bytes of a digest do: a collision only gives a number that is one too high, each time
    /// the same.
    pub(super) fn number(&mut self, digest: u64) -> u32 {
        let is_new = self.newer.once.insert(digest);
        let before = if is_new { self.older.count(digest) } else { self.newer.count(digest) };
        if before > 0 {
            self.newer.again.insert(digest, before.saturating_add(1));
        }
        if self.newer.once.len() >= self.most {
            std::mem::swap(&mut self.newer, &mut self.older);
            self.newer.clear();
        }
        before
    }
}

/// A digest is as good a hash as any.
#[derive(Debug, Clone, Copy, Default)]
struct Itself(u64);

impl Hasher for Itself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(most: usize, digests: &[u64]) -> Vec<u32> {
        let mut repeats = Repeats::remembering(most);
        digests.iter().map(|digest| repeats.number(*digest)).collect()
    }

    #[test]
    fn what_was_long_ago_is_forgotten() {
        assert_eq!(numbers(3, &[1, 2, 1, 3, 1, 4, 5, 6, 2]), [0, 0, 1, 0, 2, 0, 0, 0, 0]);
        // A row that keeps coming is never forgotten.
        assert_eq!(numbers(2, &[1, 2, 1, 3, 1, 4, 1, 5, 1]), [0, 0, 1, 0, 2, 0, 3, 0, 4]);
    }

    proptest! {
        #[test]
        fn near_rows_are_counted(digests in prop::collection::vec(0_u64..40, 0..300)) {
            let most = 20;
            let counted = numbers(most, &digests);
            for (place, digest) in digests.iter().enumerate() {
                let before = digests[..place].iter().filter(|other| *other == digest).count() as u32;
                prop_assert!(counted[place] <= before);
                // The last one is within reach when fewer than `most` others lie between.
                let last = digests[..place].iter().rposition(|other| other == digest);
                let expected = last.filter(|last| place - last <= most).map(|last| counted[last] + 1);
                if let Some(expected) = expected {
                    prop_assert_eq!(counted[place], expected);
                }
            }
        }
    }
}
