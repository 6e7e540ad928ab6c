//! Reads the Parquet files of users, row by row: [`ParquetTable`] those without nested columns,
//! [`ParquetRows`] all others, as JSON objects.
//!
//! Here because this crate alone names `parquet`; what a row means as an interaction is decided
//! where files are imported. Memory is bounded by one page of each column. Nothing is lost on the
//! way: integers stay integers, decimals become their digits, moments keep all that is written, and
//! a moment without a zone is a text without an offset, so that the reader's time zone applies.
//!
//! The decoder below us asserts in places what a damaged file does not fulfil. Such a panic is
//! caught here and is an error like any other.

mod cell;
mod column;
mod decimal;
#[cfg(any(test, feature = "testing"))]
pub mod sample;
mod stamps;
mod table;
#[cfg(test)]
mod tests;
mod value;

use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{ConvertedType, Repetition, Type as PhysicalType};
use parquet::errors::ParquetError as Inner;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type, TypePtr};
use serde_json::{Map, Value};

pub use cell::{Cell, Moment};
use stamps::Stamps;
pub use table::ParquetTable;

/// Bytes that can be read anywhere. A reader of Parquet starts at the end.
pub trait ReadAt: Send + Sync {
    /// How many there are.
    fn bytes(&self) -> u64;

    /// Reads some at `offset`, at most as many as `buffer` holds; 0 at the end.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;
}

/// Why a Parquet file cannot be read, in the words of the decoder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParquetError(String);

impl From<Inner> for ParquetError {
    fn from(error: Inner) -> Self {
        Self(error.to_string())
    }
}

/// The rows of a Parquet file in their order, each a JSON object of its columns; nulls are kept.
pub struct ParquetRows {
    file: SerializedFileReader<Chunks>,
    columns: Vec<String>,
    /// The schema without [`Stamps`] columns, which are read beside it.
    schema: SchemaDescPtr,
    stamps: Vec<(usize, String)>,
    rows: u64,
    next_group: usize,
    group: Option<Group>,
    failed: bool,
}

/// The row group being read.
struct Group {
    rows: ReaderIter,
    stamps: Vec<Stamps>,
}

impl std::fmt::Debug for ParquetRows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParquetRows")
            .field("columns", &self.columns)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

impl ParquetRows {
    /// Reads the footer. Refuses a column of type INTERVAL, which the decoder does not know.
    pub fn open(source: Arc<dyn ReadAt>) -> Result<Self, ParquetError> {
        caught(|| {
            let file = opened(source)?;
            let metadata = file.metadata().file_metadata();
            let rows = u64::try_from(metadata.num_rows()).unwrap_or(0);
            let schema = metadata.schema_descr_ptr();
            let leaves = schema.columns();
            let fields = schema.root_schema().get_fields();
            let stamps: Vec<(usize, String)> = leaves
                .iter()
                .enumerate()
                .filter(|(_, leaf)| is_stamp(leaf.self_type()) && leaf.path().parts().len() == 1)
                .map(|(index, leaf)| (index, leaf.name().to_owned()))
                .collect();
            let kept: Vec<TypePtr> =
                fields.iter().filter(|field| !is_stamp(field)).cloned().collect();
            let columns = fields.iter().map(|field| field.name().to_owned()).collect();
            let kept = Type::group_type_builder("row").with_fields(kept).build()?;
            let schema = Arc::new(SchemaDescriptor::new(Arc::new(kept)));
            Ok(Self {
                file,
                columns,
                schema,
                stamps,
                rows,
                next_group: 0,
                group: None,
                failed: false,
            })
        })
    }

    /// The names of the columns, in their order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// How many rows the file says it has.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    fn read(&mut self) -> Result<Option<Map<String, Value>>, ParquetError> {
        loop {
            if let Some(group) = &mut self.group {
                if let Some(row) = group.rows.next() {
                    let mut object = value::object(&row?, Some(self.schema.root_schema()));
                    for ((_, name), stamps) in self.stamps.iter().zip(&mut group.stamps) {
                        object.insert(name.clone(), stamps.next()?);
                    }
                    return Ok(Some(object));
                }
                self.group = None;
            }
            if self.next_group == self.file.num_row_groups() {
                return Ok(None);
            }
            let reader = self.file.get_row_group(self.next_group)?;
            self.next_group += 1;
            let rows = TreeBuilder::new().as_iter(self.schema.clone(), &*reader)?;
            let stamps = self.stamps.iter().map(|(leaf, _)| Stamps::open(&*reader, *leaf));
            self.group = Some(Group { rows, stamps: stamps.collect::<Result<_, _>>()? });
        }
    }
}

/// Ends after the first error: a damaged page says nothing about where the next row begins.
impl Iterator for ParquetRows {
    type Item = Result<Map<String, Value>, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let row = caught(|| self.read()).transpose();
        self.failed = !matches!(row, Some(Ok(_)));
        row
    }
}

/// Reads the footer, and refuses what the decoder does not know.
fn opened(source: Arc<dyn ReadAt>) -> Result<SerializedFileReader<Chunks>, ParquetError> {
    let file = SerializedFileReader::new(Chunks(source))?;
    let leaves = file.metadata().file_metadata().schema_descr().columns();
    let intervals = leaves.iter().find(|leaf| leaf.converted_type() == ConvertedType::INTERVAL);
    match intervals {
        Some(leaf) => Err(ParquetError(format!("column {} holds intervals", leaf.path().string()))),
        None => Ok(file),
    }
}

/// Whether a column holds twelve-byte moments, as Spark, Hive and Impala write them. The record
/// reader would cut them to milliseconds.
fn is_stamp(field: &Type) -> bool {
    field.is_primitive()
        && field.get_physical_type() == PhysicalType::INT96
        && field.get_basic_info().repetition() != Repetition::REPEATED
}

fn caught<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    // Whoever gets the error stops reading, so that nothing half-done is seen.
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(ParquetError("the file contradicts itself".into())))
}

/// [`ReadAt`] as the decoder wants it.
struct Chunks(Arc<dyn ReadAt>);

impl Length for Chunks {
    fn len(&self) -> u64 {
        self.0.bytes()
    }
}

impl ChunkReader for Chunks {
    type T = BufReader<Onward>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        Ok(BufReader::new(Onward { source: self.0.clone(), at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        let wanted = u64::try_from(length).unwrap_or(u64::MAX);
        // Checked first: a damaged length must not become an allocation.
        if start.checked_add(wanted).is_none_or(|end| end > self.0.bytes()) {
            return Err(Inner::EOF("a part lies beyond the end of the file".into()));
        }
        let mut bytes = vec![0; length];
        Onward { source: self.0.clone(), at: start }.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// Reads onward from an offset.
struct Onward {
    source: Arc<dyn ReadAt>,
    at: u64,
}

impl Read for Onward {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read_at(self.at, buffer)?;
        self.at += u64::try_from(count).expect("a buffer's length fits");
        Ok(count)
    }
}
