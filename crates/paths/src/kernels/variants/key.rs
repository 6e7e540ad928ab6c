//! How a path is found: a hash of its codes, and its first eight codes as one number.

use std::ops::Range;

/// So many codes are compared as one number.
pub(super) const HEAD: usize = 8;

/// A path as the index knows it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Key {
    /// Multiplied and folded, eight codes at a time. It only has to spread: what it finds is
    /// compared.
    pub(super) hash: u64,
    /// The first eight codes, zeros where the path is shorter: with the length, all of a short
    /// path.
    pub(super) head: u64,
    pub(super) length: u32,
}

impl Key {
    /// Of the path at some places of `codes`. What lies behind it is read, so that short paths take
    /// no branches, and has no part in it.
    #[inline]
    pub(super) fn of(codes: &[u8], path: Range<usize>) -> Self {
        let length = path.len();
        let behind = &codes[path.start..];
        let head = match behind.first_chunk::<HEAD>() {
            Some(head) => u64::from_le_bytes(*head),
            None => behind.iter().rev().fold(0, |head, code| head << 8 | u64::from(*code)),
        };
        let head = head & u64::MAX.unbounded_shr((HEAD - length.min(HEAD)) as u32 * 8);
        let mut hash = fold(head ^ 0xa076_1d64_78bd_642f, length as u64 ^ 0xe703_7ed1_a0b4_28db);
        if length > HEAD {
            let (words, _) = codes[path.start + HEAD..path.end].as_chunks::<HEAD>();
            // The last eight, of which some may have been read already.
            let last = codes[path.end - HEAD..path.end].as_chunks::<HEAD>().0;
            for word in words.iter().chain(last) {
                hash = fold(hash ^ u64::from_le_bytes(*word), 0x8ebc_6af0_9c88_c6e3);
            }
        }
        // No path of a chunk is longer than its rows, whose numbers fit.
        Self { hash, head, length: length as u32 }
    }
}

#[inline]
fn fold(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    (product >> 64) as u64 ^ product as u64
}
