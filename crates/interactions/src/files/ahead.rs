//! A part of a file that is read from its begin to its end.

use std::io;
use std::sync::{Mutex, PoisonError};

use bytes::{Buf as _, Bytes, BytesMut, buf::Reader};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

use super::FileBytes;

/// Bytes read at once: what stays in the processor's cache until it is decoded.
const AHEAD: u64 = 192 << 10;

/// A part of a file as the Parquet decoder asks for it, page by page. What lies on a local disk is read
/// some pages at a time, each block checked once, into memory that is used again.
#[derive(Debug)]
pub(crate) struct ReadAhead {
    file: FileBytes,
    /// Nothing is read from here on but what is asked for.
    until: u64,
    /// What was read last, and where it begins.
    held: Mutex<(u64, Bytes)>,
}

impl ReadAhead {
    pub(crate) fn new(file: FileBytes, until: u64) -> Self {
        Self { file, until, held: Mutex::default() }
    }

    fn range(&self, from: u64, length: usize) -> io::Result<Bytes> {
        if let Some(bytes) = self.file.at_hand(from, length) {
            return Ok(bytes);
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = part_of(&held, from, length) {
            return Ok(bytes);
        }
        let most = self.until.min(from.saturating_add(AHEAD));
        let until = from.saturating_add(length as u64).max(most);
        let (_, old) = std::mem::take(&mut *held);
        let memory = old.try_into_mut().unwrap_or_else(|_| BytesMut::new());
        *held = self.file.blocks(from..until, memory)?;
        part_of(&held, from, length).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

fn part_of((start, bytes): &(u64, Bytes), from: u64, length: usize) -> Option<Bytes> {
    let begin = usize::try_from(from.checked_sub(*start)?).ok()?;
    let end = begin.checked_add(length)?;
    (end <= bytes.len()).then(|| bytes.slice(begin..end))
}

impl Length for ReadAhead {
    fn len(&self) -> u64 {
        self.file.len()
    }
}

impl ChunkReader for ReadAhead {
    type T = Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        // Asked for page headers where no index of pages is at hand; ours have one.
        let length = usize::try_from((self.len() - start).min(1 << 16)).expect("64 KiB");
        Ok(self.get_bytes(start, length)?.reader())
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        self.range(start, length).map_err(|error| ParquetError::External(Box::new(error)))
    }
}
