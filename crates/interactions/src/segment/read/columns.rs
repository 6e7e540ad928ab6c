//! The columns of one row group, read side by side.

use std::ops::Range;
use std::sync::Arc;

use parquet::column::reader::{ColumnReaderImpl, get_column_reader, get_typed_column_reader};
use parquet::data_type::{ByteArrayType, DataType, Int64Type};
use parquet::file::metadata::ParquetMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use super::numbers::{Number, Numbers};
use super::words::{Result, cut_short, wrong};
use crate::files::{FileBytes, ReadAhead};
use crate::model::Bucket;
use crate::rows::{Columns, Rows, text_of};
use crate::segment::schema::column;

/// Reads chosen rows of a row group.
pub(super) struct GroupReader {
    /// Rows still to read, the last range first.
    ranges: Vec<Range<usize>>,
    /// Where the columns stand.
    at_row: usize,
    customer: Numbers<i64>,
    at: Numbers<i64>,
    signature: Numbers<u32>,
    seq: Option<Numbers<i64>>,
    value: Option<Numbers<f64>>,
    properties: Option<Column<ByteArrayType>>,
    rest: Option<Rest>,
}

struct Rest {
    received_at: Column<Int64Type>,
    source: Column<Int64Type>,
    subject: Column<ByteArrayType>,
    message_id: Column<ByteArrayType>,
}

impl GroupReader {
    pub(super) fn new(
        meta: &ParquetMetaData,
        group: usize,
        mut ranges: Vec<Range<usize>>,
        columns: Columns,
        file: &FileBytes,
    ) -> Result<Self> {
        let open = Opener { meta, group, ranges: &ranges, file };
        let rest = || -> Result<Rest> {
            Ok(Rest {
                received_at: open.column(column::RECEIVED_AT)?,
                source: open.column(column::SOURCE)?,
                subject: open.column(column::SUBJECT)?,
                message_id: open.column(column::MESSAGE_ID)?,
            })
        };
        let (customer, at) = (open.numbers(column::CUSTOMER)?, open.numbers(column::AT)?);
        let signature = open.numbers(column::SIGNATURE)?;
        let seq = columns.seq.then(|| open.numbers(column::SEQ)).transpose()?;
        let value = columns.value.then(|| open.numbers(column::VALUE)).transpose()?;
        let properties = columns.properties.then(|| open.column(column::PROPERTIES)).transpose()?;
        let rest = columns.rest.then(rest).transpose()?;
        ranges.reverse();
        Ok(Self { ranges, at_row: 0, customer, at, signature, seq, value, properties, rest })
    }

    /// Adds the next rows to `rows`, `most` at most; says how many, none at the end.
    pub(super) fn next(&mut self, most: usize, rows: &mut Rows) -> Result<usize> {
        let mut read = 0;
        while let Some((skip, count)) = self.advance(most - read) {
            self.customer.read(skip, count, &mut rows.customer, 0)?;
            self.at.read(skip, count, &mut rows.at, 0)?;
            self.signature.read(skip, count, &mut rows.signature, 0)?;
            if let Some(seq) = &mut self.seq {
                seq.read(skip, count, &mut rows.seq, 0)?;
            }
            if let Some(value) = &mut self.value {
                value.read(skip, count, &mut rows.value, f64::NAN)?;
            }
            if let Some(properties) = &mut self.properties {
                properties.optional(skip, count, &mut rows.properties, || text_of(None))?;
            }
            if let Some(rest) = &mut self.rest {
                rest.read(skip, count, rows)?;
            }
            read += count;
        }
        Ok(read)
    }

    /// The same for kernels: customers with where their rows begin. The end of the last is left open.
    pub(super) fn next_of_customers(&mut self, most: usize, rows: &mut Bucket) -> Result<usize> {
        let mut read = 0;
        while let Some((skip, count)) = self.advance(most - read) {
            let Bucket { customers, offsets, at, signature, value, .. } = &mut *rows;
            let from = at.len();
            let mut sorted = true;
            self.customer.changes(skip, count, |row, customer| {
                let last = customers.last().copied();
                if last != Some(customer) {
                    sorted &= last < Some(customer);
                    customers.push(customer);
                    offsets.push(place(from + row));
                }
            })?;
            if !sorted {
                return Err(wrong("rows are not in the order of their customers"));
            }
            self.at.read(skip, count, at, 0)?;
            self.signature.read(skip, count, signature, 0)?;
            if let Some(of) = &mut self.value {
                of.read(skip, count, value, f64::NAN)?;
            }
            read += count;
        }
        Ok(read)
    }

    /// Passes the next rows, `most` at most: how many come before them that are not wanted, and how
    /// many they are.
    fn advance(&mut self, most: usize) -> Option<(usize, usize)> {
        let range = self.ranges.last_mut()?;
        let count = range.len().min(most);
        if count == 0 {
            return None;
        }
        let skip = range.start - self.at_row;
        range.start += count;
        self.at_row = range.start;
        if range.start >= range.end {
            self.ranges.pop();
        }
        Some((skip, count))
    }
}

impl Rest {
    fn read(&mut self, skip: usize, count: usize, rows: &mut Rows) -> Result<()> {
        self.received_at.required(skip, count, &mut rows.received_at)?;
        self.source.required(skip, count, &mut rows.source)?;
        let none = || text_of(None);
        self.subject.optional(skip, count, &mut rows.subject, none)?;
        self.message_id.optional(skip, count, &mut rows.message_id, none)
    }
}

struct Opener<'m> {
    meta: &'m ParquetMetaData,
    group: usize,
    ranges: &'m [Range<usize>],
    file: &'m FileBytes,
}

impl Opener<'_> {
    fn pages(&self, place: usize) -> Result<SerializedPageReader<ReadAhead>> {
        let group = self.meta.row_group(self.group);
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        let pages =
            self.meta.offset_index().map(|index| index[self.group][place].page_locations().clone());
        let parts = column_bytes(self.meta, self.group, place, self.ranges);
        let until = parts.last().map_or(0, |part| part.end);
        let file = Arc::new(ReadAhead::new(self.file.clone(), until));
        SerializedPageReader::new(file, group.column(place), rows, pages)
    }

    fn numbers<T: Number>(&self, place: usize) -> Result<Numbers<T>> {
        let chunk = self.meta.row_group(self.group).column(place);
        Ok(Numbers::new(Box::new(self.pages(place)?), chunk.column_descr().max_def_level() > 0))
    }

    fn column<T: DataType>(&self, place: usize) -> Result<Column<T>> {
        let chunk = self.meta.row_group(self.group).column(place);
        let reader = get_column_reader(chunk.column_descr_ptr(), Box::new(self.pages(place)?));
        Ok(Column { reader: get_typed_column_reader(reader), levels: Vec::new() })
    }
}

struct Column<T: DataType> {
    reader: ColumnReaderImpl<T>,
    levels: Vec<i16>,
}

impl<T: DataType> Column<T> {
    fn skip(&mut self, rows: usize) -> Result<()> {
        if rows > 0 && self.reader.skip_records(rows)? != rows {
            return Err(cut_short());
        }
        Ok(())
    }

    fn required(&mut self, skip: usize, count: usize, into: &mut Vec<T::T>) -> Result<()> {
        self.skip(skip)?;
        into.reserve(count);
        let (read, _, _) = self.reader.read_records(count, None, None, into)?;
        if read == count { Ok(()) } else { Err(cut_short()) }
    }

    fn optional(
        &mut self,
        skip: usize,
        count: usize,
        into: &mut Vec<T::T>,
        none: impl Fn() -> T::T,
    ) -> Result<()> {
        self.skip(skip)?;
        self.levels.clear();
        let mut there = Vec::with_capacity(count);
        let (read, values, _) =
            self.reader.read_records(count, Some(&mut self.levels), None, &mut there)?;
        if read != count {
            return Err(cut_short());
        }
        if values == count {
            into.append(&mut there);
            return Ok(());
        }
        let mut there = there.into_iter();
        into.extend(self.levels.iter().map(|level| match level {
            0 => none(),
            _ => there.next().unwrap_or_else(&none),
        }));
        Ok(())
    }
}

fn place(row: usize) -> u32 {
    u32::try_from(row).expect("a chunk holds fewer than 2³² rows")
}

/// The bytes that these rows of these columns need, for stores that are better asked once.
pub(super) fn byte_ranges(
    meta: &ParquetMetaData,
    group: usize,
    ranges: &[Range<usize>],
    columns: Columns,
) -> Vec<Range<u64>> {
    let mut places = Vec::from([column::CUSTOMER, column::AT, column::SIGNATURE]);
    places.extend(columns.seq.then_some(column::SEQ));
    places.extend(columns.value.then_some(column::VALUE));
    places.extend(columns.properties.then_some(column::PROPERTIES));
    if columns.rest {
        places.extend([column::RECEIVED_AT, column::SOURCE, column::SUBJECT, column::MESSAGE_ID]);
    }
    places.into_iter().flat_map(|place| column_bytes(meta, group, place, ranges)).collect()
}

/// The bytes that these rows of a column need: its dictionary, if it lies apart, and its pages from the
/// first row on to the last.
fn column_bytes(
    meta: &ParquetMetaData,
    group: usize,
    place: usize,
    ranges: &[Range<usize>],
) -> Vec<Range<u64>> {
    let mut parts = Vec::new();
    let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return parts };
    let (start, length) = meta.row_group(group).column(place).byte_range();
    let Some(index) = meta.offset_index() else {
        parts.push(start..start + length);
        return parts;
    };
    let pages = index[group][place].page_locations();
    let row = |page: &parquet::file::page_index::offset_index::PageLocation| {
        usize::try_from(page.first_row_index).unwrap_or(usize::MAX)
    };
    let from = pages.partition_point(|page| row(page) <= first.start).saturating_sub(1);
    let until = pages.partition_point(|page| row(page) < last.end);
    let offset =
        |page: usize| pages.get(page).map_or(start + length, |page| page.offset.unsigned_abs());
    // The dictionary lies before the first page.
    if offset(0) > start && from > 0 {
        parts.push(start..offset(0));
    }
    parts.push(if from == 0 { start } else { offset(from) }..offset(until));
    parts
}
