use super::bg_nbd::{BgNbd, Form};
use super::gamma_gamma::GammaGamma;
use super::testing::Chances;
use super::*;

/// Both models as published for CDNOW, in the unit of their histories.
fn published() -> Lifetime {
    let purchases =
        BgNbd { form: Form::BgNbd, r: 0.242_593, alpha: 4.413_531, a: 0.792_886, b: 2.425_754 };
    let value = GammaGamma { p: 6.248_80, q: 3.744_59, gamma: 15.447_75 };
    fn fitted<M>(model: M) -> Fitted<M> {
        Fitted { model, log_likelihood: 0.0, customers: 0, converged: true, covariance: None }
    }
    Lifetime {
        purchases: fitted(purchases),
        value: Some(fitted(value)),
        repeaters: 946,
        correlation: Some(0.1139),
        doubts: Vec::new(),
    }
}

#[test]
fn published_lifetime_values() {
    // Twelve periods of thirty units at one per cent: customers 1, 2, 3 and 6 of the data set.
    let horizon = Horizon { periods: 12, length: 30.0, rate: 0.01 };
    let rows = [
        (2, 30.43, 22.35, 140.10),
        (1, 1.71, 11.77, 18.94),
        (0, 0.0, 0.0, 38.18),
        (7, 29.43, 73.74, 1003.87),
    ];
    for (frequency, recency, mean_value, right) in rows {
        let of = Purchases { frequency, recency, age: 38.86 };
        let found = published().forecast(&of, Some(mean_value), horizon);
        let value = found.lifetime_value.unwrap();
        assert!((value / right - 1.0).abs() < 1e-3, "{value}, not {right}");
        // Without discount it is orders times value.
        let plain = published().forecast(&of, Some(mean_value), Horizon { rate: 0.0, ..horizon });
        let product = plain.orders * plain.value_per_order.unwrap();
        assert!((plain.lifetime_value.unwrap() / product - 1.0).abs() < 1e-12 && product > value);
        assert_eq!(found.orders, plain.orders);
    }
}

/// Customers of which one in three buys again, each so often as `frequency` says.
fn customers(count: u32, frequency: impl Fn(u32) -> u32) -> Vec<CountedPurchases> {
    let mut chances = Chances::new(5);
    (0..count)
        .map(|place| {
            let frequency = if place % 3 == 0 { frequency(place) } else { 0 };
            let recency = if frequency > 0 { 1.0 + 49.0 * chances.next() } else { 0.0 };
            CountedPurchases {
                purchases: Purchases { frequency, recency, age: 52.0 },
                customers: 1,
            }
        })
        .collect()
}

#[test]
fn doubts_are_said() {
    let none = customers(50, |_| 0);
    assert!(Lifetime::fit(Form::BgNbd, &none, &[]).is_err());
    let few = Lifetime::fit(Form::Modified, &customers(60, |place| 1 + place % 4), &[]).unwrap();
    assert!(few.doubts.contains(&Doubt::FewRepeaters) && !few.trusted());
    assert_eq!((few.repeaters, few.correlation, few.value.is_none()), (20, None, true));
    let forecast = few.forecast(
        &Purchases { frequency: 1, recency: 9.0, age: 30.0 },
        Some(10.0),
        Horizon { periods: 1, length: 9.0, rate: 0.0 },
    );
    assert_eq!((forecast.value_per_order, forecast.lifetime_value), (None, None));

    // Worth goes with frequency.
    let rows = customers(1_500, |place| 1 + place % 7);
    let values = |worth: fn(f64, f64) -> f64| {
        let mut chances = Chances::new(9);
        let known = rows.iter().filter(|row| row.purchases.frequency > 0);
        let value = |row: &CountedPurchases| CountedValue {
            frequency: row.purchases.frequency,
            mean_value: worth(f64::from(row.purchases.frequency), chances.gamma(3.0, 0.1)),
            customers: 1,
        };
        known.map(value).collect::<Vec<_>>()
    };
    let tied = Lifetime::fit(Form::BgNbd, &rows, &values(|often, chance| often * chance)).unwrap();
    assert!(tied.doubts.contains(&Doubt::ValueFollowsFrequency), "{tied:?}");
    let free = Lifetime::fit(Form::BgNbd, &rows, &values(|_, chance| chance)).unwrap();
    assert!(!free.doubts.contains(&Doubt::ValueFollowsFrequency), "{free:?}");
    let text = serde_json::to_string(&free).unwrap();
    let back = serde_json::from_str::<Lifetime>(&text).unwrap();
    assert_eq!(back.doubts, free.doubts);
}

#[test]
fn one_history_repeated_is_nothing_to_learn_from() {
    let same = Purchases { frequency: 3, recency: 20.0, age: 30.0 };
    let rows = [CountedPurchases { purchases: same, customers: 500 }];
    let fitted = Lifetime::fit(Form::BgNbd, &rows, &[]).unwrap();
    assert!(!fitted.trusted(), "{fitted:?}");
}

#[test]
fn errors_shrink_with_customers() {
    let made = BgNbd { form: Form::Modified, r: 0.6, alpha: 5.0, a: 0.9, b: 2.5 };
    let rows = super::testing::customers(&made, 1_500);
    let more: Vec<CountedPurchases> =
        rows.iter().map(|row| CountedPurchases { customers: 100, ..*row }).collect();
    let of = Purchases { frequency: 2, recency: 20.0, age: 52.0 };
    let horizon = Horizon { periods: 12, length: 4.345, rate: 0.0 };
    let error = |rows: &[CountedPurchases]| {
        Lifetime::fit(Form::Modified, rows, &[]).unwrap().orders_error(&of, horizon).unwrap()
    };
    // A hundred times the customers, a tenth of the error.
    assert!((error(&rows) / error(&more) / 10.0 - 1.0).abs() < 0.01);
}
