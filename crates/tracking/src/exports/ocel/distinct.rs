//! Lines, each written once, in bounded memory: a product is met a million times, and sessions are
//! as many as a disk holds.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, BufRead as _, BufReader, BufWriter, Read, Seek, Write};

/// A throw-away file: written to its end, then read from its start.
pub trait Scratch: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> Scratch for T {}

/// Lines that are kept in memory: to pass over those met lately, and to tell equal ones apart.
const KEPT_BYTES: u64 = if cfg!(test) { 1 << 10 } else { 32 << 20 };

/// Lines put aside.
pub(super) struct Distinct {
    scratch: BufWriter<Box<dyn Scratch>>,
    lately: HashSet<String>,
    lately_bytes: u64,
    bytes: u64,
}

impl Distinct {
    pub(super) fn new(scratch: Box<dyn Scratch>) -> Self {
        let scratch = BufWriter::new(scratch);
        Self { scratch, lately: HashSet::new(), lately_bytes: 0, bytes: 0 }
    }

    /// Puts a line aside, without its end.
    pub(super) fn add(&mut self, line: String) -> io::Result<()> {
        if self.lately.contains(&line) {
            return Ok(());
        }
        let length = line.len() as u64 + 1;
        if self.lately_bytes + length > KEPT_BYTES {
            self.lately.clear();
            self.lately_bytes = 0;
        }
        self.scratch.write_all(line.as_bytes())?;
        self.scratch.write_all(b"\n")?;
        self.bytes += length;
        self.lately_bytes += length;
        self.lately.insert(line);
        Ok(())
    }

    /// Writes each line once, on a line of its own, with commas between.
    pub(super) fn write(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.scratch.flush()?;
        self.lately = HashSet::new();
        // Equal lines fall into one share; a share fits into memory.
        let shares = self.bytes / KEPT_BYTES + 1;
        let mut any = false;
        for share in 0..shares {
            let scratch = self.scratch.get_mut();
            scratch.rewind()?;
            let mut seen = HashSet::new();
            for line in BufReader::new(scratch).lines() {
                let line = line?;
                if hash(&line) % shares != share || seen.contains(&line) {
                    continue;
                }
                out.write_all(if any { b",\n" } else { b"\n" })?;
                any = true;
                out.write_all(line.as_bytes())?;
                seen.insert(line);
            }
        }
        Ok(())
    }
}

fn hash(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn each_line_comes_once_however_many_there_are() {
        let mut lines = Distinct::new(Box::new(Cursor::new(Vec::new())));
        // Far more than is kept, each line several times, near and far.
        for number in (0..2_000).chain(500..1_000).chain(0..2_000) {
            lines.add(format!("line {}", number / 2)).unwrap();
        }
        assert!(lines.bytes > 10 * KEPT_BYTES, "it had to forget");
        let mut written = Vec::new();
        lines.write(&mut written).unwrap();
        let written = String::from_utf8(written).unwrap();
        let mut found: Vec<_> = written.trim().split(",\n").map(str::to_owned).collect();
        found.sort();
        let mut expected: Vec<_> = (0..1_000).map(|number| format!("line {number}")).collect();
        expected.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn no_lines_are_nothing() {
        let mut written = Vec::new();
        Distinct::new(Box::new(Cursor::new(Vec::new()))).write(&mut written).unwrap();
        assert!(written.is_empty());
    }
}
