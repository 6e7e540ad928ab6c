//! Reading a segment: what may be skipped is not read, what is read comes in batches.
//!
//! Pages are the `parquet` crate's; numbers in them are decoded here, since that is most of what a
//! question costs. Texts are decoded by the crate.

mod columns;
mod delta;
mod hybrid;
mod numbers;
mod select;
mod unpack;
mod words;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use parcours_storage::StorageError;
use parquet::bloom_filter::Sbbf;
use parquet::errors::ParquetError;
use parquet::file::metadata::{PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader};
use roaring::RoaringTreemap;

use super::schema::{FORMAT_KEY, column};
use super::{FORMAT, SegmentInfo};
use crate::files::{FileBytes, Files};
use crate::model::Bucket;
use crate::rows::{Columns, Rows};
use columns::GroupReader;
pub(crate) use select::Wanted;

/// Rows a batch holds at most; a few pages. With texts fewer: many files are read side by side when
/// they are joined.
const BATCH: usize = 1 << 15;
const BATCH_OF_TEXTS: usize = 1 << 13;
const SMALLEST_BATCH: usize = 1 << 12;

/// An open segment: its footer and page index are in memory, its rows are not.
pub(crate) struct Segment {
    info: Arc<SegmentInfo>,
    files: Files,
    file: FileBytes,
    meta: ParquetMetaData,
    blooms: OnceLock<Vec<Option<Sbbf>>>,
}

impl Segment {
    /// Opens a segment. Blocks.
    pub(crate) fn open(files: &Files, info: Arc<SegmentInfo>) -> Result<Self, StorageError> {
        let file = files.open(&info.stored)?;
        let meta = guarded(|| {
            ParquetMetaDataReader::new()
                .with_page_index_policy(PageIndexPolicy::Required)
                .parse_and_finish(&file)
        })
        .map_err(|error| files.unsound(&info.stored.name, &error))?;
        let segment = Self { info, files: files.clone(), file, meta, blooms: OnceLock::new() };
        segment.check()?;
        Ok(segment)
    }

    /// That this is the file the manifest means, in a format we know.
    fn check(&self) -> Result<(), StorageError> {
        let notes = self.meta.file_metadata().key_value_metadata();
        let format = notes
            .and_then(|notes| notes.iter().find(|note| note.key == FORMAT_KEY)?.value.clone())
            .and_then(|version| version.parse::<i64>().ok());
        let rows = u64::try_from(self.meta.file_metadata().num_rows()).unwrap_or(0);
        let columns = self.meta.file_metadata().schema_descr().num_columns();
        match format {
            Some(format) if format > FORMAT => Err(self.damaged(&format!(
                "it has the format {format}, which only a newer Parcours reads"
            ))),
            Some(_) if rows == self.info.rows && columns == column::COUNT => Ok(()),
            _ => Err(self.damaged(&format!("it holds {rows} rows instead of {}", self.info.rows))),
        }
    }

    /// What its footer takes in memory.
    pub(crate) fn footer_bytes(&self) -> usize {
        self.meta.memory_size()
    }

    fn damaged(&self, error: &str) -> StorageError {
        self.files.damaged(&self.info.stored.name, &error)
    }

    fn unsound(&self, error: &ParquetError) -> StorageError {
        self.files.unsound(&self.info.stored.name, error)
    }

    /// Whether a customer may have rows here, by ranges and the bloom filters. Blocks at first.
    pub(crate) fn may_hold(&self, customer: i64) -> Result<bool, StorageError> {
        let stats = &self.info.stats;
        if customer < stats.customer_min || customer > stats.customer_max {
            return Ok(false);
        }
        if self.blooms.get().is_none() {
            let read = || {
                let groups = self.meta.row_groups().iter();
                let filter = |group: &parquet::file::metadata::RowGroupMetaData| {
                    Sbbf::read_from_column_chunk(group.column(column::CUSTOMER), &self.file)
                };
                groups.map(filter).collect::<Result<Vec<_>, _>>()
            };
            let filters = guarded(read).map_err(|error| self.unsound(&error))?;
            // Two may read it at once; both read the same.
            let _ = self.blooms.set(filters);
        }
        let filters = self.blooms.get().expect("set above");
        Ok(filters
            .iter()
            .any(|filter| filter.as_ref().is_none_or(|filter| filter.check(&customer))))
    }

    /// The rows that may be wanted, in their order. The rest is filtered by whoever asks.
    pub(crate) fn rows(self: &Arc<Self>, wanted: &Wanted<'_>, columns: Columns) -> SegmentRows {
        let mut groups = Vec::new();
        for group in 0..self.meta.num_row_groups() {
            let ranges = select::rows_of_group(&self.meta, group, wanted);
            if !ranges.is_empty() {
                groups.push((group, ranges));
            }
        }
        groups.reverse();
        SegmentRows::new(self, groups, columns)
    }

    /// Where the rows of a customer lie: row groups, and rows within. Blocks.
    pub(crate) fn locate(
        self: &Arc<Self>,
        customer: i64,
    ) -> Result<Vec<(usize, Range<usize>)>, StorageError> {
        let mut places = Vec::new();
        if !self.may_hold(customer)? {
            return Ok(places);
        }
        let only = RoaringTreemap::from_iter([customer.unsigned_abs()]);
        let wanted = Wanted { customers: Some(&only), ..Wanted::ALL };
        for group in 0..self.meta.num_row_groups() {
            let pages = select::rows_of_group(&self.meta, group, &wanted);
            for page in pages {
                let rows = self.rows_at(group, page.clone(), Columns::default()).all()?;
                let from = rows.customer.partition_point(|found| *found < customer);
                let until = rows.customer.partition_point(|found| *found <= customer);
                if from < until {
                    places.push((group, page.start + from..page.start + until));
                }
            }
        }
        Ok(places)
    }

    /// All rows of a customer, of these columns. Blocks. Cost: the page or pages that hold them.
    pub(crate) fn rows_of(
        self: &Arc<Self>,
        customer: i64,
        columns: Columns,
    ) -> Result<Rows, StorageError> {
        let mut found = Rows::default();
        if !self.may_hold(customer)? {
            return Ok(found);
        }
        let only = RoaringTreemap::from_iter([customer.unsigned_abs()]);
        let wanted = Wanted { customers: Some(&only), ..Wanted::ALL };
        let mut pages = self.rows(&wanted, columns);
        while let Some(rows) = pages.next()? {
            let from = rows.customer.partition_point(|found| *found < customer);
            let until = rows.customer.partition_point(|found| *found <= customer);
            found.extend(&rows, from, until);
        }
        Ok(found)
    }

    /// Some neighbouring rows of a group.
    pub(crate) fn rows_at(
        self: &Arc<Self>,
        group: usize,
        rows: Range<usize>,
        columns: Columns,
    ) -> SegmentRows {
        let groups = Vec::from([(group, Vec::from([rows]))]);
        SegmentRows::new(self, groups, columns)
    }

    fn group(
        &self,
        group: usize,
        ranges: Vec<Range<usize>>,
        columns: Columns,
    ) -> Result<GroupReader, ParquetError> {
        let parts = columns::byte_ranges(&self.meta, group, &ranges, columns);
        let file =
            self.file.with(&parts).map_err(|error| ParquetError::External(Box::new(error)))?;
        GroupReader::new(&self.meta, group, ranges, columns, &file)
    }
}

/// Rows of a segment, batch after batch.
pub(crate) struct SegmentRows {
    segment: Arc<Segment>,
    /// Rows a batch holds at most.
    batch: usize,
    /// Row groups still to read, the last first.
    groups: Vec<(usize, Vec<Range<usize>>)>,
    columns: Columns,
    reader: Option<GroupReader>,
}

impl SegmentRows {
    fn new(
        segment: &Arc<Segment>,
        groups: Vec<(usize, Vec<Range<usize>>)>,
        columns: Columns,
    ) -> Self {
        let texts = columns.rest || columns.properties;
        let batch = if texts { BATCH_OF_TEXTS } else { BATCH };
        Self { segment: Arc::clone(segment), batch, groups, columns, reader: None }
    }

    /// The same, to be read side by side with so many others: what is at hand of all of them stays in
    /// the processor's cache.
    pub(crate) fn among(mut self, sources: usize) -> Self {
        self.batch = (self.batch / sources.max(1)).max(SMALLEST_BATCH).min(self.batch);
        self
    }

    /// All of them at once; for a few pages. Blocks.
    pub(crate) fn all(mut self) -> Result<Rows, StorageError> {
        let mut all = Rows::default();
        while self.next_into(&mut all)? {}
        Ok(all)
    }

    /// Some more rows; `None` at the end. Blocks.
    pub(crate) fn next(&mut self) -> Result<Option<Rows>, StorageError> {
        let mut rows = Rows::default();
        Ok(self.next_into(&mut rows)?.then_some(rows))
    }

    /// Adds some more rows to those at hand; `false` at the end. Blocks.
    pub(crate) fn next_into(&mut self, rows: &mut Rows) -> Result<bool, StorageError> {
        let most = self.batch;
        self.read(|reader| reader.next(most, rows))
    }

    /// Adds some more rows, `most` at most, as kernels are handed them, to those at hand; the end of the
    /// last customer is left open. `false` at the end. Blocks.
    pub(crate) fn next_of_customers(
        &mut self,
        most: usize,
        rows: &mut Bucket,
    ) -> Result<bool, StorageError> {
        self.read(|reader| reader.next_of_customers(most, rows))
    }

    fn read(
        &mut self,
        mut some: impl FnMut(&mut GroupReader) -> Result<usize, ParquetError>,
    ) -> Result<bool, StorageError> {
        loop {
            if self.reader.is_none() {
                let Some((group, ranges)) = self.groups.pop() else { return Ok(false) };
                let (segment, columns) = (&self.segment, self.columns);
                let reader = guarded(|| segment.group(group, ranges, columns));
                self.reader = Some(reader.map_err(|error| segment.unsound(&error))?);
            }
            let reader = self.reader.as_mut().expect("opened above");
            let read = guarded(|| some(reader));
            if read.map_err(|error| self.segment.unsound(&error))? > 0 {
                return Ok(true);
            }
            self.reader = None;
        }
    }
}

/// The decoder asserts in places what a damaged file does not fulfil.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
        Err(ParquetError::General(said.unwrap_or("the decoder gave up").to_owned()))
    })
}
