//! What a purchase is worth: the Gamma-Gamma model.
//!
//! Purchases of one customer are worth more or less by a gamma law of shape p around the customer's own
//! mean; means differ between customers as an inverse gamma law of q and γ does. The mean of a
//! customer's few purchases is drawn towards that of all, the less of them the more. Sources: Fader &
//! Hardie (2013), The Gamma-Gamma model of monetary value; Fader, Hardie & Lee (2005), RFM and CLV: using
//! iso-value curves for customer base analysis, Journal of Marketing Research 42(4).
//!
//! It supposes that what purchases are worth has nothing to do with how often they are made.

use serde::{Deserialize, Serialize};

use super::CountedValue;
use super::fit::{Fitted, Model};
use super::maximum::maximum;
use super::special::ln_beta;

/// The model with its three parameters, all above 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GammaGamma {
    /// The shape of how purchases of one customer differ.
    pub p: f64,
    /// The shape of how customers differ.
    pub q: f64,
    /// Its scale, in money.
    pub gamma: f64,
}

impl GammaGamma {
    /// The parameters under which the means are likeliest. Rows without purchases, or worth nothing or
    /// less, say nothing and are left out.
    pub fn fit(rows: &[CountedValue]) -> Fitted<Self> {
        let rows = usable(rows);
        let customers = rows.iter().map(|row| row.customers).sum::<u64>();
        let total: f64 = rows.iter().map(|row| row.mean_value * row.customers as f64).sum();
        let mean = (total / customers.max(1) as f64).max(f64::MIN_POSITIVE);
        let with = |logs: &[f64; 3]| {
            let [p, q, gamma] = logs.map(f64::exp);
            Self { p, q, gamma }
        };
        let likelihood = |logs: &[f64; 3]| {
            let wild = logs.iter().any(|log| log.abs() > 25.0);
            if wild { f64::NEG_INFINITY } else { with(logs).likelihood(&rows) }
        };
        // The mean of all is p γ / (q − 1).
        let top = maximum(likelihood, [4.0, 3.0, mean / 2.0].map(f64::ln));
        Fitted::new(with(&top.at), &top, customers)
    }

    /// The logarithm of the likelihood of means.
    pub fn log_likelihood(&self, rows: &[CountedValue]) -> f64 {
        self.likelihood(&usable(rows))
    }

    /// What a purchase of a new customer is worth on average; infinite with q of 1 or less.
    pub fn mean(&self) -> f64 {
        if self.q > 1.0 { self.p * self.gamma / (self.q - 1.0) } else { f64::INFINITY }
    }

    /// What purchases of a customer are worth on average, given the mean of so many repeat ones.
    pub fn expected(&self, frequency: u32, mean_value: f64) -> f64 {
        if frequency == 0 {
            return self.mean();
        }
        let x = f64::from(frequency);
        self.p * (self.gamma + mean_value * x) / (self.p * x + self.q - 1.0)
    }

    /// f(m | x) = 1 / (m B(p x, q)) · (γ / (γ + m x))^q · (m x / (γ + m x))^(p x). `rows` are sorted by
    /// number of purchases, so that the beta function is worked out once for each.
    fn likelihood(&self, rows: &[CountedValue]) -> f64 {
        let mut total = 0.0;
        for same in rows.chunk_by(|one, other| one.frequency == other.frequency) {
            let x = f64::from(same[0].frequency);
            let beta = ln_beta(self.p * x, self.q);
            for row in same {
                let ratio = self.gamma / (row.mean_value * x);
                let one = -row.mean_value.ln()
                    - beta
                    - self.p * x * ratio.ln_1p()
                    - self.q * ratio.recip().ln_1p();
                total += row.customers as f64 * one;
            }
        }
        total
    }
}

fn usable(rows: &[CountedValue]) -> Vec<CountedValue> {
    let says = |row: &&CountedValue| {
        row.frequency > 0 && row.mean_value > 0.0 && row.mean_value.is_finite()
    };
    let mut rows: Vec<CountedValue> = rows.iter().filter(says).copied().collect();
    rows.sort_by(|one, other| {
        one.frequency.cmp(&other.frequency).then(one.mean_value.total_cmp(&other.mean_value))
    });
    rows
}

impl Model for GammaGamma {
    fn parameters(&self) -> Vec<f64> {
        vec![self.p, self.q, self.gamma]
    }

    fn with_parameters(&self, parameters: &[f64]) -> Self {
        let [p, q, gamma] = *parameters else { return *self };
        Self { p, q, gamma }
    }
}

#[cfg(test)]
mod tests;
