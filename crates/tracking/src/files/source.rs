//! What a file is, settled once, and passes over it.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use encoding_rs::Encoding as Charset;

use super::detect::{self, Detected, HEAD_BYTES};
use super::error::{FileError, RowError};
use super::input::Input;
use super::options::{Encoding, Format, Options};
use super::read_csv::CsvTable;
use super::read_jsonl::JsonRecords;
use super::read_xes::XesRecords;
use super::record::{Record, Records, extend_header};
use super::table::{self, Table};
use super::{bytes, failure, read_parquet, words};

/// How much text is read to tell UTF-8 from Windows-1252 when nothing else does.
const ENCODING_BYTES: u64 = 16 << 20;
/// Rows whose fields make the header of a file that has none.
const HEADER_ROWS: usize = 1000;
/// Rows kept to guess by and to show.
pub(super) const SAMPLE_ROWS: usize = 100;

/// How the bytes of a file become records.
#[derive(Debug, Clone)]
pub(super) struct Source {
    input: Input,
    pub(super) format: Format,
    gzip: bool,
    separator: u8,
    charset: &'static Charset,
}

/// One pass over the rows of a file.
pub(super) enum Rows {
    /// With columns that are known beforehand.
    Table(Box<dyn Table>),
    /// Without, and what the file says of its columns all the same.
    Objects(Records, Option<Vec<String>>),
}

impl Rows {
    /// The rows as records, whatever they are.
    pub(super) fn into_records(self) -> Records {
        match self {
            Self::Table(table) => table::records(table),
            Self::Objects(records, _) => records,
        }
    }

    /// The columns, where the file says them before its rows.
    fn header(&self) -> Option<Vec<String>> {
        match self {
            Self::Table(table) => Some(table.header().to_vec()),
            Self::Objects(_, header) => header.clone(),
        }
    }
}

/// The start of a file.
pub(super) struct Sample {
    pub(super) header: Vec<String>,
    /// Whether the header is all there is, or what the first rows have.
    pub(super) complete: bool,
    pub(super) records: Vec<Result<Record, RowError>>,
}

impl Source {
    /// Settles what `options` leave open by looking at the file.
    pub(super) fn find(input: &Input, options: &Options) -> Result<Self, FileError> {
        let head = input.head(HEAD_BYTES).map_err(|error| whole(failure(1, &error)))?;
        let Detected { format, gzip } = match (options.format, detect::detect(input.name(), &head))
        {
            (_, Ok(found)) if options.format.is_none_or(|format| format == found.format) => found,
            // Text may be read as any text; anything else would be read as noise.
            (Some(format @ (Format::Csv | Format::Jsonl)), Ok(found))
                if found.format != Format::Parquet =>
            {
                Detected { format, gzip: found.gzip }
            }
            (Some(_), Ok(_)) => {
                return Err(FileError::choice("other_format", "format", words::other_format()));
            }
            (_, Err(error)) => return Err(error),
            (None, Ok(found)) => found,
        };
        let head = if gzip { detect::unpack(&head) } else { head };
        let mut source = Self {
            input: input.clone(),
            format,
            gzip,
            separator: b',',
            charset: encoding_rs::UTF_8,
        };
        source.charset = source.find_charset(options.encoding, &head)?;
        if format == Format::Csv {
            let (text, _) = source.charset.decode_with_bom_removal(&head);
            source.separator = match &options.separator {
                Some(text) => separator(text)?,
                None => detect::separator(text.as_bytes()),
            };
        }
        Ok(source)
    }

    fn find_charset(
        &self,
        chosen: Option<Encoding>,
        head: &[u8],
    ) -> Result<&'static Charset, FileError> {
        if let Some(charset) = detect::mark(head) {
            return Ok(charset);
        }
        match (self.format, chosen) {
            (Format::Parquet, _) => Ok(encoding_rs::UTF_8),
            (Format::Xes, _) => Ok(detect::declared_in_xml(head)?.unwrap_or(encoding_rs::UTF_8)),
            (_, Some(Encoding::Utf8)) => Ok(encoding_rs::UTF_8),
            (_, Some(Encoding::Windows1252)) => Ok(encoding_rs::WINDOWS_1252),
            (_, None) => {
                Ok(if self.is_utf8() { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1252 })
            }
        }
    }

    /// Whether the start of the text is UTF-8. A character cut off at its end does not count against it.
    fn is_utf8(&self) -> bool {
        let mut text = bytes::unpacked(&self.input, self.gzip, Arc::default()).take(ENCODING_BYTES);
        let mut buffer = vec![0; 64 << 10];
        let mut kept = 0;
        loop {
            // What cannot be read is reported by the pass that reads the rows.
            let Ok(count) = text.read(&mut buffer[kept..]) else { return true };
            let filled = kept + count;
            match std::str::from_utf8(&buffer[..filled]) {
                Ok(_) => kept = 0,
                Err(error) if error.error_len().is_some() => return false,
                Err(error) => {
                    buffer.copy_within(error.valid_up_to()..filled, 0);
                    kept = filled - error.valid_up_to();
                }
            }
            if count == 0 {
                return kept == 0 || text.limit() == 0;
            }
        }
    }

    /// `options` with what was found.
    pub(super) fn describe(&self, options: &Options) -> Options {
        let text = matches!(self.format, Format::Csv | Format::Jsonl);
        let encoding = match self.charset {
            charset if charset == encoding_rs::UTF_8 => Some(Encoding::Utf8),
            charset if charset == encoding_rs::WINDOWS_1252 => Some(Encoding::Windows1252),
            _ => None,
        };
        Options {
            format: Some(self.format),
            separator: (self.format == Format::Csv).then(|| char::from(self.separator).to_string()),
            encoding: encoding.filter(|_| text),
            ..options.clone()
        }
    }

    /// A new pass from the first row. `seen` follows the stored bytes read.
    pub(super) fn rows(&self, seen: Arc<AtomicU64>) -> Result<Rows, FileError> {
        let text = |seen| bytes::text(bytes::unpacked(&self.input, self.gzip, seen), self.charset);
        Ok(match self.format {
            Format::Csv => {
                let table = CsvTable::open(text(seen), self.separator).map_err(whole)?;
                Rows::Table(Box::new(table))
            }
            Format::Jsonl => Rows::Objects(Box::new(JsonRecords::new(text(seen))), None),
            Format::Xes => Rows::Objects(Box::new(XesRecords::new(text(seen))), None),
            Format::Parquet => read_parquet::open(&self.input, seen).map_err(whole)?,
        })
    }

    /// Looks at the start of the file.
    pub(super) fn sample(&self) -> Result<Sample, FileError> {
        let rows = self.rows(Arc::default())?;
        let header = rows.header();
        // A Parquet column may be a struct, whose parts can be chosen too.
        let (complete, names) = (header.is_some(), header.unwrap_or_default());
        let mut sample = Sample { header: names, complete, records: Vec::new() };
        let most = if complete { SAMPLE_ROWS } else { HEADER_ROWS };
        let records = rows.into_records();
        for record in records.take(most) {
            if let Ok(record) = &record
                && !complete
            {
                extend_header(&mut sample.header, &record.fields);
            }
            if sample.records.len() < SAMPLE_ROWS {
                sample.records.push(record);
            }
        }
        Ok(sample)
    }
}

/// A row that is the whole file's fault.
fn whole(error: RowError) -> FileError {
    FileError::file("unreadable_file", error.message)
}

fn separator(text: &str) -> Result<u8, FileError> {
    let text = if text == "\\t" { "\t" } else { text };
    match text.as_bytes() {
        &[byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(byte),
        _ => {
            let message = words::bad_separator(text);
            Err(FileError::choice("invalid_separator", "separator", message))
        }
    }
}
