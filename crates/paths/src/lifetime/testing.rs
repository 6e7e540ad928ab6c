//! What the tests of the models share: Gauss's function, of which the published formulas are made, and
//! customers that behave as a model says.

use super::bg_nbd::{BgNbd, Form};
use super::{CountedPurchases, Purchases};

/// Terms of [`hypergeometric`] at most; reached only with z beyond about 1 − 10⁻⁵.
const TERMS: u32 = 1_000_000;

/// Gauss's ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c > 0, by its series (Abramowitz & Stegun 15.1.1).
///
/// Made for c > a + b − 1, where the terms fall at least like zⁿ: use Euler's transformation
/// ₂F₁(a, b; c; z) = (1 − z)^(c − a − b) ₂F₁(c − a, c − b; c; z) (15.3.3) to get there. Relative
/// error below 10⁻¹³ where terms have one sign; the nearer z to 1, the more terms.
pub(super) fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 0..TERMS {
        let n = f64::from(n);
        let ratio = (a + n) * (b + n) / ((c + n) * (1.0 + n)) * z;
        term *= ratio;
        sum += term;
        // What is left is less than a geometric series, once terms fall.
        let ratio = ratio.abs().max(z);
        if ratio < 1.0 && (term * ratio).abs() <= f64::EPSILON * 0.25 * (1.0 - ratio) * sum.abs() {
            break;
        }
    }
    sum
}

/// A stable stream of chances.
pub(super) struct Chances(u64);

impl Chances {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Between 0 and 1, never either (SplitMix64, Steele, Lea & Flood 2014).
    pub(super) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ bits >> 31) >> 11) as f64 / (1_u64 << 53) as f64 + f64::EPSILON / 4.0
    }

    pub(super) fn exponential(&mut self, rate: f64) -> f64 {
        -self.next().ln() / rate
    }

    /// Of a shape and a rate (Marsaglia & Tsang 2000; Box & Muller 1958 within).
    pub(super) fn gamma(&mut self, shape: f64, rate: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0, rate) * self.next().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let normal =
                (-2.0 * self.next().ln()).sqrt() * (std::f64::consts::TAU * self.next()).cos();
            let cube = (1.0 + normal / (9.0 * d).sqrt()).powi(3);
            if cube > 0.0 && self.next().ln() < normal * normal / 2.0 + d - d * cube + d * cube.ln()
            {
                return d * cube / rate;
            }
        }
    }

    pub(super) fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (one, other) = (self.gamma(a, 1.0), self.gamma(b, 1.0));
        one / (one + other)
    }
}

/// Customers who behave as a model says, seen for 20 to 60 weeks.
pub(super) fn customers(model: &BgNbd, count: u32) -> Vec<CountedPurchases> {
    let mut chances = Chances::new(11);
    (0..count)
        .map(|_| {
            let (rate, leaves) =
                (chances.gamma(model.r, model.alpha), chances.beta(model.a, model.b));
            let age = 20.0 + (40.0 * chances.next()).floor();
            let (mut frequency, mut recency) = (0, 0.0);
            let mut stays = model.form == Form::BgNbd || chances.next() > leaves;
            while stays {
                let next = recency + chances.exponential(rate);
                if next > age {
                    break;
                }
                (frequency, recency) = (frequency + 1, next);
                stays = chances.next() > leaves;
            }
            CountedPurchases { purchases: Purchases { frequency, recency, age }, customers: 1 }
        })
        .collect()
}

mod tests {
    use super::*;

    fn close(found: f64, right: f64, error: f64) -> bool {
        (found / right - 1.0).abs() < error
    }

    #[test]
    fn hypergeometric_where_it_is_something_else() {
        for z in [0.0, 0.1, 0.5, 0.9, 0.99] {
            // ₂F₁(1, 1; 2; z) = −ln(1 − z) / z; ₂F₁(a, b; b; z) = (1 − z)^−a; atanh(√z) / √z.
            let logarithm = if z > 0.0 { -f64::ln_1p(-z) / z } else { 1.0 };
            assert!(close(hypergeometric(1.0, 1.0, 2.0, z), logarithm, 1e-13));
            assert!(close(hypergeometric(0.3, 1.7, 1.7, z), (1.0 - z).powf(-0.3), 1e-13));
            let root = z.sqrt();
            let inverse = if z > 0.0 { root.atanh() / root } else { 1.0 };
            assert!(close(hypergeometric(0.5, 1.0, 1.5, z), inverse, 1e-13));
        }
    }

    #[test]
    fn hypergeometric_by_another_program() {
        // By mpmath, 30 digits.
        let rows = [
            ((1.976, -0.207, 4.22, 0.5), 0.9446600018060886),
            ((2.976, -0.207, 5.2, 0.93), 0.8420845883259703),
            ((-0.5, 0.891, 2.3, 0.7), 0.8458809372606946),
            ((0.26, -0.2, 103.2, 0.999), 0.9994941635914799),
            ((3.5, 1.2, 4.1, 0.999), 201.41624311538337),
        ];
        for ((a, b, c, z), right) in rows {
            assert!(close(hypergeometric(a, b, c, z), right, 1e-13), "{a} {b} {c} {z}");
        }
    }
}
