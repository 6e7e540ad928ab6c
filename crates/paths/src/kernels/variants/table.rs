//! A table of paths: each is stored once, and found by its bytes.
//!
//! Rows lie in the order in which they were first met, their codes one after the other in one
//! array. An open index (linear probing, at most half full) holds half of the hash beside the row's
//! number, so that a look rarely goes further, and a larger one is made of it without a look at the
//! paths; what is found is compared code by code, so no two paths are ever taken for one. A row fills
//! a cache line and has the first eight codes in it.

use serde::{Deserialize, Serialize};

use super::key::{HEAD, Key};
use crate::kernels::distinct::Distinct;
use crate::kernels::exact::ExactSum;
use crate::kernels::sketch::LogHistogram;

/// Paths that are looked up together, so that their waits for memory overlap.
pub(super) const BLOCK: usize = 64;

/// A row's number.
pub(super) type Row = usize;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Table {
    rows: Vec<Entry>,
    codes: Vec<u8>,
    /// The times of those met at least twice, where wanted.
    times: Vec<LogHistogram>,
    /// Upper half of the hash, which says where to begin to look, then the row's number plus one; zero
    /// where there is none. Made again from the rows after travelling.
    #[serde(skip)]
    index: Vec<u64>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    begin: usize,
    /// As in [`Key`].
    head: u64,
    length: u32,
    /// Place in `times` plus one; zero where there is none yet.
    times: u32,
    count: u64,
    seen: Distinct,
    time: ExactSum,
}

/// What a row tells.
pub(super) struct Told<'a> {
    pub(super) path: &'a [u8],
    pub(super) count: u64,
    pub(super) customers: u64,
    pub(super) mean_seconds: f64,
    pub(super) median_seconds: Option<f64>,
}

impl Table {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many codes are stored.
    pub(super) fn bytes(&self) -> usize {
        self.codes.len()
    }

    /// Fetches what paths with these keys will look at, all at once: a table larger than the caches
    /// is waited for once rather than for each path.
    #[inline]
    pub(super) fn warm(&self, keys: &[Key]) {
        let Some(mask) = self.index.len().checked_sub(1) else { return };
        let mut fetched = 0;
        for key in keys {
            fetched ^= self.index[home(key.hash) & mask];
        }
        for key in keys {
            let row = (self.index[home(key.hash) & mask] as u32).saturating_sub(1) as usize;
            fetched ^= self.rows.get(row).map_or(0, |entry| entry.count);
        }
        std::hint::black_box(fetched);
    }

    /// The row of a path, a new one if it was not met before.
    #[inline]
    pub(super) fn find_or_put(&mut self, path: &[u8], key: Key) -> Row {
        if self.rows.len() * 2 >= self.index.len() {
            self.make_index();
        }
        let mask = self.index.len() - 1;
        let mut place = home(key.hash) & mask;
        loop {
            let slot = self.index[place];
            if slot == 0 {
                self.index[place] = slot_of(key.hash, self.rows.len());
                return self.put(path, key.head);
            }
            let row = (slot as u32 - 1) as usize;
            if (slot ^ key.hash) >> 32 == 0 && self.is(row, path, key) {
                return row;
            }
            place = (place + 1) & mask;
        }
    }

    #[inline]
    fn is(&self, row: Row, path: &[u8], key: Key) -> bool {
        let entry = &self.rows[row];
        (entry.head, entry.length) == (key.head, key.length)
            && (path.len() <= HEAD || self.path(row) == path)
    }

    /// Counts a case of a customer. Its time goes to the row's distribution if `median`.
    #[inline]
    pub(super) fn count(&mut self, row: Row, number: u64, took: u64, median: bool) {
        let entry = &mut self.rows[row];
        entry.seen.see(number);
        if median && entry.count > 0 {
            entry.distribution(&mut self.times).add(took);
        }
        entry.count += 1;
        entry.time.add(i128::from(took));
    }

    /// Adds the rows of other customers; `median` as for [`count`](Self::count). The fewer rows are
    /// looked up among the many, some at a time, so that their waits for memory overlap.
    pub(super) fn merge(&mut self, mut other: Self, median: bool) {
        if self.len() < other.len() {
            std::mem::swap(self, &mut other);
        }
        let mut keys = [Key::default(); BLOCK];
        for from in (0..other.len()).step_by(BLOCK) {
            let block = from..other.len().min(from + BLOCK);
            for (key, row) in keys.iter_mut().zip(block.clone()) {
                let Entry { begin, length, .. } = other.rows[row];
                *key = Key::of(&other.codes, begin..begin + length as usize);
            }
            self.warm(&keys[..block.len()]);
            for (key, row) in keys.into_iter().zip(block) {
                let mine = self.find_or_put(other.path(row), key);
                self.add(mine, &other.rows[row], &other.times, median);
            }
        }
    }

    /// Adds to a row what a row of the same path has in another table with these `times`.
    fn add(&mut self, row: Row, theirs: &Entry, times: &[LogHistogram], median: bool) {
        let mine = &mut self.rows[row];
        if median && mine.count + theirs.count > 1 {
            let distribution = mine.distribution(&mut self.times);
            match theirs.times.checked_sub(1) {
                Some(place) => distribution.merge(&times[place as usize]),
                None => distribution.add(theirs.only_time()),
            }
        }
        mine.count += theirs.count;
        mine.seen.merge(theirs.seen);
        mine.time.merge(theirs.time);
    }

    /// Drops all rows with counts up to that of the median row. Returns how many cases these had,
    /// and the highest count among them.
    pub(super) fn drop_rare(&mut self) -> (u64, u64) {
        let mut counts: Vec<u64> = self.rows.iter().map(|entry| entry.count).collect();
        let Some(middle) = counts.len().checked_sub(1).map(|last| last / 2) else { return (0, 0) };
        let highest = *counts.select_nth_unstable(middle).1;
        let all = std::mem::take(self);
        let mut dropped = 0;
        for entry in all.rows {
            if entry.count <= highest {
                dropped += entry.count;
                continue;
            }
            let times = match entry.times.checked_sub(1) {
                Some(place) => {
                    self.times.push(all.times[place as usize].clone());
                    self.times.len() as u32
                }
                None => 0,
            };
            let begin = self.codes.len();
            self.codes.extend(&all.codes[entry.begin..entry.begin + entry.length as usize]);
            self.rows.push(Entry { begin, times, ..entry });
        }
        (dropped, highest)
    }

    /// The most frequent rows, those of equal count in order of their codes. Only of those as rare as
    /// the last of them, which are many, codes need be compared to choose some.
    pub(super) fn top(&self, most: usize) -> Vec<Row> {
        let count = |row: &Row| self.rows[*row].count;
        let mut top: Vec<Row> = (0..self.rows.len()).collect();
        if let Some(last) = most.checked_sub(1).filter(|last| *last < top.len()) {
            let mut counts: Vec<u64> = self.rows.iter().map(|entry| entry.count).collect();
            let least = *counts.select_nth_unstable_by(last, |one, other| other.cmp(one)).1;
            top.retain(|row| count(row) >= least);
        }
        let order = |one: &Row, other: &Row| {
            count(other).cmp(&count(one)).then_with(|| self.path(*one).cmp(self.path(*other)))
        };
        if most < top.len() {
            top.select_nth_unstable_by(most, order);
            top.truncate(most);
        }
        top.sort_unstable_by(order);
        top
    }

    /// What a row tells.
    pub(super) fn told(&self, row: Row) -> Told<'_> {
        let entry = &self.rows[row];
        let times = match entry.times.checked_sub(1) {
            Some(place) => self.times[place as usize].quantile(500),
            None => None,
        };
        Told {
            path: self.path(row),
            count: entry.count,
            customers: entry.seen.customers,
            mean_seconds: entry.time.mean(entry.count).unwrap_or(0.0),
            median_seconds: times
                .or((entry.count == 1).then(|| entry.only_time()))
                .map(|micros| micros as f64 / 1e6),
        }
    }

    fn path(&self, row: Row) -> &[u8] {
        let entry = &self.rows[row];
        &self.codes[entry.begin..entry.begin + entry.length as usize]
    }

    fn put(&mut self, path: &[u8], head: u64) -> Row {
        self.rows.push(Entry {
            begin: self.codes.len(),
            head,
            length: u32::try_from(path.len()).expect("a chunk holds fewer than 2³² rows"),
            times: 0,
            count: 0,
            seen: Distinct::default(),
            time: ExactSum::default(),
        });
        self.codes.extend(path);
        self.rows.len() - 1
    }

    #[cold]
    fn make_index(&mut self) {
        let size = (self.rows.len().max(256) * 4).next_power_of_two();
        let old = std::mem::replace(&mut self.index, vec![0; size]);
        if old.is_empty() {
            for row in 0..self.rows.len() {
                let path = self.path(row);
                let slot = slot_of(Key::of(path, 0..path.len()).hash, row);
                self.put_slot(slot);
            }
        }
        // In the order of the old index, which is almost that of the new.
        old.into_iter().filter(|slot| *slot != 0).for_each(|slot| self.put_slot(slot));
    }

    fn put_slot(&mut self, slot: u64) {
        let mask = self.index.len() - 1;
        let mut place = home(slot) & mask;
        while self.index[place] != 0 {
            place = (place + 1) & mask;
        }
        self.index[place] = slot;
    }
}

impl Entry {
    /// The distribution of a row met before. The first time met, it had none: its time is the sum.
    fn distribution<'a>(&mut self, times: &'a mut Vec<LogHistogram>) -> &'a mut LogHistogram {
        if self.times == 0 {
            let mut first = LogHistogram::default();
            if self.count > 0 {
                first.add(self.only_time());
            }
            times.push(first);
            self.times = times.len() as u32;
        }
        &mut times[self.times as usize - 1]
    }

    /// The time of a row met once.
    fn only_time(&self) -> u64 {
        self.time.get() as u64
    }
}

/// Where a hash, or a slot with half of it, begins to look.
#[inline]
fn home(hash: u64) -> usize {
    (hash >> 32) as usize
}

fn slot_of(hash: u64, row: Row) -> u64 {
    (hash >> 32 << 32) | (row as u64 + 1)
}
