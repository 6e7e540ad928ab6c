//! Reading parts of a file, as the Parquet decoder asks for them.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use bytes::{Buf as _, Bytes, buf::Reader};
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

/// What is fetched before it is asked for piece by piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AtOnce {
    /// Only what lies in a store, where each request takes its time.
    Remote,
    /// Also what lies on a local disk: one read and whole blocks to check, instead of many small
    /// reads that each check the blocks around them.
    Always,
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
        let until = from.checked_add(length as u64).filter(|until| *until <= self.length);
        let wanted = from..until.ok_or(io::ErrorKind::UnexpectedEof)?;
        let blocks = self.checks.around(wanted, self.length);
        let start = blocks.start;
        let bytes = match &self.source {
            Source::Local(file) => read(file, blocks)?,
            Source::Remote(object) => object.range(start, size(&blocks)?)?,
        };
        self.checks.verify(start, &bytes)?;
        let begin = usize::try_from(from - start).map_err(io::Error::other)?;
        Ok(bytes.slice(begin..begin + length))
    }

    /// The same file with some ranges at hand. Blocks.
    pub(crate) fn with(&self, ranges: &[Range<u64>], at_once: AtOnce) -> io::Result<Self> {
        let around = |range: &Range<u64>| self.checks.around(range.clone(), self.length);
        let fetched = match &self.source {
            Source::Local(_) if at_once == AtOnce::Remote => return Ok(self.clone()),
            Source::Local(file) => {
                let part = |blocks: Range<u64>| Ok((blocks.start, read(file, blocks)?));
                ranges.iter().map(around).map(part).collect::<io::Result<Vec<_>>>()?
            }
            Source::Remote(object) => {
                object.ranges(&ranges.iter().map(around).collect::<Vec<_>>())?
            }
        };
        for (from, bytes) in &fetched {
            self.checks.verify(*from, bytes)?;
        }
        Ok(Self { fetched: Arc::new(fetched), ..self.clone() })
    }

    fn at_hand(&self, from: u64, length: usize) -> Option<Bytes> {
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

fn read(file: &File, range: Range<u64>) -> io::Result<Bytes> {
    let mut buffer = vec![0; size(&range)?];
    file.read_exact_at(&mut buffer, range.start)?;
    Ok(buffer.into())
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
