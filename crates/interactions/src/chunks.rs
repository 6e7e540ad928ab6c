//! Chunks of whole customers, as kernels are handed them: of sources that are merged, or of one file
//! between whose rows no others come.

use parcours_storage::StorageError;

use crate::merge::{Filter, Merged};
use crate::model::Bucket;
use crate::property::Properties;
use crate::rows::Rows;
use crate::segment::read::SegmentRows;

/// Rows that a kernel is handed at once, and the rest of the last customer.
const CHUNK: usize = 1 << 16;
/// The same of one file: what is decoded, cut into cases and folded stays in the processor's cache.
const CHUNK_OF_ONE: usize = 1 << 14;

/// Hands rows to `each`, in chunks of whole customers, until it says `false`. Blocks.
pub(crate) fn of_rows(
    merged: &mut Merged,
    mut each: impl FnMut(&mut Rows) -> bool,
) -> Result<(), StorageError> {
    let mut rows = Rows::default();
    let mut enough = CHUNK;
    loop {
        let more = merged.fill(&mut rows, enough)?;
        let cut = if more { start_of_last(&rows) } else { rows.len() };
        if cut == 0 && more {
            // One customer alone is longer than a chunk.
            enough += CHUNK;
            continue;
        }
        enough = CHUNK;
        let rest = rows.split_off(cut);
        if cut > 0 && !each(&mut rows) {
            return Ok(());
        }
        if !more {
            return Ok(());
        }
        rows.clear();
        rows.extend(&rest, 0, rest.len());
    }
}

/// The same as columns of customers, with these properties. Blocks.
pub(crate) fn of_many(
    merged: &mut Merged,
    properties: &Properties,
    mut each: impl FnMut(&Bucket) -> bool,
) -> Result<(), StorageError> {
    let mut chunk = Bucket::default();
    of_rows(merged, |rows| lend(rows, properties, &mut chunk, &mut each))
}

/// The same of one file without properties, whose rows are decoded straight to the columns: no row is copied, and none
/// looked at unless the filter has to. Blocks.
pub(crate) fn of_one_file(
    mut rows: SegmentRows,
    filter: &Filter,
    mut each: impl FnMut(&Bucket) -> bool,
) -> Result<(), StorageError> {
    let (mut chunk, mut rest) = (Bucket::default(), Bucket::default());
    let (mut enough, mut more) = (CHUNK_OF_ONE, true);
    while more {
        while more && chunk.at.len() < enough {
            more = rows.next_of_customers(CHUNK_OF_ONE, &mut chunk)?;
        }
        if more && chunk.customers.len() == 1 {
            // One customer alone is longer than a chunk.
            enough += CHUNK_OF_ONE;
            continue;
        }
        enough = CHUNK_OF_ONE;
        rest.clear();
        if more {
            // The last customer may go on.
            chunk.move_last(&mut rest);
        }
        chunk.end();
        filter.apply_to_customers(&mut chunk);
        if !chunk.customers.is_empty() && !each(&chunk) {
            return Ok(());
        }
        chunk.clear();
        chunk.move_from(&mut rest);
    }
    Ok(())
}

fn start_of_last(rows: &Rows) -> usize {
    let Some(last) = rows.customer.last() else { return 0 };
    rows.customer.partition_point(|customer| customer < last)
}

/// Lends columns to a kernel, as those of the customers they are of.
fn lend(
    rows: &mut Rows,
    properties: &Properties,
    chunk: &mut Bucket,
    fold: &mut impl FnMut(&Bucket) -> bool,
) -> bool {
    let count = rows.len();
    chunk.customers.clear();
    chunk.offsets.clear();
    let mut row = 0;
    while row < count {
        let customer = rows.customer[row];
        chunk.customers.push(customer);
        chunk.offsets.push(number(row));
        row += 1;
        while row < count && rows.customer[row] == customer {
            row += 1;
        }
    }
    chunk.offsets.push(number(count));
    properties.begin(&mut chunk.properties);
    properties.add(rows, 0..count, &mut chunk.properties);
    chunk.at = std::mem::take(&mut rows.at);
    chunk.signature = std::mem::take(&mut rows.signature);
    chunk.value = std::mem::take(&mut rows.value);
    let more = fold(chunk);
    rows.at = std::mem::take(&mut chunk.at);
    rows.signature = std::mem::take(&mut chunk.signature);
    rows.value = std::mem::take(&mut chunk.value);
    more
}

fn number(row: usize) -> u32 {
    u32::try_from(row).expect("a chunk holds fewer than 2³² rows")
}

impl Bucket {
    /// Forgets all rows but what they have of properties, and keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.customers.clear();
        self.offsets.clear();
        self.at.clear();
        self.signature.clear();
        self.value.clear();
    }

    /// The number of the row after the last.
    pub(crate) fn next_row(&self) -> u32 {
        number(self.at.len())
    }

    /// Ends the rows of the last customer.
    fn end(&mut self) {
        self.offsets.push(self.next_row());
    }

    /// Moves the last customer, whose end is open, to where none is.
    fn move_last(&mut self, into: &mut Self) {
        let (Some(customer), Some(offset)) = (self.customers.pop(), self.offsets.pop()) else {
            return;
        };
        let row = offset as usize;
        into.customers.push(customer);
        into.offsets.push(0);
        into.at.extend(self.at.drain(row..));
        into.signature.extend(self.signature.drain(row..));
        into.value.extend(self.value.drain(row.min(self.value.len())..));
    }

    /// Moves a customer, whose end is open, from where no other is to where none is.
    fn move_from(&mut self, rest: &mut Self) {
        self.customers.append(&mut rest.customers);
        self.offsets.append(&mut rest.offsets);
        self.at.append(&mut rest.at);
        self.signature.append(&mut rest.signature);
        self.value.append(&mut rest.value);
    }
}

#[cfg(test)]
mod tests;
