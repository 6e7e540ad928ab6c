//! Reading parts of a file, as the Parquet decoder asks for them.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use bytes::{Buf as _, Bytes, buf::Reader};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

use super::remote::Object;

/// An open file; cheap to clone, readable from several threads at once.
#[derive(Debug, Clone)]
pub(crate) struct FileBytes {
    source: Source,
    length: u64,
    /// Parts already fetched: what a store is asked for comes in few large pieces.
    fetched: Arc<Vec<(u64, Bytes)>>,
}

#[derive(Debug, Clone)]
enum Source {
    Local(Arc<File>),
    Remote(Arc<Object>),
}

impl FileBytes {
    pub(super) fn local(file: File, length: u64) -> Self {
        Self { source: Source::Local(Arc::new(file)), length, fetched: Arc::default() }
    }

    pub(super) fn remote(object: Object, length: u64) -> Self {
        Self { source: Source::Remote(Arc::new(object)), length, fetched: Arc::default() }
    }

    /// Some bytes. Blocks.
    pub(crate) fn range(&self, from: u64, length: usize) -> io::Result<Bytes> {
        if let Some(part) = self.at_hand(from, length) {
            return Ok(part);
        }
        match &self.source {
            Source::Local(file) => {
                let mut buffer = vec![0; length];
                file.read_exact_at(&mut buffer, from)?;
                Ok(buffer.into())
            }
            Source::Remote(object) => object.range(from, length),
        }
    }

    /// The same file with some ranges at hand. On a local disk nothing is read ahead: the operating
    /// system does that. Blocks.
    pub(crate) fn with(&self, ranges: &[std::ops::Range<u64>]) -> io::Result<Self> {
        match &self.source {
            Source::Local(_) => Ok(self.clone()),
            Source::Remote(object) => {
                Ok(Self { fetched: Arc::new(object.ranges(ranges)?), ..self.clone() })
            }
        }
    }

    fn at_hand(&self, from: u64, length: usize) -> Option<Bytes> {
        self.fetched.iter().find_map(|(start, part)| {
            let begin = usize::try_from(from.checked_sub(*start)?).ok()?;
            let end = begin.checked_add(length)?;
            (end <= part.len()).then(|| part.slice(begin..end))
        })
    }
}

impl Length for FileBytes {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for FileBytes {
    type T = Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        // Asked for page headers where no index of pages is at hand; ours have one.
        let length = usize::try_from((self.length - start).min(1 << 16)).expect("64 KiB");
        Ok(self.get_bytes(start, length)?.reader())
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        self.range(start, length).map_err(|error| ParquetError::External(Box::new(error)))
    }
}
