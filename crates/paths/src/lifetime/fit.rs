//! Both models fitted to what customers bought, and how far they can be trusted.

use parcours_kernel::Text;
use serde::{Deserialize, Serialize};

use super::bg_nbd::{BgNbd, Form};
use super::doubt::{Doubt, doubts};
use super::gamma_gamma::GammaGamma;
use super::maximum::Maximum;
use super::{CountedPurchases, CountedValue};

/// A model with positive parameters.
pub trait Model: Copy {
    /// The parameters in the order of the model's fields.
    fn parameters(&self) -> Vec<f64>;

    /// The same model with other parameters, of the same number.
    #[must_use]
    fn with_parameters(&self, parameters: &[f64]) -> Self;
}

/// A model as customers made it likeliest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fitted<M> {
    /// The model.
    pub model: M,
    /// The logarithm of its likelihood.
    pub log_likelihood: f64,
    /// How many customers it was fitted to.
    pub customers: u64,
    /// Whether the likelihood was climbed to its top.
    pub converged: bool,
    /// The covariance of the estimates of the parameters' logarithms, row by row: the inverse of the
    /// negative curvature of the likelihood. None where that is flat.
    pub covariance: Option<Vec<f64>>,
}

impl<M: Model> Fitted<M> {
    pub(super) fn new<const N: usize>(model: M, top: &Maximum<N>, customers: u64) -> Self {
        let covariance = top.covariance.map(|rows| rows.iter().flatten().copied().collect());
        Self { model, log_likelihood: top.value, customers, converged: top.converged, covariance }
    }

    /// The standard error of each parameter.
    pub fn standard_errors(&self) -> Option<Vec<f64>> {
        let covariance = self.covariance.as_ref()?;
        let parameters = self.model.parameters();
        let error = |(place, value): (usize, &f64)| {
            value * covariance[place * (parameters.len() + 1)].sqrt()
        };
        Some(parameters.iter().enumerate().map(error).collect())
    }

    /// The standard error of what the model says, from that of its parameters (delta method). It does
    /// not hold what chance does with one customer.
    pub fn error_of(&self, says: impl Fn(&M) -> f64) -> Option<f64> {
        const STEP: f64 = 1e-4;
        let covariance = self.covariance.as_ref()?;
        let parameters = self.model.parameters();
        let slope: Vec<f64> = (0..parameters.len())
            .map(|place| {
                let [ahead, behind] = [STEP, -STEP].map(|step: f64| {
                    let mut moved = parameters.clone();
                    moved[place] *= step.exp();
                    says(&self.model.with_parameters(&moved))
                });
                (ahead - behind) / (2.0 * STEP)
            })
            .collect();
        let rows = covariance.chunks_exact(slope.len()).zip(&slope);
        let dot =
            |row: &[f64]| row.iter().zip(&slope).map(|(cell, slope)| cell * slope).sum::<f64>();
        let variance: f64 = rows.map(|(row, slope)| slope * dot(row)).sum();
        Some(variance.max(0.0).sqrt()).filter(|error| error.is_finite())
    }
}

/// When customers buy, and what it is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lifetime {
    /// When they buy and leave.
    pub purchases: Fitted<BgNbd>,
    /// What a purchase is worth; none when no worth is known.
    pub value: Option<Fitted<GammaGamma>>,
    /// Customers who bought again.
    pub repeaters: u64,
    /// How worth and number of repeat purchases go together among customers: −1 to 1.
    pub correlation: Option<f64>,
    /// Why not to trust it; empty when there is nothing to say.
    pub doubts: Vec<Doubt>,
}

impl Lifetime {
    /// Fits both. `values` may be empty. An error when nobody has bought again: nothing can be learned.
    pub fn fit(
        form: Form,
        purchases: &[CountedPurchases],
        values: &[CountedValue],
    ) -> Result<Self, Text> {
        let again = purchases.iter().filter(|row| row.purchases.frequency > 0);
        let repeaters = again.map(|row| row.customers).sum::<u64>();
        if repeaters == 0 {
            return Err(Text::new(
                "No customer has bought a second time: nothing can be learned about who comes back.",
                "Aucun client n’a acheté une deuxième fois\u{202f}: rien ne permet de savoir qui revient.",
            ));
        }
        let fitted = BgNbd::fit(form, purchases);
        let value = Some(GammaGamma::fit(values)).filter(|value| value.customers > 0);
        let correlation = correlation(values);
        let doubts = doubts(&fitted, value.as_ref(), repeaters, correlation);
        Ok(Self { purchases: fitted, value, repeaters, correlation, doubts })
    }

    /// Whether there is nothing to doubt.
    pub fn trusted(&self) -> bool {
        self.doubts.is_empty()
    }
}

/// Pearson's correlation of number and mean worth of repeat purchases.
fn correlation(rows: &[CountedValue]) -> Option<f64> {
    let known = || rows.iter().filter(|row| row.frequency > 0 && row.mean_value.is_finite());
    let mean = |of: fn(&CountedValue) -> f64| {
        let total: f64 = known().map(|row| row.customers as f64 * of(row)).sum();
        total / known().map(|row| row.customers as f64).sum::<f64>()
    };
    let (x, m) = (mean(|row| f64::from(row.frequency)), mean(|row| row.mean_value));
    let (mut xx, mut mm, mut xm) = (0.0, 0.0, 0.0);
    for row in known() {
        let (dx, dm, w) = (f64::from(row.frequency) - x, row.mean_value - m, row.customers as f64);
        xx += w * dx * dx;
        mm += w * dm * dm;
        xm += w * dx * dm;
    }
    (xx > 0.0 && mm > 0.0).then(|| xm / (xx * mm).sqrt())
}
