//! What is said of a column that cannot be read.

use parquet::errors::ParquetError;

pub(super) type Result<T> = std::result::Result<T, ParquetError>;

pub(super) fn cut_short() -> ParquetError {
    ParquetError::EOF("a column ends early".to_owned())
}

pub(super) fn wrong(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}
