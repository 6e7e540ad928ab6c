//! Decoded rows, together with hot ones and without what is not asked for.

use std::ops::Range;

use parcours_kernel::Period;

use super::{Chunk, Decoded};
use crate::model::Bucket;
use crate::property::Properties;
use crate::rows::Rows;

/// What a scan adds to decoded rows and leaves out of them.
pub(crate) struct Blend<'s> {
    /// Sorted rows of the same bucket, filtered already.
    pub(crate) memory: &'s Rows,
    pub(crate) period: Period,
    /// By number: whether a signature is wanted.
    pub(crate) signatures: Option<&'s [bool]>,
    /// Whether values are wanted; decoded rows may have them all the same.
    pub(crate) values: bool,
    /// The properties that are wanted; decoded rows may have others.
    pub(crate) properties: &'s Properties,
}

impl Blend<'_> {
    /// Whether rows of both sides never stand at the same time of one customer: which came first is
    /// only known of rows that are read with the order of their arrival.
    pub(crate) fn is_clear(&self, decoded: &Decoded) -> bool {
        (0..self.memory.len()).all(|row| {
            let (customer, at) = (self.memory.customer[row], self.memory.at[row]);
            let after = |chunk: &Chunk| chunk.rows.customers.last() < Some(&customer);
            let place = decoded.chunks.partition_point(after);
            let Some(Chunk { rows, .. }) = decoded.chunks.get(place) else { return true };
            let Ok(owner) = rows.customers.binary_search(&customer) else { return true };
            rows.at[rows_of(rows, owner)].binary_search(&at).is_err()
        })
    }

    /// Hands all rows to `each`, in chunks of whole customers. Cost: nothing beside `each` where all of
    /// a chunk is wanted without values and no hot row belongs into it, else a copy.
    pub(crate) fn each(&self, decoded: &Decoded, mut each: impl FnMut(&Bucket)) {
        let (mut scratch, mut with_values) = (Bucket::default(), Bucket::default());
        let mut next = 0;
        for (place, chunk) in decoded.chunks.iter().enumerate() {
            let until = match chunk.rows.customers.last() {
                Some(last) if place + 1 < decoded.chunks.len() => {
                    self.memory.customer.partition_point(|customer| customer <= last)
                }
                _ => self.memory.len(),
            };
            let hot = next..until;
            next = until;
            if hot.is_empty() && !self.touches(chunk) {
                continue;
            }
            let rows = if self.values {
                chunk.with_values(&mut with_values);
                &with_values
            } else {
                &chunk.rows
            };
            if hot.is_empty() && self.wants_all(chunk, decoded) {
                each(rows);
                continue;
            }
            self.copy(rows, hot, &mut scratch);
            if !scratch.customers.is_empty() {
                each(&scratch);
            }
        }
        if decoded.chunks.is_empty() && !self.memory.is_empty() {
            self.copy(&Bucket::default(), 0..self.memory.len(), &mut scratch);
            each(&scratch);
        }
    }

    fn wants_all(&self, chunk: &Chunk, decoded: &Decoded) -> bool {
        let (first, last) = chunk.between;
        let of = |signature: u32| {
            self.signatures.is_none_or(|wanted| wanted.get(signature as usize) == Some(&true))
        };
        self.period.from.as_micros() <= first
            && last < self.period.until.as_micros()
            && decoded.signatures.iter().all(of)
    }

    fn touches(&self, chunk: &Chunk) -> bool {
        let (first, last) = chunk.between;
        first < self.period.until.as_micros() && self.period.from.as_micros() <= last
    }

    fn wants(&self, rows: &Bucket, row: usize) -> bool {
        let (at, signature) = (rows.at[row], rows.signature[row]);
        self.period.from.as_micros() <= at
            && at < self.period.until.as_micros()
            && self.signatures.is_none_or(|wanted| wanted.get(signature as usize) == Some(&true))
    }

    /// The wanted rows of a chunk and hot rows, customer by customer.
    fn copy(&self, chunk: &Bucket, mut hot: Range<usize>, into: &mut Bucket) {
        into.clear();
        self.properties.begin(&mut into.properties);
        for (owner, customer) in chunk.customers.iter().enumerate() {
            while hot.start < hot.end && self.memory.customer[hot.start] < *customer {
                let own = self.run(&hot);
                into.begin(self.memory.customer[hot.start]);
                self.take(own.clone(), into);
                hot.start = own.end;
            }
            into.begin(*customer);
            let rows = rows_of(chunk, owner);
            if hot.start == hot.end || self.memory.customer[hot.start] != *customer {
                for row in rows.filter(|row| self.wants(chunk, *row)) {
                    into.push(chunk, row, self.values);
                }
                continue;
            }
            let own = self.run(&hot);
            let mut between = own.clone();
            for row in rows {
                let earlier =
                    self.memory.at[between.clone()].partition_point(|at| *at < chunk.at[row]);
                self.take(between.start..between.start + earlier, into);
                between.start += earlier;
                if self.wants(chunk, row) {
                    into.push(chunk, row, self.values);
                }
            }
            self.take(between, into);
            hot.start = own.end;
        }
        while hot.start < hot.end {
            let own = self.run(&hot);
            into.begin(self.memory.customer[hot.start]);
            self.take(own.clone(), into);
            hot.start = own.end;
        }
        into.finish();
    }

    /// The first of some hot rows that are of one customer.
    fn run(&self, hot: &Range<usize>) -> Range<usize> {
        let customer = self.memory.customer[hot.start];
        let count = self.memory.customer[hot.clone()].partition_point(|one| *one == customer);
        hot.start..hot.start + count
    }

    fn take(&self, rows: Range<usize>, into: &mut Bucket) {
        into.at.extend_from_slice(&self.memory.at[rows.clone()]);
        into.signature.extend_from_slice(&self.memory.signature[rows.clone()]);
        if self.values {
            into.value.extend_from_slice(&self.memory.value[rows.clone()]);
        }
        self.properties.add(self.memory, rows, &mut into.properties);
    }
}

/// The rows of a customer, by place.
fn rows_of(rows: &Bucket, owner: usize) -> Range<usize> {
    rows.offsets[owner] as usize..rows.offsets[owner + 1] as usize
}

impl Chunk {
    /// Its rows with their values, in place of what `into` held.
    fn with_values(&self, into: &mut Bucket) {
        into.customers.clone_from(&self.rows.customers);
        into.offsets.clone_from(&self.rows.offsets);
        into.at.clone_from(&self.rows.at);
        into.signature.clone_from(&self.rows.signature);
        self.values.unfold(&mut into.value);
        into.properties.clone_from(&self.rows.properties);
    }
}

impl Bucket {
    /// Begins the rows of a customer; one of whom nothing was added is forgotten.
    fn begin(&mut self, customer: i64) {
        self.forget_empty();
        self.customers.push(customer);
        self.offsets.push(self.next_row());
    }

    fn finish(&mut self) {
        self.forget_empty();
        self.offsets.push(self.next_row());
    }

    fn forget_empty(&mut self) {
        if self.offsets.last() == Some(&self.next_row()) {
            self.offsets.pop();
            self.customers.pop();
        }
    }

    fn push(&mut self, from: &Self, row: usize, values: bool) {
        self.at.push(from.at[row]);
        self.signature.push(from.signature[row]);
        if values {
            self.value.push(from.value[row]);
        }
        for column in &mut self.properties {
            column.push(from.property(&column.name).and_then(|from| from.value(row)));
        }
    }
}

#[cfg(test)]
mod tests;
