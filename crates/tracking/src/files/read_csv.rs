//! CSV (RFC 4180) with any separator, one record at a time, its damage located.
//!
//! A line without quotation marks is cut at its separators, as it stands. All others take the way
//! of the automaton, which finds the same.
//!
//! Built on the automaton of the `csv` crate rather than on its reader, for two things that damaged
//! files need: the line a record begins on, also after blank lines and Windows line ends, and a
//! way back. A quotation mark left open swallows what follows. Where that shows (the mark that
//! closes it stands inside a cell, none does, or the cells are not as many as the header's), only
//! the first line is refused and those after it are read again.

use std::io::BufRead;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr_iter, memchr3};

use super::bytes::MAX_ROW_BYTES;
use super::cell::Cell;
use super::error::RowError;
use super::pushback::Pushback;
use super::table::Table;
use super::{failure, words};

/// The rows of a table.
pub(super) struct CsvTable {
    input: Pushback<Box<dyn BufRead + Send>>,
    core: Reader,
    separator: u8,
    header: Vec<String>,
    /// The line that comes next.
    line: u64,
    /// Whether the last byte read was a carriage return, whose line feed is not another line.
    after_return: bool,
    /// The record as the file has it, when the automaton found it.
    raw: Vec<u8>,
    /// What the automaton writes its cells and their ends to.
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// The record just found, and where in it each cell begins and ends.
    text: String,
    spans: Vec<(usize, usize)>,
    finished: bool,
}

/// The next record; its cells are in `text` and `spans`.
enum Found {
    Record { line: u64 },
    NotUtf8 { line: u64 },
    TooLong { line: u64 },
    End,
}

impl CsvTable {
    /// Reads the header. A name that is missing becomes `column_3`, one that comes again `name_2`.
    pub(super) fn open(input: Box<dyn BufRead + Send>, separator: u8) -> Result<Self, RowError> {
        let mut table = Self {
            input: Pushback::new(input),
            core: ReaderBuilder::new().delimiter(separator).build(),
            separator,
            header: Vec::new(),
            line: 1,
            after_return: false,
            raw: Vec::new(),
            cells: vec![0; 4096],
            ends: vec![0; 64],
            text: String::new(),
            spans: Vec::new(),
            finished: false,
        };
        table.skip_blank_lines()?;
        match table.find_by_automaton()? {
            Found::Record { .. } => {
                let names: Vec<&str> =
                    (0..table.spans.len()).map(|cell| table.text(cell)).collect();
                table.header = unique(&names);
                Ok(table)
            }
            Found::NotUtf8 { line } => Err(RowError::fatal(line, words::not_utf8())),
            Found::TooLong { line } => Err(RowError::fatal(line, words::too_long())),
            Found::End => Err(RowError::fatal(1, words::empty_file())),
        }
    }

    fn next_row(&mut self) -> Result<Option<u64>, RowError> {
        loop {
            let line = match self.find()? {
                Found::Record { line } => line,
                Found::NotUtf8 { line } => return Err(RowError::new(line, words::not_utf8())),
                Found::TooLong { line } => {
                    self.go_back(line);
                    return Err(RowError::new(line, words::too_long()));
                }
                Found::End => return Ok(None),
            };
            let count = self.spans.len();
            let is_blank = |cell| self.text(cell).trim().is_empty();
            // Spreadsheets leave separators where cells once were.
            if (0..count).all(is_blank) {
                continue;
            }
            let expected = self.header.len();
            let ragged = count < expected || !(expected..count).all(is_blank);
            let spans_lines = self.line - line > 1;
            if spans_lines && (ragged || !well_quoted(&self.raw, self.separator)) {
                self.go_back(line);
                return Err(RowError::new(line, words::open_quote()));
            }
            if ragged {
                return Err(RowError::new(line, words::ragged(count, expected)));
            }
            return Ok(Some(line));
        }
    }

    /// Finds the next record.
    fn find(&mut self) -> Result<Found, RowError> {
        self.skip_blank_lines()?;
        match self.find_plain()? {
            Some(found) => Ok(found),
            None => self.find_by_automaton(),
        }
    }

    /// The next record where it is a line that lies whole in the buffer and has no quotation mark.
    fn find_plain(&mut self) -> Result<Option<Found>, RowError> {
        let line = self.line;
        let chunk = self.input.fill_buf().map_err(|error| failure(line, &error))?;
        let Some(end) = memchr3(b'\n', b'\r', b'"', chunk) else { return Ok(None) };
        let line_end = match &chunk[end..] {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => return Ok(None),
        };
        self.text.clear();
        self.spans.clear();
        let text = std::str::from_utf8(&chunk[..end]);
        if let Ok(text) = text {
            self.text.push_str(text);
            let mut start = 0;
            for separator in memchr_iter(self.separator, text.as_bytes()) {
                self.spans.push((start, separator));
                start = separator + 1;
            }
            self.spans.push((start, end));
        }
        let found = if text.is_ok() { Found::Record { line } } else { Found::NotUtf8 { line } };
        self.input.consume(end + line_end);
        self.line += 1;
        self.after_return = false;
        Ok(Some(found))
    }

    /// The next record, byte by byte; it also keeps its bytes in `raw`.
    fn find_by_automaton(&mut self) -> Result<Found, RowError> {
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
                    let is_text = self.take_cells(ends);
                    return Ok(if is_text {
                        Found::Record { line }
                    } else {
                        Found::NotUtf8 { line }
                    });
                }
                ReadRecordResult::End => return Ok(Found::End),
            }
            if self.raw.len() > MAX_ROW_BYTES {
                return Ok(Found::TooLong { line });
            }
        }
    }

    /// Takes over the cells that the automaton wrote; false when one is not UTF-8.
    fn take_cells(&mut self, count: usize) -> bool {
        self.text.clear();
        self.spans.clear();
        let mut start = 0;
        for &end in &self.ends[..count] {
            let Ok(cell) = std::str::from_utf8(&self.cells[start..end]) else { return false };
            self.text.push_str(cell);
            self.spans.push((start, end));
            start = end;
        }
        true
    }

    fn text(&self, cell: usize) -> &str {
        let (start, end) = self.spans[cell];
        &self.text[start..end]
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
}

impl Table for CsvTable {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn advance(&mut self) -> Result<Option<u64>, RowError> {
        if self.finished {
            return Ok(None);
        }
        let row = self.next_row();
        self.finished = match &row {
            Ok(line) => line.is_none(),
            Err(error) => error.fatal,
        };
        row
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        Cell::Text(self.text(column))
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

fn unique(names: &[&str]) -> Vec<String> {
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
