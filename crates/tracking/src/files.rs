//! Files of events, read as interactions: bytes in, rows out.
//!
//! CSV, JSON lines, Parquet and XES, the text forms also packed with gzip. [`preview`] looks at the
//! first rows and guesses what was not said; [`open`] reads them all, in the file's order, each row
//! an interaction or an error that names its line. Reading holds a row (at most 1 MiB; for Parquet
//! a page of each column) and never the file; a file that unpacks to more than 500 times its size
//! is refused past its first 64 MiB.
//!
//! What it never does: touch a database, know a customer, or decide what a bad row means for the
//! rest of an import.
//!
//! A form with columns (CSV, most Parquet files) is a `Table`, whose rows are read where they lie;
//! the others yield records, which hold an object each.
//!
//! To add a form of file: a variant of [`Format`], its first bytes in `detect.rs`, a `read_….rs`
//! that is a table or yields records, and its line in `source.rs`.

mod bytes;
mod cell;
mod detect;
mod error;
mod guess;
mod input;
mod mapping;
mod number;
mod options;
mod preview;
mod pushback;
mod read_csv;
mod read_jsonl;
mod read_parquet;
mod read_xes;
mod reader;
mod record;
mod row;
mod source;
mod table;
mod time;
mod time_iso;
mod time_scan;
mod words;
mod xes_attributes;

#[cfg(test)]
mod tests;

use std::io;

use bytes::Refusal;
pub use detect::{Detected, detect};
pub use error::{FileError, RowError};
pub use guess::guess;
pub use input::Input;
pub use options::{Columns, Encoding, Format, Options};
pub use preview::{Preview, preview, resolve};
pub use reader::{Reader, open};
pub use row::Row;
pub(crate) use row::RowView;

/// What a failed read means for the row it happened in. Nothing can be read after it.
fn failure(line: u64, error: &io::Error) -> RowError {
    let message = match (Refusal::within(error), error.kind()) {
        (Some(Refusal::Bomb), _) => words::bomb(),
        (Some(Refusal::TooLong), _) => words::too_long(),
        (None, io::ErrorKind::UnexpectedEof) => words::cut_short(),
        // What the unpacker says of damage.
        (None, io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData) => words::damaged_gzip(),
        _ => words::cannot_read(&error.to_string()),
    };
    RowError::fatal(line, message)
}
