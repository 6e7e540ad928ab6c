//! What the models say of one customer.

use serde::{Deserialize, Serialize};

use super::Purchases;
use super::fit::Lifetime;

/// How far ahead to look, and what later money is worth now.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Horizon {
    /// How many periods, such as 12 months.
    pub periods: u32,
    /// How long one is, in the unit of the histories: a month is 4.345 weeks or 30.44 days.
    pub length: f64,
    /// By how much money loses in one: 0.01 is one per cent.
    pub rate: f64,
}

/// One customer's future.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// The chance that this still is a customer.
    pub alive: f64,
    /// How many purchases to expect within the horizon.
    pub orders: f64,
    /// What one is expected to be worth; none without a model of worth, or without a mean.
    pub value_per_order: Option<f64>,
    /// What those within the horizon are worth now, each discounted at the end of its period.
    pub lifetime_value: Option<f64>,
}

impl Horizon {
    /// Its whole length.
    pub fn time(&self) -> f64 {
        f64::from(self.periods) * self.length
    }
}

impl Lifetime {
    /// The future of a customer with this history; `mean_value` is that of the repeat purchases, if
    /// known. Σ over periods i of E(value) · (E(orders until i) − E(orders until i − 1)) / (1 + rate)^i
    /// (Fader, Hardie & Lee 2005, RFM and CLV). Cost: one sum a period, some microseconds in all.
    pub fn forecast(&self, of: &Purchases, mean_value: Option<f64>, horizon: Horizon) -> Forecast {
        let model = &self.purchases.model;
        let (mut before, mut discounted, mut factor) = (0.0, 0.0, 1.0);
        for period in 1..=horizon.periods {
            let until = model.expected_of(of, f64::from(period) * horizon.length);
            factor *= 1.0 + horizon.rate;
            discounted += (until - before) / factor;
            before = until;
        }
        let value_per_order = self.value.as_ref().and_then(|value| {
            // Without a known worth, a customer is one of whom nothing was seen.
            let seen = mean_value.filter(|mean| mean.is_finite() && *mean >= 0.0);
            let expected = seen.map_or_else(
                || value.model.mean(),
                |mean| value.model.expected(of.frequency, mean),
            );
            Some(expected).filter(|expected| expected.is_finite() && *expected >= 0.0)
        });
        Forecast {
            alive: model.alive(of),
            orders: before,
            value_per_order,
            lifetime_value: value_per_order.map(|value| value * discounted),
        }
    }

    /// The standard error of [`Forecast::orders`] from that of the parameters: how much the figure
    /// would move with other customers to learn from, not how much chance moves this customer. Cost:
    /// eight sums.
    pub fn orders_error(&self, of: &Purchases, horizon: Horizon) -> Option<f64> {
        self.purchases.error_of(|model| model.expected_of(of, horizon.time()))
    }
}
