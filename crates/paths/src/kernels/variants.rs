//! Variants: whole paths, with how many take each.
//!
//! A variant is the sequence of activities of a case (van der Aalst, *Process Mining*, 2016); with
//! loops folded, the same activity several times in a row counts as once. The duration of a case is
//! from its first row to its last.
//!
//! Counts are exact as long as no more than `limit` different variants are met (and their codes fit
//! 256 bytes each on average). Beyond that, when the table is full, the rarer half is dropped:
//! those with the lowest counts, all of them up to some count `c`. Whatever is shown was then
//! counted too low by at most the sum of these `c`, told as `missing`; what is dropped is told as
//! `other`. This is the lossy counting of Manku and Motwani (VLDB 2002) with the merge of Agarwal
//! et al., *Mergeable Summaries* (PODS 2012): the bound holds however buckets are dealt and merged,
//! though beyond the limit the figures within it depend on that.
//!
//! Memory: for each variant 64 bytes, 16 to 32 in the index, and its codes; if medians are wanted,
//! for each met at least twice 200 to 6,000 bytes for its times. So 2 million variants of ten
//! codes, the default limit, take some 200 MB without medians, and no more than 700 MB with codes
//! up to their limit.

mod key;
mod members;
mod table;

use serde::{Deserialize, Serialize};

use self::key::Key;
use self::table::{BLOCK, Table};
use super::distinct::Numbers;
use super::exact::elapsed;
use crate::cases::{Cases, Kernel};

pub use members::VariantFigure;

/// Different variants that are kept unless the question says otherwise.
pub const LIMIT: u32 = 2_000_000;

/// The question. Cost: one pass over the rows, one look into a table for each case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variants {
    /// Whether the same activity several times in a row counts as once.
    pub fold_loops: bool,
    /// Whether the median duration of each is wanted too.
    pub median: bool,
    /// How many different ones are kept at most; see the head of this file. [`LIMIT`] is a good
    /// one.
    pub limit: u32,
}

/// What some cases gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Partial {
    table: Table,
    cases: u64,
    numbers: Numbers,
    /// Cases whose variant was dropped.
    other: u64,
    /// How much too low a count may be.
    missing: u64,
    /// The most variants that ever were in one table.
    met: u64,
    #[serde(skip)]
    folded: Folded,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// Cases in all.
    pub cases: u64,
    /// Distinct customers of these.
    pub customers: u64,
    /// Different variants; the least there can be if this is not `exact`.
    pub variants: u64,
    /// Whether nothing was dropped, so that all counts are exact and the order is.
    pub exact: bool,
    /// If not: each variant, shown or not, has at most so many cases (and customers) more than told
    /// here.
    pub missing: u64,
    /// If not: cases whose variant was dropped.
    pub other: u64,
    /// The most frequent, those of equal count in order of their codes.
    pub top: Vec<Variant>,
}

/// A path and who took it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variant {
    /// The activities in order.
    pub path: Vec<u8>,
    /// Cases.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Part of all cases.
    pub share: f64,
    /// Mean duration of the cases, exact.
    pub mean_seconds: f64,
    /// Their median, within 1.6 %, if asked for.
    pub median_seconds: Option<f64>,
}

impl Variants {
    /// The answer with the `most` most frequent.
    pub fn answer(&self, partial: &Partial, most: usize) -> Ranking {
        let top = partial.table.top(most).into_iter().map(|row| {
            let told = partial.table.told(row);
            Variant {
                path: told.path.to_vec(),
                count: told.count,
                customers: told.customers,
                share: told.count as f64 / partial.cases as f64,
                mean_seconds: told.mean_seconds,
                median_seconds: told.median_seconds,
            }
        });
        Ranking {
            cases: partial.cases,
            customers: partial.numbers.customers,
            variants: partial.met.max(partial.table.len() as u64),
            exact: partial.missing == 0,
            missing: partial.missing,
            other: partial.other,
            top: top.collect(),
        }
    }

    fn make_room(&self, partial: &mut Partial) {
        let limit = self.limit.clamp(1, 1 << 30) as usize;
        if partial.table.len() > limit || partial.table.bytes() > limit.saturating_mul(256) {
            partial.met = partial.met.max(partial.table.len() as u64);
            let (cases, highest) = partial.table.drop_rare();
            partial.other += cases;
            partial.missing += highest;
        }
    }
}

impl Kernel for Variants {
    type Partial = Partial;

    fn begin(&self) -> Partial {
        Partial {
            table: Table::default(),
            cases: 0,
            numbers: Numbers::default(),
            other: 0,
            missing: 0,
            met: 0,
            folded: Folded::default(),
        }
    }

    fn add(&self, partial: &mut Partial, cases: Cases<'_>) {
        partial.cases += cases.len() as u64;
        let mut folded = std::mem::take(&mut partial.folded);
        if self.fold_loops {
            folded.fill(cases);
        }
        let (codes, offsets) = match self.fold_loops {
            true => (folded.codes.as_slice(), folded.offsets.as_slice()),
            false => (cases.codes, cases.offsets),
        };
        let place = |case: usize| offsets[case] as usize..offsets[case + 1] as usize;
        let (mut whose, mut number) = (None, 0);
        let mut keys = [Key::default(); BLOCK];
        for from in (0..cases.len()).step_by(BLOCK) {
            let block = from..cases.len().min(from + BLOCK);
            for (key, case) in keys.iter_mut().zip(block.clone()) {
                *key = Key::of(codes, place(case));
            }
            partial.table.warm(&keys[..block.len()]);
            for (key, case) in keys.into_iter().zip(block) {
                if whose != Some(cases.customers[case]) {
                    whose = Some(cases.customers[case]);
                    number = partial.numbers.next();
                }
                let (begin, end) = (cases.offsets[case] as usize, cases.offsets[case + 1] as usize);
                let took = elapsed(cases.at[begin], cases.at[end - 1]);
                let row = partial.table.find_or_put(&codes[place(case)], key);
                partial.table.count(row, number, took, self.median);
                self.make_room(partial);
            }
        }
        partial.folded = folded;
    }

    fn merge(&self, into: &mut Partial, other: Partial) {
        into.cases += other.cases;
        into.numbers.merge(&other.numbers);
        into.other += other.other;
        into.missing += other.missing;
        into.met = into.met.max(other.met);
        into.table.merge(other.table, self.median);
        self.make_room(into);
    }
}

/// Paths without loops; memory that is used again.
#[derive(Debug, Clone, Default)]
struct Folded {
    codes: Vec<u8>,
    offsets: Vec<u32>,
}

impl Folded {
    /// Of each run of one activity within a case, its last row stays.
    fn fill(&mut self, cases: Cases<'_>) {
        self.codes.resize(cases.codes.len(), 0);
        self.offsets.clear();
        self.offsets.push(0);
        let mut end = 0;
        for window in cases.offsets.windows(2) {
            let codes = &cases.codes[window[0] as usize..window[1] as usize];
            for (code, next) in codes.iter().zip(codes.iter().skip(1)) {
                self.codes[end] = *code;
                end += usize::from(code != next);
            }
            if let Some(last) = codes.last() {
                self.codes[end] = *last;
                end += 1;
            }
            // No more than there are rows, whose numbers fit.
            self.offsets.push(end as u32);
        }
    }
}

#[cfg(test)]
mod tests;
