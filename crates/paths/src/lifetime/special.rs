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
}
