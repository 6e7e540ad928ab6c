//! Parquet rows as records. Decoding is `interactions`' part, the only crate that knows the format.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parcours_interactions::import_parquet::{ParquetError, ParquetRows};

use super::error::RowError;
use super::input::Input;
use super::record::Record;
use super::words;

/// The rows of a file, and how far the reading has come: by rows, for the bytes are not in order.
pub(super) struct ParquetRecords {
    rows: ParquetRows,
    row: u64,
    bytes: u64,
    seen: Arc<AtomicU64>,
}

impl ParquetRecords {
    pub(super) fn open(input: &Input, seen: Arc<AtomicU64>) -> Result<Self, RowError> {
        let rows =
            ParquetRows::open(Arc::new(input.clone())).map_err(|error| refused(1, &error))?;
        Ok(Self { rows, row: 0, bytes: input.bytes(), seen })
    }

    pub(super) fn header(&self) -> &[String] {
        self.rows.columns()
    }

    fn progress(&self) -> u64 {
        let part =
            u128::from(self.bytes) * u128::from(self.row) / u128::from(self.rows.rows().max(1));
        u64::try_from(part).unwrap_or(self.bytes).min(self.bytes)
    }
}

fn refused(row: u64, error: &ParquetError) -> RowError {
    RowError::fatal(row, words::bad_parquet(&error.to_string()))
}

impl Iterator for ParquetRecords {
    type Item = Result<Record, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        self.row += 1;
        self.seen.store(self.progress(), Ordering::Relaxed);
        Some(match row {
            Ok(fields) => Ok(Record { line: self.row, fields }),
            Err(error) => Err(refused(self.row, &error)),
        })
    }
}
