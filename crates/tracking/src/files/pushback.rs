//! A reader that takes bytes back.

use std::io::{self, BufRead, Read};

/// Gives the bytes pushed back before those of `inner`.
pub(super) struct Pushback<R> {
    inner: R,
    pushed: Vec<u8>,
    at: usize,
}

impl<R: BufRead> Pushback<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, pushed: Vec::new(), at: 0 }
    }

    /// Takes back `bytes`, the last that were read.
    pub(super) fn push_back(&mut self, bytes: &[u8]) {
        // Most often they were pushed back before. Stepping back over them instead of copying what
        // is left keeps a file full of damage from costing its square.
        let before = self.at.checked_sub(bytes.len());
        if let Some(before) = before.filter(|&before| &self.pushed[before..self.at] == bytes) {
            self.at = before;
            return;
        }
        let mut pushed = bytes.to_vec();
        pushed.extend_from_slice(&self.pushed[self.at..]);
        (self.pushed, self.at) = (pushed, 0);
    }
}

impl<R: BufRead> Read for Pushback<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Pushback<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.pushed.len() {
            Ok(&self.pushed[self.at..])
        } else {
            self.inner.fill_buf()
        }
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.pushed.len() {
            self.at += count;
        } else {
            self.inner.consume(count);
        }
    }
}
