//! Runs of one number and bit-packed numbers, as dictionary indices and levels are written.
//!
//! The format (Apache Parquet, *Encodings*, "Run Length Encoding / Bit-Packing Hybrid"): a number
//! whose lowest bit says what follows, one value that many times, or that many groups of eight
//! bit-packed values.

use bytes::Bytes;

use super::delta::varint;
use super::unpack::{AT_ONCE, WINDOW, unpack, window};
use super::words::{Result, cut_short, wrong};

/// Numbers of up to 32 bits, read from the begin on.
pub(super) struct Hybrid {
    bytes: Bytes,
    next: usize,
    width: u8,
    run: Run,
}

#[derive(Clone, Copy)]
enum Run {
    Same { value: u32, left: usize },
    Packed { start: usize, read: usize, left: usize },
}

/// Some neighbouring numbers.
pub(super) enum Piece<'n> {
    /// One, so many times.
    Same(u32, usize),
    /// Each.
    Each(&'n [u64]),
    /// Each, of one bit: the first is the lowest, and how many.
    Bits(u32, usize),
}

impl Hybrid {
    pub(super) fn new(bytes: Bytes, width: u8) -> Result<Self> {
        if width > 32 {
            return Err(wrong("a page has numbers that are wider than 32 bits"));
        }
        Ok(Self { bytes, next: 0, width, run: Run::Same { value: 0, left: 0 } })
    }

    /// Reads so many numbers and hands them on, piece by piece. What is above the last of
    /// [`Piece::Bits`] means nothing.
    pub(super) fn each(
        &mut self,
        count: usize,
        mut take: impl FnMut(Piece<'_>) -> Result<()>,
    ) -> Result<()> {
        let (mut scratch, mut numbers) = ([0; WINDOW], [0; AT_ONCE]);
        let mut wanted = count;
        while wanted > 0 {
            match &mut self.run {
                Run::Same { left: 0, .. } | Run::Packed { left: 0, .. } => self.begin()?,
                Run::Same { value, left } => {
                    let some = wanted.min(*left);
                    *left -= some;
                    wanted -= some;
                    take(Piece::Same(*value, some))?;
                }
                Run::Packed { start, read, left } => {
                    // Groups of eight begin at whole bytes.
                    let skip = *read % 8;
                    let some = wanted.min(*left).min(AT_ONCE - skip);
                    let width = usize::from(self.width);
                    let from = *start + (*read - skip) / 8 * width;
                    if from + ((skip + some) * width).div_ceil(8) > self.bytes.len() {
                        return Err(cut_short());
                    }
                    let packed = window(&self.bytes, from, &mut scratch);
                    *read += some;
                    *left -= some;
                    wanted -= some;
                    if width == 1 {
                        let bits = u32::from_le_bytes([packed[0], packed[1], packed[2], packed[3]]);
                        take(Piece::Bits(bits >> skip, some))?;
                    } else {
                        unpack(self.width, packed, &mut numbers);
                        take(Piece::Each(&numbers[skip..skip + some]))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<()> {
        let head = varint(&self.bytes, &mut self.next)?;
        let count = usize::try_from(head >> 1).ok().filter(|count| *count <= u32::MAX as usize);
        let count = count.ok_or_else(|| wrong("a run in a page is longer than any"))?;
        let width = usize::from(self.width);
        if head & 1 == 0 {
            let bytes = width.div_ceil(8);
            let value = self.bytes.get(self.next..self.next + bytes).ok_or_else(cut_short)?;
            let value = value.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte));
            self.next += bytes;
            self.run = Run::Same { value, left: count };
        } else {
            self.run = Run::Packed { start: self.next, read: 0, left: count * 8 };
            self.next += count * width;
        }
        Ok(())
    }
}
