//! What customers did next after the same steps: the counts, and the [model] made of them.
//!
//! For each row of a case, what came after it (the next activity, or the end of the case) is counted
//! twice: by the last steps, up to five, and by the whole way since the case began. Counts of shorter
//! contexts are sums of these, so a row costs two look-ups whatever the orders. Five steps are where
//! back-off n-grams level off on public logs (Bollig et al., arXiv 2604.21629); the whole way is what
//! matters where loops dominate.
//!
//! **Bounds.** When more than [`NextStep::most`] distinct (context, next) were met, the last steps are
//! shortened by one; when more (way, next) were, the longest ways are forgotten. Both are the longest
//! that fit, a property of all cases together: how customers are dealt to buckets changes nothing.
//!
//! A way is told by a hash of 56 bits: with a million of one length, the odds that any two share one
//! are 1 in 150,000, and then their counts are added.

pub mod model;

use serde::{Deserialize, Serialize};

use super::slots::Slots;
use crate::cases::{Case, Cases, Kernel, NONE};

pub use model::{Blend, LikelyStep, NextStepModel, Prediction};

/// The longest context of last steps.
pub const LAST_STEPS: u8 = 5;
/// The longest way that is remembered whole.
const LONGEST_WAY: usize = 64;
/// What comes after the last row of a case that has ended.
const END: u8 = NONE;

/// The question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// A case whose last row is later than this (µs) may still run: that it goes no further is not
    /// counted as its end. `i64::MAX`: all have ended.
    pub ended_by: i64,
    /// Distinct counts kept of each of the two sorts, about 40 bytes each.
    pub most: usize,
}

impl Default for NextStep {
    fn default() -> Self {
        Self { ended_by: i64::MAX, most: 1 << 19 }
    }
}

/// What was met, as (context, next) and its count.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Met {
    /// The longest context in `last`.
    order: u8,
    /// By [`gram_key`].
    last: Slots<u64>,
    /// By [`way_key`]; the first table holds ways of one step.
    ways: Vec<Slots<u64>>,
    /// In all tables of `ways`.
    ways_met: usize,
}

impl Kernel for NextStep {
    type Partial = Met;

    fn begin(&self) -> Met {
        let ways = (0..LONGEST_WAY).map(|_| Slots::default()).collect();
        Met { order: LAST_STEPS, last: Slots::default(), ways, ways_met: 0 }
    }

    fn add(&self, partial: &mut Met, cases: Cases<'_>) {
        for case in cases.iter() {
            let ended = case.at.last().is_some_and(|last| *last <= self.ended_by);
            partial.add(case, ended);
            partial.bound(self.most);
        }
    }

    fn merge(&self, into: &mut Met, other: Met) {
        let order = into.order.min(other.order);
        let (mut mine, mut theirs) = (std::mem::take(&mut into.last), other.last);
        if into.order > order {
            mine = shortened(&mine, order);
        }
        if other.order > order {
            theirs = shortened(&theirs, order);
        }
        mine.merge(theirs, |into, count| *into += count);
        (into.order, into.last) = (order, mine);
        into.ways.truncate(other.ways.len());
        for (mine, theirs) in into.ways.iter_mut().zip(other.ways) {
            mine.merge(theirs, |into, count| *into += count);
        }
        into.ways_met = into.ways.iter().map(Slots::len).sum();
        into.bound(self.most);
    }
}

impl Met {
    fn add(&mut self, case: Case<'_>, ended: bool) {
        let mask = last_steps_mask(self.order);
        let (mut last, mut way) = (0, EMPTY_WAY);
        let next = case.codes[1..].iter().copied().chain(ended.then_some(END));
        for (row, (code, next)) in case.codes.iter().zip(next).enumerate() {
            last = extended(last, *code) & mask;
            *self.last.of(gram_key(last, next)) += 1;
            if let Some(ways) = self.ways.get_mut(row) {
                way = extended_way(way, *code);
                let before = ways.len();
                *ways.of(way_key(way, next)) += 1;
                self.ways_met += ways.len() - before;
            }
        }
    }

    fn bound(&mut self, most: usize) {
        while self.last.len() > most && self.order > 1 {
            self.order -= 1;
            self.last = shortened(&self.last, self.order);
        }
        while self.ways_met > most
            && let Some(longest) = self.ways.pop()
        {
            self.ways_met -= longest.len();
        }
    }
}

/// Last steps in five bytes, the latest lowest; a byte is the code + 1, zero where there was none.
fn extended(last: u64, code: u8) -> u64 {
    (last << 8 | (u64::from(code) + 1)) & last_steps_mask(LAST_STEPS)
}

fn last_steps_mask(order: u8) -> u64 {
    (1 << (8 * u32::from(order))) - 1
}

fn gram_key(last: u64, next: u8) -> u64 {
    last << 8 | u64::from(next)
}

fn shortened(grams: &Slots<u64>, order: u8) -> Slots<u64> {
    let mut shorter = Slots::default();
    for (key, count) in grams.iter() {
        *shorter.of(key & (last_steps_mask(order) << 8 | 0xFF)) += count;
    }
    shorter
}

const EMPTY_WAY: u64 = 0x243F_6A88_85A3_08D3;

/// The hash of a way that goes on, the same on every machine: a round of SplitMix64 (Steele, Lea and
/// Flood 2014) for each step.
fn extended_way(way: u64, code: u8) -> u64 {
    let mixed = (way ^ (u64::from(code) + 1)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 30)
}

fn way_key(way: u64, next: u8) -> u64 {
    way & !0xFF | u64::from(next)
}

#[cfg(test)]
mod tests;
