//! How sure a share is, and a difference of two shares: 95 % intervals.
//!
//! Wilson's score interval for one share and Newcombe's hybrid score interval (his method 10) for a
//! difference: neither leaves 0 to 1, both hold what they promise at small numbers and at shares near
//! 0 and 1. Wilson, *JASA* 22, 1927; Newcombe, *Statistics in Medicine* 17, 1998, 857–872 and 873–890.

use serde::Serialize;
use utoipa::ToSchema;

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A figure with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Estimate {
    /// As observed.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Estimate {
    /// Whether the interval leaves out zero: for a difference, whether there is one.
    pub fn excludes_zero(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The share `of` among `all`, from 0 to 1. None where there is nobody.
pub fn share(of: u64, all: u64) -> Option<Estimate> {
    if all == 0 {
        return None;
    }
    let (n, value) = (all as f64, of as f64 / all as f64);
    let middle = value + Z * Z / (2.0 * n);
    let half = Z * (value * (1.0 - value) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    // At no or all hits an end of the interval is the share itself, but for rounding.
    let low = if of == 0 { 0.0 } else { (middle - half) / scale };
    let high = if of == all { 1.0 } else { (middle + half) / scale };
    Some(Estimate { value, low, high })
}

/// The first share less the second, from −1 to 1.
pub fn difference(first: Estimate, second: Estimate) -> Estimate {
    let value = first.value - second.value;
    let down = (first.value - first.low).hypot(second.high - second.value);
    let up = (first.high - first.value).hypot(second.value - second.low);
    Estimate { value, low: value - down, high: value + up }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Estimate, low: f64, high: f64) {
        assert!((found.low - low).abs() < 5e-5, "{found:?}");
        assert!((found.high - high).abs() < 5e-5, "{found:?}");
    }

    #[test]
    fn shares_as_newcombe_prints_them() {
        close(share(81, 263).unwrap(), 0.2553, 0.3662);
        close(share(15, 148).unwrap(), 0.0624, 0.1605);
        close(share(0, 20).unwrap(), 0.0, 0.1611);
        close(share(1, 29).unwrap(), 0.0061, 0.1718);
        assert_eq!(share(29, 29).unwrap().high, 1.0);
        assert!(share(0, 0).is_none());
    }

    #[test]
    fn differences_as_newcombe_prints_them() {
        let of = |a, m, b, n| difference(share(a, m).unwrap(), share(b, n).unwrap());
        close(of(56, 70, 48, 80), 0.0524, 0.3339);
        close(of(9, 10, 3, 10), 0.1705, 0.8090);
        close(of(10, 10, 0, 10), 0.6075, 1.0);
        close(of(0, 10, 0, 20), -0.1611, 0.2775);
        assert!(of(56, 70, 48, 80).excludes_zero() && !of(0, 10, 0, 20).excludes_zero());
    }
}
