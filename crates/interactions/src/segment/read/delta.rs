//! Pages of DELTA_BINARY_PACKED numbers.
//!
//! The format (Apache Parquet, *Encodings*, "Delta Encoding"): a header of how many numbers a block
//! has, in how many miniblocks, how many there are in all, and the first of them; then blocks, each
//! with its smallest step, the widths of its miniblocks, and what each step has more than the
//! smallest, bit-packed. Where all steps of a miniblock are equal its width is zero: no row of it
//! is looked at then.

use bytes::Bytes;

use super::unpack::{AT_ONCE, Packed, WINDOW, unpack, unpack_sums, window};
use super::words::{Result, cut_short, wrong};

/// Numbers of one page, read from its begin on.
pub(super) struct Deltas {
    bytes: Bytes,
    /// Where the next miniblock, or the next block, begins.
    next: usize,
    /// Numbers not yet read.
    left: usize,
    /// The number read last; before the first is read, the first.
    last: i64,
    first: bool,
    /// Numbers of a miniblock, and miniblocks of a block.
    mini: usize,
    minis: usize,
    /// Of the block at hand: the smallest step, where its widths are, miniblocks begun.
    step: i64,
    widths: usize,
    begun: usize,
    /// Of the miniblock at hand: where it begins, its width, numbers read and not yet read.
    start: usize,
    width: u8,
    read: usize,
    unread: usize,
}

/// Some neighbouring steps of one miniblock.
struct Steps {
    /// Where the 32 begin that they are of; how many of these were read before.
    start: usize,
    skip: usize,
    count: usize,
    width: u8,
    step: i64,
}

impl Deltas {
    /// The numbers of a page that has so many at most.
    pub(super) fn new(bytes: Bytes, most: usize) -> Result<Self> {
        let mut next = 0;
        let block = small(varint(&bytes, &mut next)?)?;
        let minis = small(varint(&bytes, &mut next)?)?;
        let total = usize::try_from(varint(&bytes, &mut next)?).unwrap_or(usize::MAX);
        let first = zigzag(varint(&bytes, &mut next)?);
        let mini = block.checked_div(minis).unwrap_or(0);
        if mini == 0 || mini % AT_ONCE != 0 || mini * minis != block || total > most {
            return Err(wrong("a page of numbers has a header that makes no sense"));
        }
        Ok(Self {
            bytes,
            next,
            left: total,
            last: first,
            first: true,
            mini,
            minis,
            step: 0,
            widths: 0,
            begun: minis,
            start: 0,
            width: 0,
            read: 0,
            unread: 0,
        })
    }

    /// Reads so many numbers.
    pub(super) fn fill(&mut self, mut into: &mut [i64]) -> Result<()> {
        let mut scratch = [0; WINDOW];
        if let (Some(first), true) = (into.first_mut(), self.first) {
            *first = self.take_first()?;
            into = &mut into[1..];
        }
        while !into.is_empty() {
            let steps = self.steps(into.len())?;
            let (part, rest) = into.split_at_mut(steps.count);
            into = rest;
            let mut last = self.last;
            if steps.width == 0 {
                for number in part {
                    last = last.wrapping_add(steps.step);
                    *number = last;
                }
            } else if let Ok(part) = <&mut [i64; AT_ONCE]>::try_from(&mut *part) {
                let packed = window(&self.bytes, steps.start, &mut scratch);
                unpack_sums(steps.width, packed, steps.step, &mut last, part);
            } else {
                let packed = window(&self.bytes, steps.start, &mut scratch);
                let all = steps.unpacked(packed);
                for (number, step) in part.iter_mut().zip(&all[steps.skip..]) {
                    last = last.wrapping_add(*step);
                    *number = last;
                }
            }
            self.last = last;
        }
        Ok(())
    }

    /// Passes so many numbers.
    pub(super) fn skip(&mut self, count: usize) -> Result<()> {
        self.changes(count, |_, _| ())
    }

    /// Reads so many numbers, and tells the first of them and those
    /// that differ from the one before, with their places from 0. No row is looked at where none
    /// differ.
    pub(super) fn changes(
        &mut self,
        count: usize,
        mut changed: impl FnMut(usize, i64),
    ) -> Result<()> {
        let mut scratch = [0; WINDOW];
        let mut place = 0;
        if self.first && count > 0 {
            changed(0, self.take_first()?);
            place = 1;
        }
        while place < count {
            let steps = self.steps(count - place)?;
            let mut last = self.last;
            if steps.width > 0 {
                let packed = window(&self.bytes, steps.start, &mut scratch);
                let all = steps.unpacked(packed);
                let some = &all[steps.skip..steps.skip + steps.count];
                // Few of many rows are a customer's first: mostly there is no step at all, else one bit
                // is noted for each there is.
                let mut there = 0_u32;
                if all.iter().fold(0, |any, step| any | step) != 0 {
                    let bit = |bits, step: &i64| bits << 1 | u32::from(*step != 0);
                    there = some.iter().rev().fold(0, bit);
                }
                there |= u32::from(place == 0);
                while there != 0 {
                    let at = there.trailing_zeros() as usize;
                    there &= there - 1;
                    last = last.wrapping_add(some[at]);
                    changed(place + at, last);
                }
            } else if steps.step != 0 || place == 0 {
                let told = if steps.step == 0 { 1 } else { steps.count };
                for at in 0..told {
                    last = last.wrapping_add(steps.step);
                    changed(place + at, last);
                }
            }
            self.last = last;
            place += steps.count;
        }
        Ok(())
    }

    fn take_first(&mut self) -> Result<i64> {
        self.left = self.left.checked_sub(1).ok_or_else(cut_short)?;
        self.first = false;
        Ok(self.last)
    }

    /// The next steps, `most` at most; they are passed.
    fn steps(&mut self, most: usize) -> Result<Steps> {
        if self.unread == 0 {
            self.begin_mini()?;
        }
        let skip = self.read % AT_ONCE;
        let count = match self.width {
            0 => self.unread.min(most),
            _ => self.unread.min(most).min(AT_ONCE - skip),
        };
        let start = self.start + (self.read - skip) / 8 * usize::from(self.width);
        let end = start + ((skip + count) * usize::from(self.width)).div_ceil(8);
        if end > self.bytes.len() {
            return Err(cut_short());
        }
        self.read += count;
        self.unread -= count;
        self.left -= count;
        Ok(Steps { start, skip, count, width: self.width, step: self.step })
    }

    fn begin_mini(&mut self) -> Result<()> {
        if self.left == 0 {
            return Err(cut_short());
        }
        if self.begun == self.minis {
            self.step = zigzag(varint(&self.bytes, &mut self.next)?);
            self.widths = self.next;
            self.next += self.minis;
            self.begun = 0;
        }
        self.width = *self.bytes.get(self.widths + self.begun).ok_or_else(cut_short)?;
        if self.width > 64 {
            return Err(wrong("a page of numbers has some that are wider than 64 bits"));
        }
        self.begun += 1;
        self.start = self.next;
        self.next += self.mini / 8 * usize::from(self.width);
        self.read = 0;
        self.unread = self.mini.min(self.left);
        Ok(())
    }
}

impl Steps {
    /// The whole steps of the 32 that these are of.
    #[inline]
    fn unpacked(&self, packed: &Packed) -> [i64; AT_ONCE] {
        let (mut more, mut all) = ([0; AT_ONCE], [0; AT_ONCE]);
        unpack(self.width, packed, &mut more);
        for (step, more) in all.iter_mut().zip(more) {
            *step = more.cast_signed().wrapping_add(self.step);
        }
        all
    }
}

/// An unsigned number in groups of seven bits, the lowest first.
pub(super) fn varint(bytes: &[u8], at: &mut usize) -> Result<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at).ok_or_else(cut_short)?;
        *at += 1;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(wrong("a number in a page is longer than any"))
}

fn zigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// Numbers of a block: what is more is no block of ours, nor of anybody.
fn small(number: u64) -> Result<usize> {
    let most = 1 << 20;
    let small = usize::try_from(number).ok().filter(|number| *number <= most);
    small.ok_or_else(|| wrong("a page of numbers has blocks beyond all measure"))
}
