//! A fit in names: parameters as the papers call them, and what there is to doubt.

use parcours_kernel::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::lifetime::bg_nbd::{BgNbd, Form};
use crate::lifetime::gamma_gamma::GammaGamma;
use crate::lifetime::{Doubt, Fitted, Forecast, Horizon, Lifetime};

/// Which model says when customers buy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
pub enum BuyingModel {
    /// BG/NBD: a customer may leave after each repeat purchase.
    #[default]
    #[serde(rename = "bg-nbd")]
    BgNbd,
    /// MBG/NBD: also after the first purchase.
    #[serde(rename = "mbg-nbd")]
    MbgNbd,
}

/// Both models as customers made them likeliest.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LifetimeFit {
    /// Which model says when customers buy.
    pub model: BuyingModel,
    /// Its parameters.
    pub parameters: BuyingParameters,
    /// Their standard errors; null where the likelihood is flat.
    pub standard_errors: Option<BuyingParameters>,
    /// The logarithm of its likelihood.
    pub log_likelihood: f64,
    /// Customers it was fitted to.
    pub customers: u64,
    /// Those of them who bought again.
    pub repeaters: u64,
    /// What a purchase is worth; null where no worth is known.
    pub gamma_gamma: Option<WorthModel>,
    /// How worth and number of repeat purchases go together, −1 to 1: the model supposes not at all.
    pub correlation: Option<f64>,
    /// Whether there is nothing to doubt.
    pub trusted: bool,
    /// Why not to trust it.
    pub doubts: Vec<NamedDoubt>,
}

/// Parameters of BG/NBD, or their standard errors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct BuyingParameters {
    /// The shape of how purchase rates differ.
    pub r: f64,
    /// Its rate, in the unit of time.
    pub alpha: f64,
    /// How readily customers leave: a / (a + b) is the mean chance to, after a purchase…
    pub a: f64,
    /// …and the larger both, the more alike customers are.
    pub b: f64,
}

/// Gamma-Gamma: what purchases are worth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct WorthModel {
    /// The shape of how purchases of one customer differ.
    pub p: f64,
    /// The shape of how customers differ.
    pub q: f64,
    /// Its scale, in money.
    pub v: f64,
    /// The standard errors of p, q and v; null where the likelihood is flat.
    pub standard_errors: Option<[f64; 3]>,
    /// The logarithm of its likelihood.
    pub log_likelihood: f64,
    /// Customers it was fitted to.
    pub customers: u64,
}

/// A reason not to trust a fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedDoubt {
    /// Its stable name.
    pub code: String,
    /// In words.
    pub text: String,
}

/// How far ahead a forecast looks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct NamedHorizon {
    /// Months ahead.
    pub months: u32,
    /// By how much money loses in a month: 0.01 is one per cent.
    pub rate: f64,
}

/// What the models say of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct NamedForecast {
    /// The chance that this still is a customer.
    pub alive: f64,
    /// Orders to expect within the horizon.
    pub expected_orders: f64,
    /// What one is expected to be worth; null where worth is not known.
    pub value_per_order: Option<f64>,
    /// What those within the horizon are worth now.
    pub lifetime_value: Option<f64>,
}

impl LifetimeFit {
    /// Tells a fit in a language.
    pub fn of(fit: &Lifetime, language: Language) -> Self {
        Self {
            model: fit.purchases.model.form.into(),
            parameters: (&fit.purchases.model).into(),
            standard_errors: fit.purchases.standard_errors().and_then(four),
            log_likelihood: fit.purchases.log_likelihood,
            customers: fit.purchases.customers,
            repeaters: fit.repeaters,
            gamma_gamma: fit.value.as_ref().map(WorthModel::from),
            correlation: fit.correlation,
            trusted: fit.trusted(),
            doubts: fit.doubts.iter().map(|doubt| named(*doubt, language)).collect(),
        }
    }
}

impl NamedHorizon {
    /// For the models, in a unit of so many days.
    pub(crate) fn in_units(self, days: f64) -> Horizon {
        /// 365.25 / 12.
        const MONTH: f64 = 30.437_5;
        Horizon { periods: self.months, length: MONTH / days, rate: self.rate }
    }
}

impl From<Forecast> for NamedForecast {
    fn from(forecast: Forecast) -> Self {
        Self {
            alive: forecast.alive,
            expected_orders: forecast.orders,
            value_per_order: forecast.value_per_order,
            lifetime_value: forecast.lifetime_value,
        }
    }
}

impl From<Form> for BuyingModel {
    fn from(form: Form) -> Self {
        match form {
            Form::BgNbd => Self::BgNbd,
            Form::Modified => Self::MbgNbd,
        }
    }
}

impl From<BuyingModel> for Form {
    fn from(model: BuyingModel) -> Self {
        match model {
            BuyingModel::BgNbd => Self::BgNbd,
            BuyingModel::MbgNbd => Self::Modified,
        }
    }
}

impl From<&BgNbd> for BuyingParameters {
    fn from(model: &BgNbd) -> Self {
        Self { r: model.r, alpha: model.alpha, a: model.a, b: model.b }
    }
}

impl From<&Fitted<GammaGamma>> for WorthModel {
    fn from(fitted: &Fitted<GammaGamma>) -> Self {
        let GammaGamma { p, q, gamma } = fitted.model;
        let errors = fitted.standard_errors().and_then(|errors| errors.try_into().ok());
        Self {
            p,
            q,
            v: gamma,
            standard_errors: errors,
            log_likelihood: fitted.log_likelihood,
            customers: fitted.customers,
        }
    }
}

fn four(errors: Vec<f64>) -> Option<BuyingParameters> {
    let [r, alpha, a, b] = errors.try_into().ok()?;
    Some(BuyingParameters { r, alpha, a, b })
}

fn named(doubt: Doubt, language: Language) -> NamedDoubt {
    let code = match doubt {
        Doubt::FewRepeaters => "few_repeaters",
        Doubt::NotConverged => "not_converged",
        Doubt::Extreme => "extreme",
        Doubt::ValueFollowsFrequency => "value_follows_frequency",
        Doubt::NoMeanValue => "no_mean_value",
    };
    NamedDoubt { code: code.to_owned(), text: doubt.text().get(language).to_owned() }
}
