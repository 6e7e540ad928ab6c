//! The columns of one row group, read side by side.

use std::ops::Range;
use std::sync::Arc;

use parquet::column::reader::{ColumnReaderImpl, get_column_reader, get_typed_column_reader};
use parquet::data_type::{ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use crate::files::FileBytes;
use crate::rows::{Columns, Rows, text_of};
use crate::segment::schema::column;

type Result<T> = std::result::Result<T, ParquetError>;

/// Reads chosen rows of a row group.
pub(super) struct GroupReader {
    /// Rows still to read, the last range first.
    ranges: Vec<Range<usize>>,
    /// Where the columns stand.
    at_row: usize,
    customer: Column<Int64Type>,
    at: Column<Int64Type>,
    signature: Column<Int32Type>,
    seq: Option<Column<Int64Type>>,
    value: Option<Column<DoubleType>>,
    properties: Option<Column<ByteArrayType>>,
    rest: Option<Rest>,
    /// Numbers of signatures as the file holds them.
    signatures: Vec<i32>,
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
        file: FileBytes,
    ) -> Result<Self> {
        let open = Opener { meta, group, file: Arc::new(file) };
        let rest = || -> Result<Rest> {
            Ok(Rest {
                received_at: open.column(column::RECEIVED_AT)?,
                source: open.column(column::SOURCE)?,
                subject: open.column(column::SUBJECT)?,
                message_id: open.column(column::MESSAGE_ID)?,
            })
        };
        ranges.reverse();
        Ok(Self {
            ranges,
            at_row: 0,
            customer: open.column(column::CUSTOMER)?,
            at: open.column(column::AT)?,
            signature: open.column(column::SIGNATURE)?,
            seq: columns.seq.then(|| open.column(column::SEQ)).transpose()?,
            value: columns.value.then(|| open.column(column::VALUE)).transpose()?,
            properties: columns.properties.then(|| open.column(column::PROPERTIES)).transpose()?,
            rest: columns.rest.then(rest).transpose()?,
            signatures: Vec::new(),
        })
    }

    /// Adds the next rows to `rows`, `most` at most; says how many, none at the end.
    pub(super) fn next(&mut self, most: usize, rows: &mut Rows) -> Result<usize> {
        let before = rows.len();
        while rows.len() - before < most {
            let Some(range) = self.ranges.last_mut() else { break };
            let skip = range.start - self.at_row;
            let count = range.len().min(most - (rows.len() - before));
            range.start += count;
            self.at_row = range.start;
            if range.start >= range.end {
                self.ranges.pop();
            }
            self.read(skip, count, rows)?;
        }
        Ok(rows.len() - before)
    }

    fn read(&mut self, skip: usize, count: usize, rows: &mut Rows) -> Result<()> {
        self.customer.required(skip, count, &mut rows.customer)?;
        self.at.required(skip, count, &mut rows.at)?;
        self.signatures.clear();
        self.signature.required(skip, count, &mut self.signatures)?;
        rows.signature.extend(self.signatures.iter().map(|number| number.cast_unsigned()));
        if let Some(seq) = &mut self.seq {
            seq.required(skip, count, &mut rows.seq)?;
        }
        if let Some(value) = &mut self.value {
            value.optional(skip, count, &mut rows.value, || f64::NAN)?;
        }
        if let Some(properties) = &mut self.properties {
            properties.optional(skip, count, &mut rows.properties, || text_of(None))?;
        }
        if let Some(rest) = &mut self.rest {
            rest.received_at.required(skip, count, &mut rows.received_at)?;
            rest.source.required(skip, count, &mut rows.source)?;
            let none = || text_of(None);
            rest.subject.optional(skip, count, &mut rows.subject, none)?;
            rest.message_id.optional(skip, count, &mut rows.message_id, none)?;
        }
        Ok(())
    }
}

struct Opener<'m> {
    meta: &'m ParquetMetaData,
    group: usize,
    file: Arc<FileBytes>,
}

impl Opener<'_> {
    fn column<T: DataType>(&self, place: usize) -> Result<Column<T>> {
        let group = self.meta.row_group(self.group);
        let chunk = group.column(place);
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        let pages =
            self.meta.offset_index().map(|index| index[self.group][place].page_locations().clone());
        let pages = SerializedPageReader::new(Arc::clone(&self.file), chunk, rows, pages)?;
        let reader = get_column_reader(chunk.column_descr_ptr(), Box::new(pages));
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

fn cut_short() -> ParquetError {
    ParquetError::EOF("a column ends early".to_owned())
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
    let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return Vec::new() };
    let mut parts = Vec::new();
    for place in places {
        let (start, length) = meta.row_group(group).column(place).byte_range();
        let Some(index) = meta.offset_index() else {
            parts.push(start..start + length);
            continue;
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
    }
    parts
}
