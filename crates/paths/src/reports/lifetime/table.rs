//! Lifetime value of a table that comes from elsewhere.

use parcours_kernel::{Language, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Expected, LifetimeFit, NamedForecast, NamedHorizon, nothing_to_learn};
use crate::kernels::orders::Unit;
use crate::lifetime::Lifetime;
use crate::lifetime::bg_nbd::Form;
use crate::lifetime::table::Table;

/// The models fitted to a table of frequency, recency and T.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LifetimeTable {
    /// The models.
    #[serde(flatten)]
    pub fit: LifetimeFit,
    /// How far the forecast looks ahead.
    pub horizon: NamedHorizon,
    /// What to expect of all rows.
    pub expected: Expected,
    /// What to expect of each, in order of the table; empty unless asked for.
    pub rows: Vec<LifetimeRow>,
}

/// A row of the table and what to expect.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LifetimeRow {
    /// What the table calls the customer, if it does.
    pub customer: Option<String>,
    /// Repeat purchases.
    pub frequency: u32,
    /// From the first purchase to the last.
    pub recency: f64,
    /// From the first purchase to the end of observation.
    #[serde(rename = "T")]
    pub age: f64,
    /// What is to come.
    #[serde(flatten)]
    pub forecast: NamedForecast,
}

impl LifetimeTable {
    /// Fits a table whose times are in a unit. Cost: the fit, and some microseconds a row.
    pub fn of(
        table: &Table,
        unit: Unit,
        form: Form,
        horizon: NamedHorizon,
        language: Language,
    ) -> Result<Self, Problem> {
        let fit =
            Lifetime::fit(form, &table.purchases(), &table.values()).map_err(nothing_to_learn)?;
        let ahead = horizon.in_units(unit.days());
        let mut expected =
            Expected { value: fit.value.as_ref().map(|_| 0.0), ..Expected::default() };
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let forecast = fit.forecast(&row.purchases, row.mean_value, ahead);
            expected.add(&forecast);
            rows.push(LifetimeRow {
                customer: row.customer.clone(),
                frequency: row.purchases.frequency,
                recency: row.purchases.recency,
                age: row.purchases.age,
                forecast: forecast.into(),
            });
        }
        Ok(Self { fit: LifetimeFit::of(&fit, language), horizon, expected, rows })
    }
}
