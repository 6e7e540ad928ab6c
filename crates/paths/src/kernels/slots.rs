//! A table that grows with what is met: from a number to a place in a list of entries.
//!
//! Kernels meet a few thousand to a few million distinct contexts, and look one up for each row. The
//! standard map keeps the entry beside its key and moves both when it grows; this one keeps entries in
//! the order in which they were met and looks up their places by open addressing (linear probing,
//! Fibonacci hashing: Knuth, *The Art of Computer Programming* 3, §6.4), a few bytes a key.

use serde::{Deserialize, Serialize};

/// No entry.
const FREE: u32 = u32::MAX;

/// Entries by key. What is written out is the entries alone; places are found again when they are
/// first needed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Slots<T> {
    entries: Vec<(u64, T)>,
    /// Of `entries`, by hash; a power of two, at most half full. Empty: not built.
    #[serde(skip)]
    places: Vec<u32>,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: Vec::new() }
    }
}

impl<T: Default> Slots<T> {
    /// How many keys were met.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keys and entries in the order in which they were met, which depends on how customers were
    /// dealt: sort before anybody sees it.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &T)> {
        self.entries.iter().map(|(key, entry)| (*key, entry))
    }

    /// The entry of a key; a new one is the default.
    pub fn of(&mut self, key: u64) -> &mut T {
        if self.places.len() < 2 * (self.entries.len() + 1) {
            self.grow();
        }
        let mask = self.places.len() - 1;
        let mut place = home(key, mask);
        loop {
            let found = self.places[place];
            if found == FREE {
                self.places[place] = number(self.entries.len());
                self.entries.push((key, T::default()));
                break;
            }
            if self.entries[found as usize].0 == key {
                break;
            }
            place = (place + 1) & mask;
        }
        &mut self.entries[self.places[place] as usize].1
    }

    /// The entries out of the table.
    pub fn into_entries(self) -> Vec<(u64, T)> {
        self.entries
    }

    /// Forgets entries, by key.
    pub fn retain(&mut self, keep: impl Fn(u64) -> bool) {
        self.entries.retain(|(key, _)| keep(*key));
        self.places.clear();
    }

    /// Adds another table, entry by entry.
    pub fn merge(&mut self, other: Self, add: impl Fn(&mut T, T)) {
        for (key, entry) in other.entries {
            add(self.of(key), entry);
        }
    }

    fn grow(&mut self) {
        let wanted = (4 * (self.entries.len() + 1)).next_power_of_two().max(64);
        self.places = vec![FREE; wanted];
        let mask = wanted - 1;
        for (entry, (key, _)) in self.entries.iter().enumerate() {
            let mut place = home(*key, mask);
            while self.places[place] != FREE {
                place = (place + 1) & mask;
            }
            self.places[place] = number(entry);
        }
    }
}

/// Where a key would like to be. The middle bits of the product: they depend on all lower bits of a
/// key that was mixed once.
fn home(key: u64, mask: usize) -> usize {
    let mixed = (key ^ (key >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as usize & mask
}

fn number(entry: usize) -> u32 {
    u32::try_from(entry).ok().filter(|place| *place != FREE).expect("fewer than 2³² entries")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counts_as_an_ordinary_map_does(
            keys in prop::collection::vec(prop_oneof![0..40_u64, any::<u64>()], 0..400),
            cut in 0..400_usize,
        ) {
            let (left, right) = keys.split_at(cut.min(keys.len()));
            let count = |keys: &[u64]| {
                let mut slots = Slots::<u64>::default();
                keys.iter().for_each(|key| *slots.of(*key) += 1);
                slots
            };
            // What travels has lost its places and finds them again.
            let text = serde_json::to_string(&count(left)).unwrap();
            let mut slots: Slots<u64> = serde_json::from_str(&text).unwrap();
            slots.merge(count(right), |into, other| *into += other);
            let mut expected = BTreeMap::new();
            keys.iter().for_each(|key| *expected.entry(*key).or_insert(0) += 1);
            prop_assert_eq!(slots.len(), expected.len());
            let found: BTreeMap<_, _> = slots.iter().map(|(key, count)| (key, *count)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
