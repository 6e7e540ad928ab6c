//! JSON lines: one object a line. A bad line is refused and the next one read.

use std::io::BufRead;

use parcours_kernel::Text;
use serde_json::Value;

use super::bytes::MAX_ROW_BYTES;
use super::error::RowError;
use super::record::Record;
use super::{failure, words};

/// The objects of a file.
pub(super) struct JsonRecords {
    input: Box<dyn BufRead + Send>,
    line: u64,
    text: Vec<u8>,
    finished: bool,
}

impl JsonRecords {
    pub(super) fn new(input: Box<dyn BufRead + Send>) -> Self {
        Self { input, line: 0, text: Vec::new(), finished: false }
    }

    fn record(&mut self) -> Result<Option<Record>, RowError> {
        loop {
            let Some(whole) = self.read_line()? else { return Ok(None) };
            if !whole {
                return Err(RowError::new(self.line, words::too_long()));
            }
            if self.text.trim_ascii().is_empty() {
                continue;
            }
            let fields = object(&self.text).map_err(|message| RowError::new(self.line, message))?;
            return Ok(Some(Record { line: self.line, fields }));
        }
    }

    /// Reads a line into `text`; `Some(false)` when it is over the limit and was passed over.
    fn read_line(&mut self) -> Result<Option<bool>, RowError> {
        self.line += 1;
        self.text.clear();
        let (mut any, mut whole) = (false, true);
        loop {
            let chunk = self.input.fill_buf().map_err(|error| failure(self.line, &error))?;
            if chunk.is_empty() {
                return Ok(any.then_some(whole));
            }
            any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            whole = whole && self.text.len() + part.len() <= MAX_ROW_BYTES;
            if whole {
                self.text.extend_from_slice(part);
            }
            let read = end.map_or(chunk.len(), |end| end + 1);
            self.input.consume(read);
            if end.is_some() {
                return Ok(Some(whole));
            }
        }
    }
}

fn object(line: &[u8]) -> Result<serde_json::Map<String, Value>, Text> {
    let text = std::str::from_utf8(line).map_err(|_| words::not_utf8())?;
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(words::not_an_object()),
        Err(error) => Err(words::bad_json(error.column(), error.is_eof())),
    }
}

impl Iterator for JsonRecords {
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

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn read(text: impl Into<Vec<u8>>) -> Vec<Result<Record, RowError>> {
        JsonRecords::new(Box::new(Cursor::new(text.into()))).collect()
    }

    #[test]
    fn objects_keep_their_shape_and_their_line() {
        let rows = read("{\"a\":{\"b\":[1,\"x\"]}}\r\n\n  \n{\"a\":null}");
        let row = rows[0].as_ref().unwrap();
        assert_eq!((row.line, &row.fields["a"]), (1, &json!({"b": [1, "x"]})));
        assert_eq!(rows[1].as_ref().unwrap().line, 4);
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn a_bad_line_is_named_and_the_next_one_read() {
        let long = "x".repeat(MAX_ROW_BYTES);
        let text = format!("{{\"a\":\n[1]\n{{\"a\" 1}}\n{{\"a\":\"{long}\"}}\n{{\"a\":1}}");
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(b"\n{\"a\":\"\xe9\"}\n");
        let rows = read(bytes);
        let errors: Vec<(u64, String)> = rows
            .iter()
            .filter_map(|row| {
                row.as_ref().err().map(|error| (error.line, error.message.to_string()))
            })
            .collect();
        assert_eq!(errors.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 3, 4, 6]);
        for ((_, message), word) in
            errors.iter().zip(["one object a line", "object is", "character 6", "1 MiB", "UTF-8"])
        {
            assert!(message.contains(word), "{message}");
        }
        assert_eq!(rows[4].as_ref().unwrap().line, 5);
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let deep = format!("{{\"a\":{}}}", "[".repeat(100_000));
        assert!(read(deep)[0].is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let lines = bytes.split(|byte| *byte == b'\n').count();
            prop_assert!(read(bytes).len() <= lines);
        }
    }
}
