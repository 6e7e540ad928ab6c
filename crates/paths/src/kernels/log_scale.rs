//! Durations in 256 classes, so that medians and other quantiles merge.
//!
//! Whole seconds, eight classes to each doubling: exact below 16 s, then within 1/8 of the value, up
//! to the 136 years that 32 bits hold. A quantile is the middle of its class, so at most 6.25 % off.
//! The scale is that of HdrHistogram (Tene), with three significant bits.

/// Classes; one byte numbers them.
pub const CLASSES: usize = 256;

/// The class of a duration in µs. Below zero counts as zero.
pub fn class(micros: i64) -> u8 {
    let seconds = u32::try_from((micros / 1_000_000).max(0)).unwrap_or(u32::MAX);
    if seconds < 8 {
        return seconds.to_le_bytes()[0];
    }
    let doubling = 31 - seconds.leading_zeros();
    let eighth = (seconds >> (doubling - 3)) & 7;
    ((doubling - 2) * 8 + eighth).to_le_bytes()[0]
}

/// The middle of a class, in seconds.
pub fn middle(class: u8) -> f64 {
    let (from, width) = bounds(class);
    // Whole seconds: the middle of 16 and 17 is 16.5, that of 5 alone is 5.
    from + (width - 1.0) / 2.0
}

/// The last moment (µs) that falls into a class.
pub fn last_micros(class: u8) -> i64 {
    let (from, width) = bounds(class);
    (from + width) as i64 * 1_000_000 - 1
}

/// The class in which the `share` quantile lies (0 to 1), by counts of classes; the lower of two
/// middles. None where nothing was counted.
pub fn quantile(counts: impl Iterator<Item = u64> + Clone, share: f64) -> Option<u8> {
    let all: u64 = counts.clone().sum();
    let rank = ((all as f64 * share).ceil() as u64).clamp(1, all.max(1));
    let mut below = 0;
    for (class, count) in (0..=u8::MAX).zip(counts) {
        below += count;
        if below >= rank {
            return Some(class);
        }
    }
    None
}

/// First second and width in seconds.
fn bounds(class: u8) -> (f64, f64) {
    if class < 8 {
        return (f64::from(class), 1.0);
    }
    let doubling = u32::from(class) / 8 + 2;
    let width = 2_f64.powi(i32::try_from(doubling).expect("at most 33") - 3);
    (f64::from(8 + class % 8) * width, width)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn classes_by_hand() {
        let seconds = |seconds: i64| class(seconds * 1_000_000 + 999_999);
        assert_eq!([seconds(0), seconds(7), seconds(8), seconds(15)], [0, 7, 8, 15]);
        // 16 and 17 share a class; 3600 = 2^11 + 1552, and 1552 / 256 = 6.06: class 9 × 8 + 6.
        assert_eq!([seconds(16), seconds(17), seconds(18), seconds(3600)], [16, 16, 17, 78]);
        assert_eq!(middle(16), 16.5);
        assert_eq!((class(-5), class(i64::MAX)), (0, 239));
    }

    #[test]
    fn quantiles_are_the_lower_middle() {
        let mut counts = [0_u64; CLASSES];
        assert_eq!(quantile(counts.iter().copied(), 0.5), None);
        (counts[3], counts[9]) = (2, 2);
        let at = |share| quantile(counts.iter().copied(), share);
        assert_eq!([at(0.0), at(0.5), at(0.51), at(1.0)], [Some(3), Some(3), Some(9), Some(9)]);
    }

    proptest! {
        #[test]
        fn within_a_sixteenth(micros in 0..4_000_000_000_000_000_i64) {
            let seconds = (micros / 1_000_000) as f64;
            prop_assert!((middle(class(micros)) - seconds).abs() <= seconds / 16.0);
            prop_assert!(micros <= last_micros(class(micros)));
            prop_assert!(class(last_micros(class(micros)) + 1) == class(micros) + 1);
        }
    }
}
