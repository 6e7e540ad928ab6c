//! Bit-packed numbers, 32 at a time.
//!
//! Of each width there is one piece of straight code whose shifts and masks are constants, as in
//! Lemire and Boytsov, *Decoding billions of integers per second through vectorization* (Software:
//! Practice and Experience 45, 2015). A number is one load of eight bytes, a shift and a mask; only
//! those wider than 57 bits may need a ninth byte.

/// Numbers unpacked at once: 32 of any width fill whole bytes.
pub(super) const AT_ONCE: usize = 32;

/// What is looked at of the packed bytes: 32 numbers of 64 bits, and a load past the last.
pub(super) const WINDOW: usize = AT_ONCE * 8 + 8;

/// Some packed numbers, whatever follows them, and zeros where nothing does.
pub(super) type Packed = [u8; WINDOW];

/// Unpacks 32 numbers of `width` bits, at most 64.
#[inline]
pub(super) fn unpack(width: u8, packed: &Packed, into: &mut [u64; AT_ONCE]) {
    dispatch(width, packed, |place, number| into[place] = number);
}

/// The same as the sums of their steps: each number and `step` is added to the one before, from
/// `last` on, which becomes the last of them.
#[inline]
pub(super) fn unpack_sums(
    width: u8,
    packed: &Packed,
    step: i64,
    last: &mut i64,
    into: &mut [i64; AT_ONCE],
) {
    let mut sum = *last;
    dispatch(width, packed, |place, number| {
        sum = sum.wrapping_add(number.cast_signed().wrapping_add(step));
        into[place] = sum;
    });
    *last = sum;
}

/// What follows `from`, as the unpacking wants it: in place, or put into `scratch` near the end.
#[inline]
pub(super) fn window<'p>(bytes: &'p [u8], from: usize, scratch: &'p mut Packed) -> &'p Packed {
    let rest = bytes.get(from..).unwrap_or_default();
    match rest.first_chunk() {
        Some(packed) => packed,
        None => {
            scratch.fill(0);
            scratch[..rest.len()].copy_from_slice(rest);
            scratch
        }
    }
}

macro_rules! by_width {
    ($width:expr, $packed:expr, $each:expr; $($w:literal)*) => {
        match $width {
            $($w => straight::<$w>($packed, $each),)*
            _ => straight::<64>($packed, $each),
        }
    };
}

#[inline(always)]
fn dispatch(width: u8, packed: &Packed, each: impl FnMut(usize, u64)) {
    by_width!(width, packed, each;
        0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34
        35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63);
}

#[inline(always)]
fn straight<const WIDTH: usize>(packed: &Packed, mut each: impl FnMut(usize, u64)) {
    macro_rules! unrolled {
        ($($place:literal)*) => { $(each($place, number::<WIDTH>(packed, $place));)* };
    }
    unrolled!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31);
}

#[inline(always)]
fn number<const WIDTH: usize>(packed: &Packed, place: usize) -> u64 {
    if WIDTH == 0 {
        return 0;
    }
    let (byte, bit) = (place * WIDTH / 8, place * WIDTH % 8);
    let word = packed[byte..byte + 8].try_into().expect("eight bytes");
    let mut number = u64::from_le_bytes(word) >> bit;
    if bit + WIDTH > 64 {
        number |= u64::from(packed[byte + 8]) << (64 - bit);
    }
    number & (u64::MAX >> (64 - WIDTH))
}

/// The number of `width` bits at a place, bit by bit: for tests, and to pack what they read.
#[cfg(test)]
pub(super) mod slow {
    /// As Parquet packs them: from the lowest bit of the first byte on.
    pub(crate) fn pack(width: u8, numbers: &[u64]) -> Vec<u8> {
        let width = usize::from(width);
        let mut packed = vec![0; (numbers.len() * width).div_ceil(8)];
        for (place, number) in numbers.iter().enumerate() {
            for bit in 0..width {
                let at = place * width + bit;
                packed[at / 8] |= ((number >> bit & 1) as u8) << (at % 8);
            }
        }
        packed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_packed_comes_out(
            width in 0..=64_u8, numbers in prop::collection::vec(any::<u64>(), AT_ONCE),
            after in prop::collection::vec(any::<u8>(), 0..20), step in any::<i64>(), from in any::<i64>(),
        ) {
            let mask = u64::MAX.checked_shr(64 - u32::from(width)).unwrap_or(0);
            let numbers: Vec<u64> = numbers.iter().map(|number| number & mask).collect();
            let mut bytes = slow::pack(width, &numbers);
            bytes.extend(after);
            let mut scratch = [9; WINDOW];
            let packed = window(&bytes, 0, &mut scratch);
            let mut plain = [0; AT_ONCE];
            unpack(width, packed, &mut plain);
            prop_assert_eq!(&plain[..], &numbers);
            let (mut last, mut sums) = (from, [0; AT_ONCE]);
            unpack_sums(width, packed, step, &mut last, &mut sums);
            let mut due = from;
            for (number, sum) in numbers.iter().zip(sums) {
                due = due.wrapping_add(number.cast_signed()).wrapping_add(step);
                prop_assert_eq!(sum, due);
            }
            prop_assert_eq!(last, due);
        }
    }
}
