//! CSV (RFC 4180) with any separator, one record at a time, its damage located.
//!
//! Built on the automaton of the `csv` crate rather than on its reader, for two things that damaged
//! files need: the line a record begins on, also after blank lines and Windows line ends, and a
//! way back. A quotation mark left open swallows what follows. Where that shows (the mark that
//! closes it stands inside a cell, none does, or the cells are not as many as the header's), only
//! the first line is refused and those after it are read again.

use std::io::BufRead;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use super::bytes::MAX_ROW_BYTES;
use super::error::RowError;
use super::pushback::Pushback;
use super::record::Record;
use super::{failure, words};

/// The rows of a table.
pub(super) struct CsvRecords {
    input: Pushback<Box<dyn BufRead + Send>>,
    core: Reader,
    separator: u8,
    header: Vec<String>,
    /// The line that comes next.
    line: u64,
    /// Whether the last byte read was a carriage return, whose line feed is not another line.
    after_return: bool,
    raw: Vec<u8>,
    cells: Vec<u8>,
    ends: Vec<usize>,
    finished: bool,
}

/// One record as the automaton found it; its cells are in `cells` and `ends`.
enum Found {
    Record { line: u64, count: usize },
    TooLong { line: u64 },
    End,
}

impl CsvRecords {
    /// Reads the header. A name that is missing becomes `column_3`, one that comes again `name_2`.
    pub(super) fn open(input: Box<dyn BufRead + Send>, separator: u8) -> Result<Self, RowError> {
        let mut records = Self {
            input: Pushback::new(input),
            core: ReaderBuilder::new().delimiter(separator).build(),
            separator,
            header: Vec::new(),
            line: 1,
            after_return: false,
            raw: Vec::new(),
            cells: vec![0; 4096],
            ends: vec![0; 64],
            finished: false,
        };
        match records.find()? {
            Found::Record { line, count } => {
                let names =
                    records.texts(count).map_err(|()| RowError::fatal(line, words::not_utf8()))?;
                records.header = unique(&names);
                Ok(records)
            }
            Found::TooLong { line } => Err(RowError::fatal(line, words::too_long())),
            Found::End => Err(RowError::fatal(1, words::empty_file())),
        }
    }

    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    fn record(&mut self) -> Result<Option<Record>, RowError> {
        loop {
            let (line, count) = match self.find()? {
                Found::Record { line, count } => (line, count),
                Found::TooLong { line } => {
                    self.go_back(line);
                    return Err(RowError::new(line, words::too_long()));
                }
                Found::End => return Ok(None),
            };
            let Ok(cells) = self.texts(count) else {
                return Err(RowError::new(line, words::not_utf8()));
            };
            // Spreadsheets leave separators where cells once were.
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let expected = self.header.len();
            let surplus = cells.get(expected..).unwrap_or_default();
            let ragged = count < expected || surplus.iter().any(|cell| !cell.trim().is_empty());
            let spans_lines = self.line - line > 1;
            if spans_lines && (ragged || !well_quoted(&self.raw, self.separator)) {
                self.go_back(line);
                return Err(RowError::new(line, words::open_quote()));
            }
            if ragged {
                return Err(RowError::new(line, words::ragged(count, expected)));
            }
            let cells = self.header.iter().zip(cells);
            let filled = cells.filter(|(_, cell)| !cell.trim().is_empty());
            let fields: Map<String, Value> =
                filled.map(|(name, cell)| (name.clone(), Value::from(cell))).collect();
            return Ok(Some(Record { line, fields }));
        }
    }

    /// Finds the next record and keeps its bytes in `raw`.
    fn find(&mut self) -> Result<Found, RowError> {
        self.skip_blank_lines()?;
        let line = self.line;
        self.raw.clear();
        let (mut cells, mut ends) = (0, 0);
        loop {
            let chunk = self.input.fill_buf().map_err(|error| failure(line, &error))?;
            let at_end = chunk.is_empty();
            let (result, read, written, ended) =
                self.core.read_record(chunk, &mut self.cells[cells..], &mut self.ends[ends..]);
            self.raw.extend_from_slice(&chunk[..read]);
            for &byte in &chunk[..read] {
                count_line(byte, &mut self.line, &mut self.after_return);
            }
            self.input.consume(read);
            cells += written;
            ends += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    // The last line of a file may lack its end; it is a line all the same.
                    if at_end && !self.raw.ends_with(b"\n") && !self.raw.ends_with(b"\r") {
                        self.line += 1;
                    }
                    return Ok(Found::Record { line, count: ends });
                }
                ReadRecordResult::End => return Ok(Found::End),
            }
            if self.raw.len() > MAX_ROW_BYTES {
                return Ok(Found::TooLong { line });
            }
        }
    }

    fn skip_blank_lines(&mut self) -> Result<(), RowError> {
        loop {
            let chunk = self.input.fill_buf().map_err(|error| failure(self.line, &error))?;
            let blank = chunk.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            for &byte in &chunk[..blank] {
                count_line(byte, &mut self.line, &mut self.after_return);
            }
            let more = blank > 0 && blank == chunk.len();
            self.input.consume(blank);
            if !more {
                return Ok(());
            }
        }
    }

    /// Refuses only the first line of the record that began on `line`; the rest is read again. A
    /// record over the limit without a line end is passed over whole.
    fn go_back(&mut self, line: u64) {
        self.core.reset();
        let Some(end) = self.raw.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            return;
        };
        let crlf = self.raw[end..].starts_with(b"\r\n");
        self.input.push_back(&self.raw[end + 1 + usize::from(crlf)..]);
        self.line = line + 1;
        self.after_return = self.raw[end] == b'\r' && !crlf;
    }

    /// The cells of the record just found.
    fn texts(&self, count: usize) -> Result<Vec<String>, ()> {
        let mut start = 0;
        let cell = |&end: &usize| {
            let text = std::str::from_utf8(&self.cells[start..end]).map(str::to_owned);
            start = end;
            text.map_err(drop)
        };
        self.ends[..count].iter().map(cell).collect()
    }
}

impl Iterator for CsvRecords {
    type Item = Result<Record, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.finished {
            return None;
        }
        let record = self.record().transpose();
        self.finished = match &record {
            None => true,
            Some(Err(error)) => error.fatal,
            Some(Ok(_)) => false,
        };
        record
    }
}

/// Lines end with a line feed, a carriage return, or both.
fn count_line(byte: u8, line: &mut u64, after_return: &mut bool) {
    let ends = byte == b'\r' || (byte == b'\n' && !*after_return);
    *line += u64::from(ends);
    *after_return = byte == b'\r';
}

/// Whether every quoted cell of a record ends where its quotation ends. The automaton is lenient,
/// as it should be with `5" screen`; over several lines leniency means two cells run into one.
fn well_quoted(raw: &[u8], separator: u8) -> bool {
    let ends_cell = |byte: u8| byte == separator || matches!(byte, b'\n' | b'\r');
    let mut bytes = raw.iter().copied().peekable();
    let (mut quoted, mut cell_start) = (false, true);
    while let Some(byte) = bytes.next() {
        if quoted && byte == b'"' {
            if bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
                if bytes.peek().is_some_and(|&next| !ends_cell(next)) {
                    return false;
                }
            }
        } else if cell_start && byte == b'"' {
            quoted = true;
        }
        cell_start = !quoted && ends_cell(byte);
    }
    !quoted
}

fn unique(names: &[String]) -> Vec<String> {
    let mut header: Vec<String> = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let wanted = match name.trim() {
            "" => format!("column_{}", index + 1),
            name => name.to_owned(),
        };
        let mut name = wanted.clone();
        let mut again = 2;
        while header.contains(&name) {
            name = format!("{wanted}_{again}");
            again += 1;
        }
        header.push(name);
    }
    header
}

#[cfg(test)]
mod tests;
