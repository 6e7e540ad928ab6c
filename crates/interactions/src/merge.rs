//! Joining sorted sources of one bucket into one sorted stream.

mod interleave;

use std::collections::VecDeque;
use std::sync::Arc;

use parcours_kernel::Period;
use parcours_storage::StorageError;
use roaring::{RoaringBitmap, RoaringTreemap};

use crate::model::Bucket;
use crate::rows::Rows;
use crate::segment::read::SegmentRows;
use crate::segment::{SegmentInfo, Stats};
use interleave::{Part, interleave};

/// What rows must be to get through.
#[derive(Clone)]
pub(crate) struct Filter {
    pub(crate) period: Period,
    /// By number: whether a signature is wanted.
    pub(crate) signatures: Option<Arc<Vec<bool>>>,
    pub(crate) customers: Option<Arc<RoaringTreemap>>,
    /// Customers whose rows come from elsewhere (merged) or from nowhere (erased).
    pub(crate) absent: Arc<RoaringTreemap>,
    /// By signature: the moment (µs) before which interactions are not kept.
    pub(crate) expiry: Option<Arc<Vec<i64>>>,
}

/// A set of signatures as a filter asks it.
pub(crate) fn by_number(signatures: &RoaringBitmap) -> Arc<Vec<bool>> {
    let mut wanted = vec![false; signatures.max().map_or(0, |max| max as usize + 1)];
    for signature in signatures {
        wanted[signature as usize] = true;
    }
    Arc::new(wanted)
}

impl Filter {
    /// Everything but nobody absent.
    pub(crate) fn all() -> Self {
        let absent = Arc::default();
        Self { period: Period::ALL, signatures: None, customers: None, absent, expiry: None }
    }

    /// The same for rows of some segments alone: what none of them can fail is not asked of each row.
    pub(crate) fn among(mut self, segments: &[&Arc<SegmentInfo>]) -> Self {
        let all =
            |fulfils: &dyn Fn(&Stats) -> bool| segments.iter().all(|info| fulfils(&info.stats));
        let (from, until) = (self.period.from.as_micros(), self.period.until.as_micros());
        if all(&|stats| from <= stats.at_min && stats.at_max < until) {
            self.period = Period::ALL;
        }
        if let Some(wanted) = &self.signatures {
            let is_wanted = |signature| wanted.get(signature as usize) == Some(&true);
            if all(&|stats| stats.signatures.iter().all(is_wanted)) {
                self.signatures = None;
            }
        }
        let nobody = |stats: &Stats| {
            let customers = stats.customer_min.unsigned_abs()..=stats.customer_max.unsigned_abs();
            self.absent.range_cardinality(customers) == 0
        };
        if all(&nobody) {
            self.absent = Arc::default();
        }
        self
    }

    /// Whether everything gets through.
    fn is_open(&self) -> bool {
        self.period == Period::ALL
            && self.signatures.is_none()
            && self.customers.is_none()
            && self.absent.is_empty()
            && self.expiry.is_none()
    }

    /// Takes the rows out of whole customers that do not get through, and customers of whom none is
    /// left; the chunk has no properties.
    pub(crate) fn apply_to_customers(&self, chunk: &mut Bucket) {
        if self.is_open() {
            return;
        }
        let Bucket { customers, offsets, at, signature, value, .. } = chunk;
        let (from, until) = (self.period.from.as_micros(), self.period.until.as_micros());
        let (mut kept, mut left, mut start) = (0, 0, 0);
        for place in 0..customers.len() {
            let (customer, end) = (customers[place], offsets[place + 1] as usize);
            let begin = kept;
            let rows = if self.passes(customer) { start..end } else { end..end };
            for row in rows {
                let (time, sign) = (at[row], signature[row]);
                let of = |known: &Arc<Vec<bool>>| known.get(sign as usize) == Some(&true);
                let passes = from <= time
                    && time < until
                    && self.signatures.as_ref().is_none_or(of)
                    && self.expiry.as_ref().is_none_or(|expiry| {
                        expiry.get(sign as usize).is_none_or(|expiry| time >= *expiry)
                    });
                (at[kept], signature[kept]) = (time, sign);
                if !value.is_empty() {
                    value[kept] = value[row];
                }
                kept += usize::from(passes);
            }
            if kept > begin {
                // No more than there were, whose numbers fit.
                (customers[left], offsets[left]) = (customer, begin as u32);
                left += 1;
            }
            start = end;
        }
        customers.truncate(left);
        offsets.truncate(left);
        offsets.push(kept as u32);
        at.truncate(kept);
        signature.truncate(kept);
        value.truncate(kept);
    }

    /// Takes those out of the rows from one on that do not get through.
    pub(crate) fn apply(&self, rows: &mut Rows, from_row: usize) {
        if self.is_open() {
            return;
        }
        let mut marked = vec![true; rows.len() - from_row];
        let (times, signs) = (&rows.at[from_row..], &rows.signature[from_row..]);
        if self.period != Period::ALL {
            let (from, until) = (self.period.from.as_micros(), self.period.until.as_micros());
            mark(&mut marked, times, |at| from <= *at && *at < until);
        }
        if let Some(signatures) = &self.signatures {
            mark(&mut marked, signs, |signature| {
                signatures.get(*signature as usize).copied().unwrap_or(false)
            });
        }
        if let Some(expiry) = &self.expiry {
            for ((mark, signature), at) in marked.iter_mut().zip(signs).zip(times) {
                *mark &= expiry.get(*signature as usize).is_none_or(|expiry| at >= expiry);
            }
        }
        // Customers come in runs: one look-up a run.
        let mut last = None;
        for (mark, customer) in marked.iter_mut().zip(&rows.customer[from_row..]) {
            let passes = match last {
                Some((known, passes)) if known == *customer => passes,
                _ => self.passes(*customer),
            };
            last = Some((*customer, passes));
            *mark &= passes;
        }
        if marked.contains(&false) {
            rows.keep_from(from_row, &marked);
        }
    }

    fn passes(&self, customer: i64) -> bool {
        let customer = customer.unsigned_abs();
        !self.absent.contains(customer)
            && self.customers.as_ref().is_none_or(|wanted| wanted.contains(customer))
    }
}

fn mark<T>(marked: &mut [bool], column: &[T], passes: impl Fn(&T) -> bool) {
    for (mark, value) in marked.iter_mut().zip(column) {
        *mark &= passes(value);
    }
}

/// Rows in order, from a file or from memory.
pub(crate) enum Source {
    Segment(Box<SegmentRows>),
    Memory(VecDeque<Rows>),
}

impl Source {
    fn next(&mut self) -> Result<Option<Rows>, StorageError> {
        match self {
            Self::Segment(rows) => rows.next(),
            Self::Memory(rows) => Ok(rows.pop_front()),
        }
    }

    /// Adds some more rows to those at hand; `false` at the end.
    fn next_into(&mut self, into: &mut Rows) -> Result<bool, StorageError> {
        match self {
            Self::Segment(rows) => rows.next_into(into),
            Self::Memory(rows) => {
                let next = rows.pop_front();
                if let Some(rows) = &next {
                    into.extend(rows, 0, rows.len());
                }
                Ok(next.is_some())
            }
        }
    }
}

struct Head {
    source: Source,
    rows: Rows,
    at: usize,
}

impl Head {
    /// Makes sure there is a current row; `false` at the end.
    fn fill(&mut self, filter: &Filter) -> Result<bool, StorageError> {
        while self.at == self.rows.len() {
            let Some(mut rows) = self.source.next()? else { return Ok(false) };
            filter.apply(&mut rows, 0);
            (self.rows, self.at) = (rows, 0);
        }
        Ok(true)
    }

    fn customer(&self) -> i64 {
        self.rows.customer[self.at]
    }

    /// The customer some rows ahead, or of the last row at hand.
    fn customer_ahead(&self, rows: usize) -> i64 {
        self.rows.customer[(self.at + rows).min(self.rows.len() - 1)]
    }

    /// The rows at hand of customers below `until`; they are passed.
    fn pass_below(&mut self, until: i64) -> Part<'_> {
        let customers = &self.rows.customer[self.at..];
        let count = customers.partition_point(|customer| *customer < until);
        let range = self.at..self.at + count;
        self.at += count;
        Part { rows: &self.rows, range }
    }
}

/// Rows that are put in order at once, more or less: what stays in the processor's cache.
const AT_ONCE: usize = 1 << 15;

/// A sorted stream over several sorted sources of one bucket. With more than one, their rows must
/// have `seq`, or the sources follow each other in time.
pub(crate) struct Merged {
    heads: Vec<Head>,
    filter: Filter,
}

impl Merged {
    pub(crate) fn new(sources: Vec<Source>, filter: Filter) -> Self {
        let head = |source| Head { source, rows: Rows::default(), at: 0 };
        Self { heads: sources.into_iter().map(head).collect(), filter }
    }

    /// Adds rows to `into` until it has at least `enough` of them; `false` once nothing is left.
    /// Blocks. Cost: none beside decoding where there is one source, else a few copies of each row.
    pub(crate) fn fill(&mut self, into: &mut Rows, enough: usize) -> Result<bool, StorageError> {
        while into.len() < enough {
            if let [head] = self.heads.as_mut_slice()
                && head.at == head.rows.len()
            {
                let from = into.len();
                if !head.source.next_into(into)? {
                    return Ok(false);
                }
                self.filter.apply(into, from);
                continue;
            }
            let mut place = 0;
            while let Some(head) = self.heads.get_mut(place) {
                if head.fill(&self.filter)? {
                    place += 1;
                } else {
                    // The order of the others is that of time.
                    self.heads.remove(place);
                }
            }
            if let [head] = self.heads.as_mut_slice() {
                into.extend(&head.rows, head.at, head.rows.len());
                head.at = head.rows.len();
                continue;
            }
            let ahead = AT_ONCE / self.heads.len().max(1);
            let Some(until) = self.heads.iter().map(|head| head.customer_ahead(ahead)).min() else {
                return Ok(false);
            };
            let parts: Vec<_> = self.heads.iter_mut().map(|head| head.pass_below(until)).collect();
            if parts.iter().all(|part| part.range.is_empty()) {
                self.one_customer(until, into)?;
            } else {
                interleave(&parts, into);
            }
        }
        Ok(true)
    }

    /// One customer, whose rows may go on past what is at hand.
    fn one_customer(&mut self, customer: i64, into: &mut Rows) -> Result<(), StorageError> {
        let from = into.len();
        for head in &mut self.heads {
            while head.fill(&self.filter)? && head.customer() == customer {
                let Part { rows, range } = head.pass_below(customer + 1);
                into.extend(rows, range.start, range.end);
            }
        }
        if !into.seq.is_empty() {
            into.sort_range(from..into.len());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
