//! Sums of fractions that come out the same in whatever order they are added.
//!
//! Floating-point addition depends on the order, so that two machines that split a scan otherwise would
//! answer otherwise in the last digits. Here every addend is rounded once to a multiple of 2⁻⁴⁰ (about
//! 10⁻¹²) and the rest is whole numbers: an [`ExactSum`] of these.

use serde::{Deserialize, Serialize};

use super::exact::ExactSum;

const UNITS: f64 = (1_u64 << 40) as f64;

/// Below this many units a floating-point number still has halves.
const SMALL: f64 = (1_u64 << 51) as f64;

/// A sum of fractions: fixed point, 128 bits. Holds 10¹² conversions or 10²⁶ of money.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sum(ExactSum);

impl Sum {
    /// The nearest multiple of 2⁻⁴⁰; nothing for what is not a finite number.
    pub fn of(number: f64) -> Self {
        let units = number * UNITS;
        if units.abs() < SMALL {
            // Nearly all are: 64 bits hold them, and cutting off after adding a half rounds them.
            return Self(i128::from((units + 0.5_f64.copysign(units)) as i64).into());
        }
        // A conversion from floating point saturates; a hundredth of the range leaves room to add.
        let most = (i128::MAX / 128) as f64;
        let finite = if units.is_finite() { units.round().clamp(-most, most) as i128 } else { 0 };
        Self(finite.into())
    }

    /// As a floating-point number.
    pub fn get(self) -> f64 {
        self.0.get() as f64 / UNITS
    }
}

impl std::ops::AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.0.merge(other.0);
    }
}

impl std::ops::Sub for Sum {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self((self.0.get() - other.0.get()).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_and_what_is_no_number_adds_nothing() {
        let numbers = [0.1, 1e9, 1.0 / 3.0, -7.25, f64::NAN, f64::INFINITY, 2e-12];
        let mut forth = Sum::default();
        let mut back = Sum::default();
        numbers.iter().for_each(|number| forth += Sum::of(*number));
        numbers.iter().rev().for_each(|number| back += Sum::of(*number));
        assert_eq!(forth, back);
        let plain = 0.1 + 1e9 + 1.0 / 3.0 - 7.25;
        assert!((forth.get() - plain).abs() < 1e-6);
        assert_eq!(
            serde_json::from_str::<Sum>(&serde_json::to_string(&forth).unwrap()).unwrap(),
            forth
        );
    }

    #[test]
    fn halves_are_exact() {
        let mut sum = Sum::of(0.5);
        sum += Sum::of(0.25);
        assert_eq!((sum.get(), (sum - Sum::of(1.0)).get()), (0.75, -0.25));
        assert_eq!(Sum::of(2047.75).get(), 2047.75);
        assert_eq!(Sum::of(-2048.25).get(), -2048.25);
    }
}
