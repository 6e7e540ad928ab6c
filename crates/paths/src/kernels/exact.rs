//! Sums that do not depend on the order of their terms.
//!
//! Floating point sums differ in their last digits with the order in which buckets are merged; 64
//! bits of microseconds overflow after some 300,000 customers with a year each. So sums are
//! integers of 128 bits: of µs for times, of millionths for money and scores.

use serde::{Deserialize, Serialize};

/// Millionths in a unit of money or score.
const MILLION: f64 = 1e6;

/// Below this a value in millionths fits 64 bits.
const FITS: f64 = 9.2e12;

/// A sum of integers, exact up to 1.7 · 10³⁸. In two halves, since JSON has no wider integer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExactSum {
    low: u64,
    high: i64,
}

impl From<i128> for ExactSum {
    fn from(sum: i128) -> Self {
        Self { low: sum as u64, high: (sum >> 64) as i64 }
    }
}

impl ExactSum {
    /// Adds a term.
    #[inline]
    pub fn add(&mut self, term: i128) {
        *self = self.get().wrapping_add(term).into();
    }

    /// Adds the time between two instants in µs, of which the second is not earlier.
    #[inline]
    pub fn add_time(&mut self, from: i64, to: i64) {
        self.add(i128::from(elapsed(from, to)));
    }

    /// Adds money or a score, rounded to a millionth. What is not finite adds nothing; what is
    /// beyond 10³² is taken as that.
    #[inline]
    pub fn add_value(&mut self, value: f64) {
        let scaled = value * MILLION + 0.5_f64.copysign(value);
        if value.abs() >= FITS {
            self.add_large(scaled);
        } else {
            // Rows with and without a value come in no order that a processor could foresee, so
            // there is no branch for them: NaN is cast to zero.
            self.add(i128::from(scaled as i64));
        }
    }

    #[cold]
    fn add_large(&mut self, scaled: f64) {
        if scaled.is_finite() {
            self.add(scaled.clamp(-1e38, 1e38) as i128);
        }
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: Self) {
        self.add(other.get());
    }

    /// The sum.
    #[inline]
    pub fn get(self) -> i128 {
        (i128::from(self.high) << 64) | i128::from(self.low)
    }

    /// The sum of values added with [`add_value`](Self::add_value), or in seconds one of times in
    /// µs.
    pub fn millionths(self) -> f64 {
        self.get() as f64 / MILLION
    }

    /// [`millionths`](Self::millionths) by `count`; none of none.
    pub fn mean(self, count: u64) -> Option<f64> {
        (count > 0).then(|| self.millionths() / count as f64)
    }
}

/// µs from one instant to another that is not earlier; exact for any two.
#[inline]
pub fn elapsed(from: i64, to: i64) -> u64 {
    to.wrapping_sub(from) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_pass_64_bits_and_come_back() {
        let mut sum = ExactSum::default();
        for _ in 0..3 {
            sum.add_time(i64::MIN, i64::MAX);
        }
        assert_eq!(sum.get(), 3 * i128::from(u64::MAX));
        sum.add(-4 * i128::from(u64::MAX));
        assert_eq!(sum.get(), -i128::from(u64::MAX));
        let text = serde_json::to_string(&sum).unwrap();
        assert_eq!(serde_json::from_str::<ExactSum>(&text).unwrap(), sum);
    }

    #[test]
    fn values_are_rounded_to_a_millionth_and_large_ones_still_count() {
        let mut sum = ExactSum::default();
        for value in [0.1, 0.2, -0.300_000_2, f64::NAN, f64::INFINITY] {
            sum.add_value(value);
        }
        assert_eq!(sum.get(), 0);
        sum.add_value(1e15);
        sum.add_value(-2.5);
        assert_eq!(sum.get(), 1_000_000_000_000_000_000_000 - 2_500_000);
        assert_eq!(sum.mean(4), Some(999_999_999_999_997.5 / 4.0));
        assert_eq!(sum.mean(0), None);
    }
}
