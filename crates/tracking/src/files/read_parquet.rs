//! Parquet rows. Decoding is `interactions`' part, the only crate that knows the format.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parcours_interactions::import_parquet::{ParquetError, ParquetRows, ParquetTable};

use super::cell::Cell;
use super::error::RowError;
use super::input::Input;
use super::record::Record;
use super::source::Rows;
use super::table::Table;
use super::words;

/// The rows of a file: by its columns when none is nested.
pub(super) fn open(input: &Input, seen: Arc<AtomicU64>) -> Result<Rows, RowError> {
    let refused = |error: ParquetError| refused(1, &error);
    if let Some(rows) = ParquetTable::open(Arc::new(input.clone())).map_err(refused)? {
        let place = Place::new(rows.rows(), input.bytes(), seen);
        return Ok(Rows::Table(Box::new(Columns { rows, place })));
    }
    let rows = ParquetRows::open(Arc::new(input.clone())).map_err(refused)?;
    let header = rows.columns().to_vec();
    let place = Place::new(rows.rows(), input.bytes(), seen);
    Ok(Rows::Objects(Box::new(Objects { rows, place }), Some(header)))
}

fn refused(row: u64, error: &ParquetError) -> RowError {
    RowError::fatal(row, words::bad_parquet(&error.to_string()))
}

/// How far the reading has come: by rows, for the bytes are not in order.
struct Place {
    row: u64,
    rows: u64,
    bytes: u64,
    seen: Arc<AtomicU64>,
}

impl Place {
    fn new(rows: u64, bytes: u64, seen: Arc<AtomicU64>) -> Self {
        Self { row: 0, rows, bytes, seen }
    }

    /// Moves on to the next row; its number from 1.
    fn step(&mut self) -> u64 {
        /// Nobody looks more often.
        const TOLD_EVERY: u64 = 1024;
        self.row += 1;
        if self.row.is_multiple_of(TOLD_EVERY) || self.row >= self.rows {
            let part = u128::from(self.bytes) * u128::from(self.row) / u128::from(self.rows.max(1));
            let part = u64::try_from(part).unwrap_or(self.bytes).min(self.bytes);
            self.seen.store(part, Ordering::Relaxed);
        }
        self.row
    }
}

/// Rows without nested columns.
struct Columns {
    rows: ParquetTable,
    place: Place,
}

impl Table for Columns {
    fn header(&self) -> &[String] {
        self.rows.columns()
    }

    fn advance(&mut self) -> Result<Option<u64>, RowError> {
        match self.rows.advance() {
            Ok(true) => Ok(Some(self.place.step())),
            Ok(false) => Ok(None),
            Err(error) => Err(refused(self.place.step(), &error)),
        }
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        self.rows.cell(column)
    }
}

/// Rows as objects.
struct Objects {
    rows: ParquetRows,
    place: Place,
}

impl Iterator for Objects {
    type Item = Result<Record, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        let line = self.place.step();
        Some(match row {
            Ok(fields) => Ok(Record { line, fields }),
            Err(error) => Err(refused(line, &error)),
        })
    }
}
