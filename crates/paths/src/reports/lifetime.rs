//! Who is still a customer, how often they will buy, and what that is worth.

mod behind;
mod customer;
mod groups;
mod material;
mod table;
mod told;

use std::sync::Arc;

use parcours_interactions::CustomerId;
use parcours_kernel::{Language, Problem, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words;
use crate::fold::think;
use crate::kernels::buyers::Buyers;
use crate::kernels::orders::{Bought, Unit};
use crate::lifetime::{Forecast, Lifetime};
use crate::{Paths, Question};

pub use behind::LifetimeFigureQuery;
pub use customer::CustomerLifetime;
pub use groups::{RfmGroup, RfmName};
pub(crate) use material::{Material, ORDERS};
pub use table::{LifetimeRow, LifetimeTable};
pub use told::{
    BuyingModel, BuyingParameters, LifetimeFit, NamedDoubt, NamedForecast, NamedHorizon, WorthModel,
};

/// Customers that are shown unless it is said otherwise.
const TOP: usize = 10;
const MOST_TOP: usize = 10_000;

/// What is an order, and how far to look ahead.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LifetimeQuery {
    /// The activities that are orders, with commas between; `order_completed` when not said.
    pub orders: Option<String>,
    /// `bg-nbd` when not said, or `mbg-nbd`.
    pub model: Option<BuyingModel>,
    /// How many months to look ahead, 1 to 120; 12 when not said.
    pub months: Option<u32>,
    /// By how much money loses in a month, 0 to 1; 0.01 (one per cent) when not said.
    pub rate: Option<f64>,
    /// How many customers to name, those of the highest value: 0 to 10,000; 10 when not said.
    pub top: Option<usize>,
}

/// Who is still a customer, how often they will buy, and what that is worth.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LifetimeReport {
    /// The models.
    #[serde(flatten)]
    pub fit: LifetimeFit,
    /// Until when histories are known. Their times are in weeks.
    pub observed_until: Timestamp,
    /// How far the forecast looks ahead.
    pub horizon: NamedHorizon,
    /// What to expect of all customers who ever bought.
    pub expected: Expected,
    /// The customers of the highest value, or of the most orders where worth is not known.
    pub top: Vec<ValuedCustomer>,
    /// All customers by how lately and how often they bought.
    pub groups: Vec<RfmGroup>,
}

/// What to expect of all customers together, within the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, ToSchema)]
pub struct Expected {
    /// How many of them still are customers.
    pub alive: f64,
    /// Their orders.
    pub orders: f64,
    /// What these are worth now; null where worth is not known.
    pub value: Option<f64>,
}

/// A customer and what to expect.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ValuedCustomer {
    /// Who.
    pub customer: CustomerId,
    /// Days with an order so far.
    pub purchases: u32,
    /// What all these were worth.
    pub value_so_far: f64,
    /// Days since the last.
    pub days_since_last: u32,
    /// What is to come.
    #[serde(flatten)]
    pub forecast: NamedForecast,
}

impl LifetimeQuery {
    /// How far to look ahead.
    pub fn horizon(&self) -> Result<NamedHorizon, Problem> {
        let months = self.months.unwrap_or(12);
        words::within("months", months as usize, 1, 120)?;
        let rate = self.rate.unwrap_or(0.01);
        if !(0.0..=1.0).contains(&rate) {
            return Err(Problem::invalid(
                "rate",
                "out_of_range",
                Text::new(
                    "The monthly rate is a number from 0 to 1: 0.01 is one per cent.",
                    "Le taux mensuel est un nombre de 0 à 1\u{202f}: 0.01 vaut un pour cent.",
                ),
            ));
        }
        Ok(NamedHorizon { months, rate })
    }
}

impl Paths {
    /// What customers will be worth. Cost: one scan of the orders, then some microseconds a customer;
    /// memory: 72 bytes for each.
    pub async fn lifetime_value(
        &self,
        question: &Question,
        query: &LifetimeQuery,
        language: Language,
    ) -> Result<LifetimeReport, Problem> {
        let horizon = query.horizon()?;
        let top = words::within("top", query.top.unwrap_or(TOP), 0, MOST_TOP)?;
        let orders = query.orders.as_deref().unwrap_or(ORDERS);
        let Material { view, plan, kernel } = self.material(question, orders).await?;
        let observed_until = Timestamp::from_micros(kernel.observed_until);
        let unit = kernel.unit;
        let both = Arc::new((kernel.clone(), Buyers(kernel)));
        let (histories, mut bought) = self.fold(&view, &plan, both).await?.partial;
        let form = query.model.unwrap_or_default().into();
        let report = think(move || {
            let fit = Lifetime::fit(form, &histories.purchases(unit), &histories.values())?;
            // In whatever order buckets came: sums of fractions depend on it.
            bought.sort_unstable_by_key(|bought| bought.customer);
            let (expected, top) = forecasts(&fit, &bought, unit, horizon, top);
            Ok(LifetimeReport {
                fit: LifetimeFit::of(&fit, language),
                observed_until,
                horizon,
                expected,
                top,
                groups: groups::groups(&bought),
            })
        });
        report.await?.map_err(nothing_to_learn)
    }
}

impl Expected {
    /// Adds what to expect of one customer.
    fn add(&mut self, forecast: &Forecast) {
        self.alive += forecast.alive;
        self.orders += forecast.orders;
        self.value = self.value.zip(forecast.lifetime_value).map(|(sum, one)| sum + one);
    }
}

/// A log or file that no model can be fitted to.
pub(crate) fn nothing_to_learn(why: Text) -> Problem {
    Problem::conflict("nothing_to_learn", why)
}

fn forecasts(
    fit: &Lifetime,
    bought: &[Bought],
    unit: Unit,
    horizon: NamedHorizon,
    top: usize,
) -> (Expected, Vec<ValuedCustomer>) {
    let ahead = horizon.in_units(unit.days());
    let mut expected = Expected { value: fit.value.as_ref().map(|_| 0.0), ..Expected::default() };
    let mut ranks: Vec<(f64, usize)> = Vec::with_capacity(bought.len());
    for (place, one) in bought.iter().enumerate() {
        let forecast = fit.forecast(&one.purchases(unit), one.mean_value, ahead);
        expected.add(&forecast);
        ranks.push((forecast.lifetime_value.unwrap_or(forecast.orders), place));
    }
    ranks.sort_unstable_by(|(one, here), (other, there)| {
        other.total_cmp(one).then_with(|| here.cmp(there))
    });
    let valued = |(_, place): &(f64, usize)| {
        let one = &bought[*place];
        ValuedCustomer {
            customer: CustomerId(one.customer),
            purchases: one.frequency.saturating_add(1),
            value_so_far: one.total_value,
            days_since_last: one.age.saturating_sub(one.recency),
            forecast: fit.forecast(&one.purchases(unit), one.mean_value, ahead).into(),
        }
    };
    (expected, ranks.iter().take(top).map(valued).collect())
}
