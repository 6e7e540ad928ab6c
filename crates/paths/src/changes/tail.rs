//! How probable it is that the best window of a series without a change looks this good.
//!
//! The largest of all windows' likelihood ratios is larger than any one's would be. With z = √(2 LLR),
//! m days and windows of a day up to all but one, the tail of the largest |z| is
//!
//! P(max |z| > b) ≈ ½ b³ φ(b) ∫ ν²(b ∕ √(m t (1 − t))) ∕ (t (1 − t)²) dt, t from ½ to 1 − 1/m
//!
//! (Siegmund, *Approximate tail probabilities for the maxima of some random fields*, 1988; as used by
//! Olshen, Venkatraman, Lucito and Wigler, *Circular binary segmentation*, 2004). ν corrects for days
//! being whole. Nothing is simulated, so that the answer is the same each time and a very small
//! probability is not cut at one in the number of simulations.

use std::f64::consts::PI;

/// Parts that the integral is summed in; more change the third digit.
const PARTS: usize = 400;

/// The probability that the best window of `days` passes z = `b` by chance.
pub fn best_window(b: f64, days: usize) -> f64 {
    if b < 2.0 || days < 4 {
        return 1.0;
    }
    let m = days as f64;
    // In u = 1 − t on a logarithmic scale: short windows weigh most.
    let (low, high) = ((1.0 / m).ln(), 0.5_f64.ln());
    let step = (high - low) / PARTS as f64;
    let at = |part: usize| {
        let u = (low + (part as f64 + 0.5) * step).exp();
        let nu = overshoot(b / (m * u * (1.0 - u)).sqrt());
        nu * nu / ((1.0 - u) * u)
    };
    let integral: f64 = (0..PARTS).map(|part| at(part) * step).sum();
    let density = (-b * b / 2.0).exp() / (2.0 * PI).sqrt();
    (0.5 * b.powi(3) * density * integral).min(1.0)
}

/// Siegmund's ν: how much a walk in steps overshoots a bound less than a path without steps touches it.
fn overshoot(x: f64) -> f64 {
    if x < 1e-3 {
        return 1.0;
    }
    let half = x / 2.0;
    let density = (-half * half / 2.0).exp() / (2.0 * PI).sqrt();
    let below = normal(half);
    (2.0 / x) * (below - 0.5) / (half * below + density)
}

/// The standard normal distribution function, within 7.5 · 10⁻⁸ (Abramowitz and Stegun 26.2.17).
fn normal(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x.abs());
    let terms = [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let sum = terms.iter().rev().fold(0.0, |sum, term| (sum + term) * t);
    let above = (-x * x / 2.0).exp() / (2.0 * PI).sqrt() * sum;
    if x < 0.0 { above } else { 1.0 - above }
}

/// Benjamini and Hochberg, *Controlling the false discovery rate*, 1995: for each probability, among
/// `tests` that were made, the rate of false finds among all that look at least as good.
pub fn false_discovery(p: &[f64], tests: usize) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*b].total_cmp(&p[*a]));
    let mut rates = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (above, place) in order.into_iter().enumerate() {
        let rank = (p.len() - above) as f64;
        least = least.min(p[place] * tests as f64 / rank);
        rates[place] = least;
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_distribution_and_the_overshoot_are_those_of_the_tables() {
        for (x, below) in [(0.0, 0.5), (1.0, 0.841_344_7), (-1.96, 0.024_997_9), (3.0, 0.998_650_1)]
        {
            assert!((normal(x) - below).abs() < 1e-6, "{x}");
        }
        // Siegmund: ν(x) ≈ exp(−0.583 x) for small x.
        for x in [0.1, 0.5, 1.0] {
            assert!((overshoot(x) - (-0.583 * x).exp()).abs() < 0.02, "{x}");
        }
    }

    #[test]
    fn more_days_and_a_lower_bound_are_more_probable() {
        assert!(best_window(4.0, 365) > best_window(5.0, 365));
        assert!(best_window(5.0, 365) > best_window(5.0, 90));
        assert!(best_window(7.0, 365) < 1e-7 && best_window(1.0, 365) > 0.99);
    }

    #[test]
    fn the_rate_of_false_finds_is_that_of_benjamini_and_hochberg() {
        // Of four tests: 0.01 · 4 ∕ 1, 0.02 · 4 ∕ 2 and 0.03 · 4 ∕ 3 are all 0.04; 0.5 stays.
        let rates = false_discovery(&[0.02, 0.5, 0.01, 0.03], 4);
        for (rate, due) in rates.iter().zip([0.04, 0.5, 0.04, 0.04]) {
            assert!((rate - due).abs() < 1e-12);
        }
        // What was tested and is not worth a line counts as well.
        assert!((false_discovery(&[0.001], 100)[0] - 0.1).abs() < 1e-12);
    }
}
