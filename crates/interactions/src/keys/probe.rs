//! Finding keys among sorted keys, with as little reading as can be.

use std::io;

use bytes::Bytes;

use super::{KEY_BYTES, Key};

const BITS_A_KEY: u64 = 10;
const PROBES: u32 = 6;

/// A Bloom filter (Bloom 1970) over keys. These are digests: their own bytes serve as hashes, taken
/// two by two (Kirsch and Mitzenmacher 2006). About one in a hundred absent keys passes.
#[derive(Debug)]
pub(super) struct Filter {
    words: Vec<u64>,
    bits: u64,
}

impl Filter {
    pub(super) fn new(keys: u64) -> Self {
        let words = (keys * BITS_A_KEY).div_ceil(64).max(1);
        let length = usize::try_from(words).expect("filters are bounded");
        Self { words: vec![0; length], bits: words * 64 }
    }

    fn places(&self, key: &Key) -> impl Iterator<Item = u64> + use<> {
        // The first bytes are spoken for: they say where in the run a key lies.
        let first = u64::from(u32::from_le_bytes(key[4..8].try_into().expect("four bytes")));
        let step = u64::from(u32::from_le_bytes(key[8..12].try_into().expect("four bytes"))) | 1;
        let bits = self.bits;
        (0..PROBES).map(move |probe| {
            let mixed = (first + u64::from(probe) * step).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let place = (u128::from(mixed) * u128::from(bits)) >> 64;
            u64::try_from(place).expect("below the number of bits")
        })
    }

    pub(super) fn add(&mut self, key: &Key) {
        for place in self.places(key) {
            self.words[(place / 64) as usize] |= 1 << (place % 64);
        }
    }

    pub(super) fn may_hold(&self, key: &Key) -> bool {
        self.places(key).all(|place| self.words[(place / 64) as usize] & (1 << (place % 64)) != 0)
    }
}

/// Keys in a block: a page of the disk for few keys, more where many are asked for.
const SMALL_BLOCK: usize = 341;
const LARGE_BLOCK: usize = 1 << 14;

/// The places in `asked` (ascending) of those that are among `total` sorted keys, of which `read`
/// gives some from a place on. Interpolation search: keys are digests, and therefore even.
pub(super) fn find(
    asked: &[Key],
    total: u64,
    read: impl Fn(u64, usize) -> io::Result<Bytes>,
) -> io::Result<Vec<usize>> {
    let mut found = Vec::new();
    if asked.is_empty() || total == 0 {
        return Ok(found);
    }
    let dense = total / (asked.len() as u64) < LARGE_BLOCK as u64 / 4;
    let size = if dense { LARGE_BLOCK } else { SMALL_BLOCK };
    let mut block = Block { first: 0, bytes: Bytes::new() };
    let mut low = Bound { place: 0, key: 0 };
    for (place, key) in asked.iter().enumerate() {
        let mut high = Bound { place: total, key: u64::MAX };
        loop {
            match block.locate(key) {
                Found::Here(is_here) => {
                    if is_here {
                        found.push(place);
                    }
                    break;
                }
                Found::Before if block.first < high.place => {
                    high = Bound { place: block.first, key: leading(block.key(0)) };
                }
                Found::After => {
                    low = Bound { place: block.end(), key: leading(block.key(block.len() - 1)) };
                }
                Found::Before | Found::Unknown => {}
            }
            if low.place >= high.place {
                break;
            }
            block = next_block(&low, &high, key, size, &read)?;
        }
    }
    Ok(found)
}

#[derive(Debug, Clone, Copy)]
struct Bound {
    place: u64,
    key: u64,
}

fn next_block(
    low: &Bound,
    high: &Bound,
    key: &Key,
    size: usize,
    read: impl Fn(u64, usize) -> io::Result<Bytes>,
) -> io::Result<Block> {
    let room = high.place - low.place;
    let count = usize::try_from(room).unwrap_or(usize::MAX).min(size);
    let span = high.key.saturating_sub(low.key).max(1);
    let ahead = leading(key).saturating_sub(low.key).min(span);
    let guess = (u128::from(ahead) * u128::from(room) / u128::from(span)).min(u128::from(room));
    let guess = u64::try_from(guess).expect("no more than the room");
    // Many keys are asked in order: what follows is of use then, what lies before is not.
    let back = if size == LARGE_BLOCK { 64 } else { count as u64 / 2 };
    let first = (low.place + guess.saturating_sub(back)).min(high.place - count as u64);
    Ok(Block { first, bytes: read(first, count)? })
}

struct Block {
    first: u64,
    bytes: Bytes,
}

enum Found {
    Here(bool),
    Before,
    After,
    Unknown,
}

impl Block {
    fn len(&self) -> usize {
        self.bytes.len() / KEY_BYTES
    }

    fn end(&self) -> u64 {
        self.first + self.len() as u64
    }

    fn key(&self, place: usize) -> &[u8] {
        &self.bytes[place * KEY_BYTES..(place + 1) * KEY_BYTES]
    }

    fn locate(&self, key: &Key) -> Found {
        if self.bytes.is_empty() {
            return Found::Unknown;
        }
        if key.as_slice() < self.key(0) {
            return Found::Before;
        }
        if key.as_slice() > self.key(self.len() - 1) {
            return Found::After;
        }
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.key(middle) < key.as_slice() { low = middle + 1 } else { high = middle }
        }
        Found::Here(low < self.len() && self.key(low) == key.as_slice())
    }
}

fn leading(key: &[u8]) -> u64 {
    u64::from_be_bytes(key[..8].try_into().expect("a key is longer"))
}
