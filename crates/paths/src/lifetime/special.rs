//! Special functions of the models.

/// ln Γ(x) for x > 0, to the last digit or two: the routine of FreeBSD's mathematical library.
pub(super) fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// ln B(a, b), the beta function.
pub(super) fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// ln(1 + eˣ) without overflow.
pub(super) fn ln_one_plus_exp(x: f64) -> f64 {
    if x > 0.0 { x + (-x).exp().ln_1p() } else { x.exp().ln_1p() }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, right: f64, error: f64) -> bool {
        (found / right - 1.0).abs() < error
    }

    #[test]
    fn gamma_and_beta() {
        assert!(close(ln_gamma(0.5), std::f64::consts::PI.sqrt().ln(), 1e-15));
        assert!(close(ln_gamma(11.0), 3_628_800_f64.ln(), 1e-15));
        // By mpmath, 20 digits.
        assert!(close(ln_gamma(1e-3), 6.907178885383853, 1e-15));
        assert!(close(ln_gamma(1234.5), 7550.550901077895, 1e-15));
        assert!(close(ln_beta(2.0, 3.0), (1.0 / 12.0_f64).ln(), 1e-15));
    }

    #[test]
    fn logarithms_without_overflow() {
        assert_eq!((ln_one_plus_exp(1e4), ln_one_plus_exp(-1e4)), (1e4, 0.0));
        assert!(close(ln_one_plus_exp(0.0), 2.0_f64.ln(), 1e-15));
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
