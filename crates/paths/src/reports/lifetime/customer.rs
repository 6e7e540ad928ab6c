//! One customer's value, from what was learned of all.

use std::sync::Arc;

use parcours_interactions::{CustomerId, CustomerSet};
use parcours_kernel::{Language, Period, Problem, Text, Timestamp};
use parcours_storage::jobs::JobFailure;
use serde::Serialize;
use utoipa::ToSchema;

use super::{LifetimeFit, LifetimeQuery, Material, NamedForecast, NamedHorizon, ORDERS};
use crate::fold::think;
use crate::jobs::FitLifetime;
use crate::kernels::buyers::Buyers;
use crate::lifetime::Lifetime;
use crate::store::{self, StoredFit};
use crate::{Activities, Paths, Question};

/// Fits are kept so long, to see how what is believed changes.
const KEPT_SECONDS: i64 = 400 * 86_400;

/// What one customer will be worth.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CustomerLifetime {
    /// Who; another id than asked for where the one turned out to be the other.
    pub customer: CustomerId,
    /// Days with an order so far; of a customer who never ordered nothing is foreseen.
    pub purchases: u32,
    /// What these were worth.
    pub value_so_far: f64,
    /// Days since the last.
    pub days_since_last: Option<u32>,
    /// How far the forecast looks ahead.
    pub horizon: NamedHorizon,
    /// What is to come.
    pub forecast: Option<NamedForecast>,
    /// How far off the expected orders may be because the models learned from so many customers and no
    /// more (standard error); what chance does with one customer comes on top.
    pub expected_orders_error: Option<f64>,
    /// When the models were fitted.
    pub fitted_at: Timestamp,
    /// The models.
    pub fit: LifetimeFit,
}

impl Paths {
    /// What a customer will be worth, by the newest fit. Cost: that customer's orders.
    pub async fn customer_lifetime(
        &self,
        customer: CustomerId,
        query: &LifetimeQuery,
        language: Language,
    ) -> Result<CustomerLifetime, Problem> {
        let horizon = query.horizon()?;
        let stored = store::newest_fit(self.database()).await?.ok_or_else(not_fitted)?;
        let StoredFit { fitted_at, orders, fit } = stored;
        let kept = self.log().snapshot().await?.resolve(customer);
        let question = Question {
            customers: Some(u64::try_from(kept.0).into_iter().collect::<CustomerSet>()),
            ..everything()
        };
        let Material { view, plan, kernel } = self.material(&question, &orders).await?;
        let unit = kernel.unit;
        let bought = self.fold(&view, &plan, Arc::new(Buyers(kernel))).await?.partial;
        let bought = bought.first();
        let ahead = horizon.in_units(unit.days());
        let forecast = |bought: &crate::kernels::orders::Bought| {
            fit.forecast(&bought.purchases(unit), bought.mean_value, ahead).into()
        };
        Ok(CustomerLifetime {
            customer: kept,
            purchases: bought.map_or(0, |bought| bought.frequency.saturating_add(1)),
            value_so_far: bought.map_or(0.0, |bought| bought.total_value),
            days_since_last: bought.map(|bought| bought.age.saturating_sub(bought.recency)),
            horizon,
            forecast: bought.map(forecast),
            expected_orders_error: bought
                .and_then(|bought| fit.orders_error(&bought.purchases(unit), ahead)),
            fitted_at,
            fit: LifetimeFit::of(&fit, language),
        })
    }

    /// Fits the models to the whole log and keeps what was learned. Where there is nothing to learn from
    /// yet, nothing is kept and the next round tries again.
    pub(crate) async fn fit_lifetime(&self, job: &FitLifetime) -> Result<(), JobFailure> {
        let last = store::newest_fit(self.database()).await?;
        let last_orders = last.as_ref().map(|last| last.orders.clone());
        let orders = job.orders.clone().or(last_orders).unwrap_or_else(|| ORDERS.to_owned());
        let form = job.form.or(last.map(|last| last.fit.purchases.model.form)).unwrap_or_default();
        let retry = |problem: Problem| JobFailure::Retry(problem.detail().to_string());
        let Material { view, plan, kernel } = match self.material(&everything(), &orders).await {
            Ok(material) => material,
            // There is no such kind of interaction in the log, or no longer.
            Err(problem) if problem.code() == "invalid_input" => return Ok(()),
            Err(problem) => return Err(retry(problem)),
        };
        let unit = kernel.unit;
        let histories = self.fold(&view, &plan, Arc::new(kernel)).await.map_err(retry)?.partial;
        drop(view);
        let fitted = think(move || {
            Lifetime::fit(form, &histories.purchases(unit), &histories.values()).ok()
        });
        // Nobody has bought twice: nothing can be learned.
        let Some(fit) = fitted.await.map_err(retry)? else { return Ok(()) };
        let fitted_at = self.now();
        let work = self.database().begin().await?;
        store::keep_fit(&work, &StoredFit { fitted_at, orders, fit }).await?;
        store::forget_fits(&work, fitted_at.plus_seconds(-KEPT_SECONDS)).await?;
        work.commit(self.env()).await?;
        Ok(())
    }
}

fn everything() -> Question {
    Question { period: Period::ALL, ..Question::of(Activities::Kinds) }
}

fn not_fitted() -> Problem {
    Problem::conflict(
        "not_fitted",
        Text::new(
            "Nothing has been learned about who buys again yet: that happens once a day, and when it is asked for.",
            "Rien n’a encore été appris sur les réachats\u{202f}: cela se fait chaque jour, et sur demande.",
        ),
    )
}
