//! Checksums of the blocks of a file: any part of it is known to be as it was written, without a
//! look at the rest.
//!
//! They lie in the manifest and not in the file: the file stays what every other tool reads, and one
//! that was put in the place of another is noticed too. Cost: 4 bytes of manifest for each 8 KiB.

use std::error::Error;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use crc32fast::Hasher;

/// Bytes of a block; the last is shorter.
const BLOCK: u64 = 8 << 10;

/// A checksum (CRC-32, ISO 3309) for each block; none for files from before there were any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Checks(Arc<[u32]>);

impl Checks {
    /// As the manifest keeps them.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        Self(
            bytes
                .chunks_exact(4)
                .map(|sum| u32::from_le_bytes([sum[0], sum[1], sum[2], sum[3]]))
                .collect(),
        )
    }

    /// As [`from_bytes`](Self::from_bytes) reads them.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|sum| sum.to_le_bytes()).collect()
    }

    /// The whole blocks that hold some bytes of a file of so many.
    pub(super) fn around(&self, wanted: Range<u64>, file: u64) -> Range<u64> {
        if self.0.is_empty() {
            return wanted;
        }
        wanted.start / BLOCK * BLOCK..wanted.end.next_multiple_of(BLOCK).min(file)
    }

    /// That whole blocks, which begin at `from`, are as they were written.
    pub(super) fn verify(&self, from: u64, bytes: &[u8]) -> io::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let first = usize::try_from(from / BLOCK).expect("as many as fit in memory");
        let blocks = bytes.chunks(usize::try_from(BLOCK).expect("small"));
        for (place, block) in blocks.enumerate() {
            if self.0.get(first + place) != Some(&crc32fast::hash(block)) {
                return Err(io::Error::other(Altered));
            }
        }
        Ok(())
    }
}

/// Some bytes are not as they were written.
#[derive(Debug)]
pub(super) struct Altered;

impl fmt::Display for Altered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("its checksum differs")
    }
}

impl Error for Altered {}

impl Altered {
    /// Whether it is what lies behind an error.
    pub(super) fn is_behind(error: &(dyn Error + 'static)) -> bool {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        inner.is_some_and(<dyn Error + Send + Sync>::is::<Self>)
            || error.source().is_some_and(Self::is_behind)
    }
}

/// Sums blocks as they are written.
#[derive(Debug, Default)]
pub(super) struct Summing {
    sums: Vec<u32>,
    block: Hasher,
    filled: u64,
}

impl Summing {
    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = usize::try_from(BLOCK - self.filled).expect("small");
            let (taken, rest) = bytes.split_at(room.min(bytes.len()));
            self.block.update(taken);
            self.filled += taken.len() as u64;
            if self.filled == BLOCK {
                self.close();
            }
            bytes = rest;
        }
    }

    fn close(&mut self) {
        self.sums.push(std::mem::take(&mut self.block).finalize());
        self.filled = 0;
    }

    pub(super) fn finish(mut self) -> Checks {
        if self.filled > 0 {
            self.close();
        }
        Checks(self.sums.into())
    }
}
