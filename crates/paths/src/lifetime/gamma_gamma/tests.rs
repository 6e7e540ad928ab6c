use super::*;
use crate::lifetime::testing::Chances;

/// The published parameters of the data set CDNOW (dollars).
const CDNOW: GammaGamma = GammaGamma { p: 6.248_80, q: 3.744_59, gamma: 15.447_75 };

#[test]
fn published_points() {
    assert!((CDNOW.mean() - 35.171).abs() < 1e-3);
    // The first of the published customers: two repeat purchases worth 22.35 on average, and one of
    // 11.77; then one without.
    assert!((CDNOW.expected(2, 22.35) - 24.65).abs() < 0.01);
    assert!((CDNOW.expected(1, 11.77) - 18.91).abs() < 0.01);
    assert!((CDNOW.expected(0, 0.0) - 35.17).abs() < 0.01);
    assert_eq!(GammaGamma { q: 1.0, ..CDNOW }.mean(), f64::INFINITY);
}

#[test]
fn likelihood_of_a_handful_of_rows() {
    let rows = [(1, 11.77), (2, 22.35), (29, 30.1), (0, 5.0), (3, 0.0)]
        .map(|(frequency, mean_value)| CountedValue { frequency, mean_value, customers: 1 });
    // By the formula of the paper with 30 digits (mpmath), of the three that say something.
    assert!((CDNOW.log_likelihood(&rows) / -11.024133553602063 - 1.0).abs() < 1e-12);
}

#[test]
fn a_fit_finds_what_purchases_were_made_of() {
    let made = GammaGamma { p: 5.0, q: 4.0, gamma: 20.0 };
    let mut chances = Chances::new(3);
    let rows: Vec<CountedValue> = (0..3_000)
        .map(|place| {
            let frequency = 1 + place % 6;
            let x = f64::from(frequency);
            let rate = chances.gamma(made.q, made.gamma);
            CountedValue {
                frequency,
                mean_value: chances.gamma(made.p * x, rate * x),
                customers: 1,
            }
        })
        .collect();
    let fitted = GammaGamma::fit(&rows);
    assert!(fitted.converged && fitted.log_likelihood >= made.log_likelihood(&rows));
    let errors = fitted.standard_errors().unwrap();
    for ((found, error), right) in
        fitted.model.parameters().iter().zip(&errors).zip(made.parameters())
    {
        assert!(
            (found - right).abs() < 3.0 * error && *error < 0.2 * right,
            "{found} ± {error}, not {right}"
        );
    }
}
