//! When customers buy and when they leave.
//!
//! **BG/NBD** (Fader, Hardie & Lee 2005, "Counting your customers" the easy way, Marketing Science
//! 24(2)): while a customer stays, purchases come at random at a rate λ; after each *repeat* purchase the
//! customer leaves for good with chance p. λ differs between customers as a gamma law of shape r and
//! rate α, p as a beta law of a and b. Who never bought again has had no chance to leave, so the model
//! is certain that they still are customers.
//!
//! **Modified** (MBG/NBD; Batislam, Denizel & Filiztekin 2007, Empirical validation and comparison of
//! models for customer base analysis, International Journal of Research in Marketing 24(3)): the
//! customer may leave after the first purchase too.
//!
//! Published formulas with Gauss's ₂F₁ fail where a is 1 and where a + b is below 1, and lose digits
//! beside it. Here the expectation is summed as such, all terms positive: the n-th purchase happens
//! when n come in time and the customer has stayed through those before it.

use serde::{Deserialize, Serialize};

use super::fit::{Fitted, Model};
use super::maximum::{Maximum, maximum};
use super::special::{ln_beta, ln_gamma};
use super::{CountedPurchases, Purchases};

mod likelihood;

use likelihood::Sample;

/// Which of the two models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Customers may leave after each repeat purchase.
    #[default]
    BgNbd,
    /// After each purchase, the first too.
    Modified,
}

/// A model with its four parameters, all above 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BgNbd {
    /// Which of the two.
    pub form: Form,
    /// The shape of how purchase rates differ.
    pub r: f64,
    /// Its rate: r / α is the mean rate of purchases, per unit of time.
    pub alpha: f64,
    /// How p differs: a / (a + b) is its mean…
    pub a: f64,
    /// …and the larger both, the more alike customers are.
    pub b: f64,
}

impl BgNbd {
    /// The parameters under which the histories are likeliest. Cost: some 300 passes over the distinct
    /// histories.
    pub fn fit(form: Form, rows: &[CountedPurchases]) -> Fitted<Self> {
        let sample = Sample::new(rows);
        let age = sample.mean_age().max(f64::MIN_POSITIVE);
        let with = |logs: &[f64; 4]| Self::from_logs(form, logs);
        let likelihood = |logs: &[f64; 4]| {
            // Beyond, the likelihood is flat and the arithmetic no longer exact.
            let wild = logs.iter().any(|log| log.abs() > 25.0);
            if wild { f64::NEG_INFINITY } else { with(logs).likelihood(&sample) }
        };
        // Many who buy little and leave early, or few differences: whichever climbs higher.
        let starts = [[0.5, age / 4.0, 0.8, 2.0], [1.0, age, 1.0, 10.0]];
        let tops = starts.map(|start| maximum(likelihood, start.map(f64::ln)));
        let better = |one: &Maximum<4>, other: &Maximum<4>| {
            (one.converged, one.value - other.value) < (other.converged, 0.0)
        };
        let top = if better(&tops[0], &tops[1]) { tops[1] } else { tops[0] };
        Fitted::new(with(&top.at), &top, sample.customers())
    }

    /// The logarithm of the likelihood of histories.
    pub fn log_likelihood(&self, rows: &[CountedPurchases]) -> f64 {
        self.likelihood(&Sample::new(rows))
    }

    /// The chance that a customer has not left.
    pub fn alive(&self, of: &Purchases) -> f64 {
        if of.frequency == 0 && self.form == Form::BgNbd {
            return 1.0;
        }
        let x = f64::from(of.frequency);
        let longer = ((self.alpha + of.age) / (self.alpha + of.recency)).ln();
        1.0 / (1.0 + ((self.a / (self.stays(x) - 1.0)).ln() + (self.r + x) * longer).exp())
    }

    /// How many purchases, the first apart, a new customer makes in some time. Relative error about
    /// 10⁻¹².
    pub fn expected(&self, time: f64) -> f64 {
        self.expected_of(&Purchases { frequency: 0, recency: 0.0, age: 0.0 }, time)
    }

    /// How many purchases a customer with this history makes in some time from now.
    pub fn expected_of(&self, of: &Purchases, time: f64) -> f64 {
        self.alive(of) * self.expected_while_alive(f64::from(of.frequency), of.age, time)
    }

    /// The chance that a new customer makes so many repeat purchases in some time.
    pub fn chance(&self, purchases: u32, time: f64) -> f64 {
        let n = f64::from(purchases);
        let z = time / (self.alpha + time);
        // The chance that exactly n come in time, were nobody to leave, and that more do.
        let mut come = self.r * (-z).ln_1p();
        come = come.exp();
        let mut fewer = 0.0;
        for before in 0..purchases {
            fewer += come;
            come *= (self.r + f64::from(before)) / (f64::from(before) + 1.0) * z;
        }
        let at_least = if fewer < 0.5 { 1.0 - fewer } else { self.tail(n, come, z) };
        let stays = self.stays(0.0);
        let all = ln_beta(self.a, stays);
        let base = self.newcomer();
        let stayed = (ln_beta(self.a, stays + n) - all).exp() * come;
        if purchases == 0 && self.form == Form::BgNbd {
            return stayed;
        }
        // Left right after the n-th: stayed n − 1 times before it (the modified form: n times).
        let left = match self.form {
            Form::BgNbd => {
                (ln_beta(self.a + 1.0, self.b + n - 1.0) - ln_beta(self.a, self.b)).exp()
            }
            Form::Modified => (ln_beta(self.a + 1.0, self.b + n) - ln_beta(self.a, self.b)).exp(),
        };
        base * stayed + left * at_least
    }

    fn from_logs(form: Form, logs: &[f64; 4]) -> Self {
        let [r, alpha, a, b] = logs.map(f64::exp);
        Self { form, r, alpha, a, b }
    }

    /// The second parameter of how p differs among those who stay after x repeat purchases.
    fn stays(&self, x: f64) -> f64 {
        match self.form {
            Form::BgNbd => self.b + x,
            Form::Modified => self.b + x + 1.0,
        }
    }

    /// The chance that a new customer stays after the first purchase.
    fn newcomer(&self) -> f64 {
        match self.form {
            Form::BgNbd => 1.0,
            Form::Modified => self.b / (self.a + self.b),
        }
    }

    /// The chance that n or more purchases come, given that n do with chance `term`.
    fn tail(&self, n: f64, mut term: f64, z: f64) -> f64 {
        let (mut sum, mut n) = (term, n);
        for _ in 0..TERMS {
            let ratio = (self.r + n) / (n + 1.0) * z;
            term *= ratio;
            sum += term;
            n += 1.0;
            if ratio < 1.0 && term * ratio <= f64::EPSILON * (1.0 - ratio) * sum {
                break;
            }
        }
        sum
    }

    /// Σ over j of the chance that j purchases come in time (a negative binomial law), times how many
    /// of j are expected to happen, 1 + E(1 − p) + … + E(1 − p)^(j − 1).
    fn expected_while_alive(&self, x: f64, age: f64, time: f64) -> f64 {
        // Terms are kept in the range of floating point by moving their exponent here.
        const LARGE: f64 = 1e200;
        if time <= 0.0 {
            return 0.0;
        }
        let shape = self.r + x;
        let z = time / (self.alpha + age + time);
        let mut scale = shape * ((self.alpha + age) / (self.alpha + age + time)).ln();
        let (mut come, mut stay, mut happen, mut sum) = (1.0, 1.0, 0.0, 0.0);
        let stays = self.stays(x);
        for j in 1..TERMS {
            let before = f64::from(j - 1);
            let ratio = (shape + before) / (before + 1.0) * z;
            come *= ratio;
            happen += stay;
            stay *= (stays + before) / (self.a + stays + before);
            let term = come * happen;
            sum += term;
            // No more than j of j happen, so that terms fall at least as fast as this once it is below 1.
            let next = (shape + before + 1.0) / (before + 2.0) * z * (1.0 + 1.0 / (before + 1.0));
            if next < 1.0 && term * next <= 0.25 * f64::EPSILON * (1.0 - next) * sum {
                break;
            }
            if sum > LARGE {
                come /= LARGE;
                sum /= LARGE;
                scale += LARGE.ln();
            }
        }
        (sum.ln() + scale).exp()
    }
}

/// Terms of a sum at most; reached only by horizons ten thousand times longer than α + T.
const TERMS: u32 = 1_000_000;

impl Model for BgNbd {
    fn parameters(&self) -> Vec<f64> {
        vec![self.r, self.alpha, self.a, self.b]
    }

    fn with_parameters(&self, parameters: &[f64]) -> Self {
        let [r, alpha, a, b] = *parameters else { return *self };
        Self { form: self.form, r, alpha, a, b }
    }
}

#[cfg(test)]
mod tests;
