//! Reading parts of a file, as the Parquet decoder asks for them.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use bytes::{Buf as _, Bytes, BytesMut, buf::Reader};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

use super::LogFile;
use super::checks::Checks;
use super::remote::Object;

/// An open file; cheap to clone, readable from several threads at once.
#[derive(Debug, Clone)]
pub(crate) struct FileBytes {
    source: Source,
    length: u64,
    checks: Checks,
    /// Parts already fetched: what a store is asked for comes in few large pieces.
    fetched: Arc<Vec<(u64, Bytes)>>,
}

#[derive(Debug, Clone)]
enum Source {
    Local(Arc<File>),
    Remote(Arc<Object>),
}

impl FileBytes {
    pub(super) fn local(open: File, file: &LogFile) -> Self {
        Self::new(Source::Local(Arc::new(open)), file)
    }

    pub(super) fn remote(object: Object, file: &LogFile) -> Self {
        Self::new(Source::Remote(Arc::new(object)), file)
    }

    fn new(source: Source, file: &LogFile) -> Self {
        let checks = file.checks.clone();
        Self { source, length: file.bytes, checks, fetched: Arc::default() }
    }

    /// Some bytes, as they were written. Blocks.
    pub(crate) fn range(&self, from: u64, length: usize) -> io::Result<Bytes> {
        if let Some(part) = self.at_hand(from, length) {
            return Ok(part);
        }
        let until = from.checked_add(length as u64).ok_or(io::ErrorKind::UnexpectedEof)?;
        let (start, bytes) = self.blocks(from..until, BytesMut::new())?;
        let begin = usize::try_from(from - start).map_err(io::Error::other)?;
        Ok(bytes.slice(begin..begin + length))
    }

    /// The whole blocks around some bytes, as they were written, and where they begin. What is read
    /// from a local disk is put into `memory`. Blocks.
    pub(super) fn blocks(
        &self,
        wanted: Range<u64>,
        mut memory: BytesMut,
    ) -> io::Result<(u64, Bytes)> {
        if wanted.end > self.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let blocks = self.checks.around(wanted, self.length);
        let bytes = match &self.source {
            Source::Local(file) => {
                memory.resize(size(&blocks)?, 0);
                file.read_exact_at(&mut memory, blocks.start)?;
                memory.freeze()
            }
            Source::Remote(object) => object.range(blocks.start, size(&blocks)?)?,
        };
        self.checks.verify(blocks.start, &bytes)?;
        Ok((blocks.start, bytes))
    }

    /// The same file with some ranges at hand, where it lies in a store in which each request takes
    /// its time. Blocks.
    pub(crate) fn with(&self, ranges: &[Range<u64>]) -> io::Result<Self> {
        let around = |range: &Range<u64>| self.checks.around(range.clone(), self.length);
        let fetched = match &self.source {
            Source::Local(_) => return Ok(self.clone()),
            Source::Remote(object) => {
                object.ranges(&ranges.iter().map(around).collect::<Vec<_>>())?
            }
        };
        for (from, bytes) in &fetched {
            self.checks.verify(*from, bytes)?;
        }
        Ok(Self { fetched: Arc::new(fetched), ..self.clone() })
    }

    pub(super) fn at_hand(&self, from: u64, length: usize) -> Option<Bytes> {
        self.fetched.iter().find_map(|(start, part)| {
            let begin = usize::try_from(from.checked_sub(*start)?).ok()?;
            let end = begin.checked_add(length)?;
            (end <= part.len()).then(|| part.slice(begin..end))
        })
    }
}

fn size(range: &Range<u64>) -> io::Result<usize> {
    usize::try_from(range.end - range.start).map_err(io::Error::other)
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
