use proptest::prelude::*;

use super::*;
use crate::lifetime::testing::{customers, hypergeometric};

/// The published parameters of the data set CDNOW (weeks).
const CDNOW: BgNbd =
    BgNbd { form: Form::BgNbd, r: 0.242_593, alpha: 4.413_531, a: 0.792_886, b: 2.425_754 };

fn close(found: f64, right: f64, error: f64) -> bool {
    (found / right - 1.0).abs() < error
}

fn history(frequency: u32, recency: f64, age: f64) -> Purchases {
    Purchases { frequency, recency, age }
}

#[test]
fn published_points() {
    let customer = history(2, 30.43, 38.86);
    assert!(close(CDNOW.expected_of(&customer, 39.0), 1.226, 1e-3));
    assert!(close(CDNOW.alive(&customer), 0.726_61, 1e-5));
    assert_eq!(CDNOW.alive(&history(0, 0.0, 38.86)), 1.0);
    // The last is published as 1.8576; these parameters give 1.857973 by the formula with 25 digits
    // (mpmath) too.
    for (time, right) in [(1.0, 0.053_184_768), (31.857, 1.040_492_6), (78.0, 1.857_972_9)] {
        assert!(close(CDNOW.expected(time), right, 1e-7), "{time}");
    }
    for (time, right) in [(1.0, 0.0532), (31.857, 1.0405), (78.0, 1.8576)] {
        assert!((CDNOW.expected(time) - right).abs() < 5e-4, "{time}");
    }
    // These were published for parameters of three decimals.
    let rounded = BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, ..CDNOW };
    assert!(close(rounded.chance(10, 2.0), 1.07869e-7, 1e-5));
    assert!(close(rounded.chance(0, 39.0), 0.573_786_4, 1e-7));
}

/// The published formula, with Euler's transformation carried out: the power before the series is
/// (1 − z)^(a − 1) then, and neither overflows.
fn published(model: &BgNbd, of: &Purchases, time: f64) -> f64 {
    let x = f64::from(of.frequency);
    let z = time / (model.alpha + of.age + time);
    let c = model.a + model.stays(x) - 1.0;
    let series = hypergeometric(c - model.r - x, model.a - 1.0, c, z);
    model.alive(of) * c / (model.a - 1.0) * (1.0 - (1.0 - z).powf(model.a - 1.0) * series)
}

#[test]
fn a_large_number_of_purchases_does_not_overflow() {
    let often = history(40_000, 51.999, 52.0);
    let found = CDNOW.expected_of(&often, 500.0);
    assert!(close(found, published(&CDNOW, &often, 500.0), 1e-9), "{found}");
    assert!(
        CDNOW.log_likelihood(&[CountedPurchases { purchases: often, customers: 3 }]).is_finite()
    );
}

#[test]
fn where_the_published_formula_has_no_value() {
    let near = |a: f64, b: f64| BgNbd { a, b, ..CDNOW }.expected(30.0);
    assert!(close(near(1.0, 2.0), (near(1.0 - 1e-5, 2.0) + near(1.0 + 1e-5, 2.0)) / 2.0, 1e-9));
    assert!(close(near(0.6, 0.4), (near(0.6, 0.4 - 1e-5) + near(0.6, 0.4 + 1e-5)) / 2.0, 1e-9));
}

#[test]
fn likelihood_of_a_handful_of_rows() {
    let rows = [(0, 0.0, 38.86), (1, 1.71, 38.86), (2, 30.43, 38.86), (29, 37.43, 37.86)].map(
        |(x, recency, age)| CountedPurchases { purchases: history(x, recency, age), customers: 1 },
    );
    // By the formulas of the papers with 30 digits (mpmath).
    assert!(close(CDNOW.log_likelihood(&rows), -58.25531400523177, 1e-12));
    let modified = BgNbd { form: Form::Modified, r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };
    assert!(close(modified.log_likelihood(&rows), -58.796376691233014, 1e-12));
    // The same customer twice, in one row or in two.
    let twice = CountedPurchases { customers: 2, ..rows[1] };
    assert_eq!(CDNOW.log_likelihood(&[rows[1], rows[1]]), CDNOW.log_likelihood(&[twice]));
}

#[test]
fn a_fit_finds_what_customers_were_made_of() {
    for form in [Form::BgNbd, Form::Modified] {
        let made = BgNbd { form, r: 0.6, alpha: 5.0, a: 0.9, b: 2.5 };
        let rows = customers(&made, 4_000);
        let fitted = BgNbd::fit(form, &rows);
        assert!(fitted.converged);
        assert!(fitted.log_likelihood >= made.log_likelihood(&rows));
        let errors = fitted.standard_errors().unwrap();
        for ((found, error), right) in
            fitted.model.parameters().iter().zip(&errors).zip(made.parameters())
        {
            assert!(
                (found - right).abs() < 3.0 * error,
                "{form:?}: {found} ± {error}, not {right}"
            );
            assert!(*error < 0.5 * right, "an error of {error} says nothing about {right}");
        }
    }
}

fn some_model() -> impl Strategy<Value = BgNbd> {
    let form = prop::sample::select(vec![Form::BgNbd, Form::Modified]);
    (form, 0.1..3.0, 0.5..20.0, 0.2..3.0, 0.9..5.0).prop_map(|(form, r, alpha, a, b)| BgNbd {
        form,
        r,
        alpha,
        a,
        b,
    })
}

proptest! {
    #[test]
    fn the_sum_is_the_published_formula(
        model in some_model(),
        frequency in 0..40_u32,
        age in 1.0..100.0,
        time in 1.0..200.0,
    ) {
        prop_assume!((model.a - 1.0).abs() > 1e-3);
        let recency = if frequency == 0 { 0.0 } else { age * 0.7 };
        let of = history(frequency, recency, age);
        let (found, right) = (model.expected_of(&of, time), published(&model, &of, time));
        prop_assert!(close(found, right, 1e-8), "{found} {right}");
    }

    #[test]
    fn chances_add_up_and_their_mean_is_the_expectation(model in some_model(), time in 0.5..8.0) {
        let chances: Vec<f64> = (0..900).map(|n| model.chance(n, time)).collect();
        let total: f64 = chances.iter().sum();
        let mean: f64 = (0..900).map(f64::from).zip(&chances).map(|(n, chance)| n * chance).sum();
        prop_assert!(close(total, 1.0, 1e-9), "{total}");
        prop_assert!(close(mean, model.expected(time), 1e-8), "{mean}");
    }
}
