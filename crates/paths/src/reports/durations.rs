//! How long it takes from one thing to another.

mod behind;

use std::sync::Arc;

use parcours_interactions::Snapshot;

use parcours_kernel::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words;
use crate::fold::Folded;
use crate::kernels::durations::{Bar, Durations};
use crate::plan::{LeftOut, Plan};
use crate::{Paths, Question};

pub use behind::DurationFigureQuery;

/// From what to what.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DurationsQuery {
    /// The activities where the time begins, with commas between.
    pub start: String,
    /// The activities where it ends.
    pub goal: String,
}

/// How long it takes.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DurationsReport {
    /// Distinct customers who do the first.
    pub customers_from: u64,
    /// Their cases: customers or sessions.
    pub cases_from: u64,
    /// Distinct customers who do the second afterwards.
    pub customers: u64,
    /// Their cases.
    pub cases: u64,
    /// Mean time from the first time of the one to the first time after it of the other.
    pub mean_seconds: Option<f64>,
    /// Its median, within 1.6 %.
    pub median_seconds: Option<f64>,
    /// What nine in ten do not exceed, within 1.6 %.
    pub p90_seconds: Option<f64>,
    /// How many took how long: bars that begin at the same lengths in every report.
    pub bars: Vec<DurationBar>,
    /// The rarest activities, when there are more than a report holds.
    pub left_out: LeftOut,
}

/// One bar of a picture of durations.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct DurationBar {
    /// The shortest time in it; that of the next bar is not in it.
    pub from_seconds: f64,
    /// Cases.
    pub count: u64,
}

impl Paths {
    /// How long it takes. Cost: one scan of what the question looks at.
    pub async fn durations(
        &self,
        question: &Question,
        query: &DurationsQuery,
    ) -> Result<DurationsReport, Problem> {
        let Asked { view, plan, kernel } = self.durations_asked(question, query).await?;
        let kernel = Arc::new(kernel);
        let Folded { partial, left_out } = self.fold(&view, &plan, Arc::clone(&kernel)).await?;
        let found = kernel.answer(&partial);
        let bar = |bar: &Bar| DurationBar { from_seconds: bar.from_seconds, count: bar.count };
        Ok(DurationsReport {
            customers_from: found.customers_from,
            cases_from: found.cases_from,
            customers: found.customers,
            cases: found.cases,
            mean_seconds: found.times.map(|times| times.mean_seconds),
            median_seconds: found.times.map(|times| times.median_seconds),
            p90_seconds: found.times.map(|times| times.p90_seconds),
            bars: found.bars.iter().map(bar).collect(),
            left_out,
        })
    }

    async fn durations_asked(
        &self,
        question: &Question,
        query: &DurationsQuery,
    ) -> Result<Asked, Problem> {
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?;
        let kernel = Durations {
            from: words::some(&plan, "start", &query.start)?,
            to: words::some(&plan, "goal", &query.goal)?,
        };
        Ok(Asked { view, plan, kernel })
    }
}

/// Durations, ready to be folded.
struct Asked {
    view: Snapshot,
    plan: Plan,
    kernel: Durations,
}
