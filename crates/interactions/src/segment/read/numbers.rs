//! A column of numbers: its pages one after the other, decoded straight to where they are wanted.
//!
//! The pages themselves, their headers and their decompression are the `parquet` crate's; what is in
//! them is read here, for all encodings that segments are written in.

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageReader};

use super::delta::Deltas;
use super::hybrid::{Hybrid, Piece};
use super::words::{Result, cut_short, wrong};

/// What a column of numbers holds.
pub(super) trait Number: Copy + Default {
    /// As plain pages and dictionaries hold it.
    const BYTES: usize;

    /// From so many bytes.
    fn from_bytes(bytes: &[u8]) -> Self;

    /// The next ones of a page of deltas, if there are such.
    fn fill(_deltas: &mut Deltas, _into: &mut [Self]) -> Result<()> {
        Err(unknown())
    }
}

impl Number for i64 {
    const BYTES: usize = 8;

    fn from_bytes(bytes: &[u8]) -> Self {
        Self::from_le_bytes(bytes.try_into().expect("eight bytes"))
    }

    fn fill(deltas: &mut Deltas, into: &mut [Self]) -> Result<()> {
        deltas.fill(into)
    }
}

impl Number for u32 {
    const BYTES: usize = 4;

    fn from_bytes(bytes: &[u8]) -> Self {
        Self::from_le_bytes(bytes.try_into().expect("four bytes"))
    }
}

impl Number for f64 {
    const BYTES: usize = 8;

    fn from_bytes(bytes: &[u8]) -> Self {
        Self::from_le_bytes(bytes.try_into().expect("eight bytes"))
    }
}

/// The values of a page that are not yet read.
enum Values {
    Deltas(Deltas),
    /// Places in the dictionary.
    Places(Hybrid),
    Plain(Bytes),
}

/// A column of one row group.
pub(super) struct Numbers<T> {
    pages: Box<dyn PageReader>,
    dictionary: Vec<T>,
    /// Which rows of the page have a value, where not all need have one.
    levels: Option<Hybrid>,
    optional: bool,
    values: Values,
    /// Rows of the page that are not yet read.
    left: usize,
    /// Which of some rows have a value; memory that is used again.
    there: Vec<(u32, usize)>,
    found: Vec<T>,
}

impl<T: Number> Numbers<T> {
    pub(super) fn new(pages: Box<dyn PageReader>, optional: bool) -> Self {
        Self {
            pages,
            dictionary: Vec::new(),
            levels: None,
            optional,
            values: Values::Plain(Bytes::new()),
            left: 0,
            there: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Passes some rows and adds the next to `into`. Rows without a value are `none`.
    pub(super) fn read(
        &mut self,
        skip: usize,
        count: usize,
        into: &mut Vec<T>,
        none: T,
    ) -> Result<()> {
        self.skip(skip)?;
        let mut from = into.len();
        let until = from + count;
        into.resize(until, none);
        while from < until {
            let some = self.at_hand(until - from)?;
            let part = &mut into[from..from + some];
            if self.optional {
                self.fill_optional(part)?;
            } else {
                fill(&mut self.values, &self.dictionary, part)?;
            }
            self.left -= some;
            from += some;
        }
        Ok(())
    }

    fn skip(&mut self, mut rows: usize) -> Result<()> {
        while rows > 0 {
            if self.left == 0 {
                let next = self.pages.peek_next_page()?;
                let whole = next.filter(|page| !page.is_dict).and_then(|page| page.num_rows);
                if let Some(whole) = whole.filter(|whole| *whole <= rows) {
                    self.pages.skip_next_page()?;
                    rows -= whole;
                    continue;
                }
            }
            let some = self.at_hand(rows)?;
            let passed = if self.optional { self.note(some)? } else { some };
            match &mut self.values {
                Values::Deltas(deltas) => deltas.skip(passed)?,
                Values::Places(places) => places.each(passed, |_| Ok(()))?,
                Values::Plain(bytes) => drop(plain::<T>(bytes, passed)?),
            }
            self.left -= some;
            rows -= some;
        }
        Ok(())
    }

    /// How many rows of the page at hand may be read, `most` at most and one at least.
    fn at_hand(&mut self, most: usize) -> Result<usize> {
        while self.left == 0 {
            self.next_page()?;
        }
        Ok(self.left.min(most))
    }

    fn next_page(&mut self) -> Result<()> {
        // What was read last is given back first, so that its memory is used again.
        (self.values, self.levels) = (Values::Plain(Bytes::new()), None);
        match self.pages.get_next_page()?.ok_or_else(cut_short)? {
            Page::DictionaryPage { mut buf, num_values, .. } => {
                let bytes = plain::<T>(&mut buf, num_values as usize)?;
                self.dictionary = bytes.chunks_exact(T::BYTES).map(T::from_bytes).collect();
            }
            Page::DataPage { mut buf, num_values, encoding, .. } => {
                self.left = num_values as usize;
                if self.optional {
                    let length = taken(&mut buf, 4)?;
                    let length = u32::from_bytes(&length) as usize;
                    self.levels = Some(Hybrid::new(taken(&mut buf, length)?, 1)?);
                }
                self.values = match encoding {
                    Encoding::DELTA_BINARY_PACKED => Values::Deltas(Deltas::new(buf, self.left)?),
                    Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
                        // Where no row has a value, nothing follows.
                        let width = taken(&mut buf, 1).map_or(0, |width| width[0]);
                        Values::Places(Hybrid::new(buf, width)?)
                    }
                    Encoding::PLAIN => Values::Plain(buf),
                    _ => return Err(unknown()),
                };
            }
            Page::DataPageV2 { .. } => return Err(unknown()),
        }
        Ok(())
    }

    /// Notes which of the next rows have a value, and says how many.
    fn note(&mut self, rows: usize) -> Result<usize> {
        let there = &mut self.there;
        there.clear();
        let mut all = 0;
        let levels = self.levels.as_mut().ok_or_else(cut_short)?;
        levels.each(rows, |piece| {
            match piece {
                Piece::Same(level, mut count) => {
                    all += if level > 0 { count } else { 0 };
                    while count > 0 {
                        let some = count.min(32);
                        there.push((if level > 0 { u32::MAX } else { 0 }, some));
                        count -= some;
                    }
                }
                Piece::Bits(bits, count) => {
                    let bits = bits & (u32::MAX >> (32 - count));
                    all += bits.count_ones() as usize;
                    there.push((bits, count));
                }
                Piece::Each(_) => return Err(wrong("levels are of one bit")),
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// The next rows, of which those without a value stay as they are.
    fn fill_optional(&mut self, into: &mut [T]) -> Result<()> {
        let there = self.note(into.len())?;
        self.found.resize(there, T::default());
        fill(&mut self.values, &self.dictionary, &mut self.found)?;
        let mut found = self.found.iter();
        let mut from = 0;
        for (bits, count) in &self.there {
            let part = &mut into[from..from + count];
            from += count;
            let mut bits = *bits & (u32::MAX >> (32 - count));
            while bits != 0 {
                part[bits.trailing_zeros() as usize] = *found.next().ok_or_else(cut_short)?;
                bits &= bits - 1;
            }
        }
        Ok(())
    }
}

impl Numbers<i64> {
    /// Passes some rows, reads the next so many, and tells those whose number differs from that of the
    /// row before, with their places among them; the first is always told, and others may be that need
    /// not. For columns in which a number stands many times in a row.
    pub(super) fn changes(
        &mut self,
        skip: usize,
        count: usize,
        mut changed: impl FnMut(usize, i64),
    ) -> Result<()> {
        self.skip(skip)?;
        let mut from = 0;
        while from < count {
            let some = self.at_hand(count - from)?;
            if let Values::Deltas(deltas) = &mut self.values {
                deltas.changes(some, |place, number| changed(from + place, number))?;
            } else {
                self.found.resize(some, 0);
                fill(&mut self.values, &self.dictionary, &mut self.found)?;
                for (place, number) in (from..).zip(&self.found) {
                    changed(place, *number);
                }
            }
            self.left -= some;
            from += some;
        }
        Ok(())
    }
}

fn fill<T: Number>(values: &mut Values, dictionary: &[T], into: &mut [T]) -> Result<()> {
    match values {
        Values::Deltas(deltas) => T::fill(deltas, into),
        Values::Plain(bytes) => {
            let bytes = plain::<T>(bytes, into.len())?;
            for (number, bytes) in into.iter_mut().zip(bytes.chunks_exact(T::BYTES)) {
                *number = T::from_bytes(bytes);
            }
            Ok(())
        }
        Values::Places(places) => {
            let mut from = 0;
            let beyond = || wrong("a page names what its dictionary does not hold");
            let one = |place: usize| dictionary.get(place).copied().ok_or_else(beyond);
            places.each(into.len(), |piece| {
                match piece {
                    Piece::Same(place, count) => {
                        into[from..from + count].fill(one(place as usize)?);
                        from += count;
                    }
                    Piece::Bits(bits, count) => {
                        for (bit, number) in into[from..from + count].iter_mut().enumerate() {
                            *number = one((bits >> bit & 1) as usize)?;
                        }
                        from += count;
                    }
                    Piece::Each(places) => {
                        for (number, place) in into[from..].iter_mut().zip(places) {
                            *number = one(*place as usize)?;
                        }
                        from += places.len();
                    }
                }
                Ok(())
            })
        }
    }
}

/// The bytes of so many plain numbers.
fn plain<T: Number>(bytes: &mut Bytes, count: usize) -> Result<Bytes> {
    taken(bytes, count.checked_mul(T::BYTES).ok_or_else(cut_short)?)
}

fn taken(bytes: &mut Bytes, count: usize) -> Result<Bytes> {
    if count > bytes.len() {
        return Err(cut_short());
    }
    Ok(bytes.split_to(count))
}

fn unknown() -> parquet::errors::ParquetError {
    wrong("a page is written in a way that no version of ours does")
}

#[cfg(test)]
mod tests;
