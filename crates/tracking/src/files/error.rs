//! What can be wrong: with a row, or with the file.

use parcours_kernel::Text;

/// A row that is not an interaction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {message}")]
pub struct RowError {
    /// Where: the line of the file from 1, the row of a Parquet file, the event of an XES log.
    pub line: u64,
    /// What is wrong.
    pub message: Text,
    /// Whether nothing can be read after it: the file is damaged or cut off.
    pub fatal: bool,
}

impl RowError {
    pub(super) fn new(line: u64, message: Text) -> Self {
        Self { line, message, fatal: false }
    }

    pub(super) fn fatal(line: u64, message: Text) -> Self {
        Self { line, message, fatal: true }
    }
}

/// A file, or a choice about it, from which no row can come.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FileError {
    /// A stable name for programs, such as `unknown_column`.
    pub code: &'static str,
    /// The field of [`Options`](super::Options) at fault (`columns.at`), or `file`.
    pub field: &'static str,
    /// What is wrong.
    pub message: Text,
}

impl FileError {
    /// The file itself is at fault.
    pub(super) fn file(code: &'static str, message: Text) -> Self {
        Self { code, field: "file", message }
    }

    /// A choice is at fault.
    pub(super) fn choice(code: &'static str, field: &'static str, message: Text) -> Self {
        Self { code, field, message }
    }
}
