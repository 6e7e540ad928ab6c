//! How much of what happened when.

use std::sync::Arc;

use parcours_kernel::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::calendar::{Calendar, CalendarPeriod, Every};
use crate::kernels::counts::{ActivityGroup, Counts, Group};
use crate::plan::{LeftOut, Plan};
use crate::{Paths, Question};

/// By what time is counted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CountsQuery {
    /// How long a period is: `week` when not said, `day` or `month`.
    pub every: Option<Every>,
}

/// How much of what happened when.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CountsReport {
    /// How long a period is.
    pub every: Every,
    /// In all.
    pub total: Counted,
    /// By activity, most frequent first. Customers do not add up: one may do several things.
    pub activities: Vec<CountedActivity>,
    /// By period, in order; those in which nothing happened are there as well.
    pub periods: Vec<CountedPeriod>,
    /// The rarest activities, when there are more than a report holds.
    pub left_out: LeftOut,
}

/// Figures of some interactions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Counted {
    /// Interactions.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Interactions with a value: money or a score.
    pub values: u64,
    /// The sum of these values.
    pub value: f64,
    /// Their mean; null of none.
    pub mean_value: Option<f64>,
}

/// The interactions of an activity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CountedActivity {
    /// The activity.
    pub name: String,
    /// Its figures.
    #[serde(flatten)]
    pub counted: Counted,
}

/// The interactions of a period.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CountedPeriod {
    /// Which.
    #[serde(flatten)]
    pub period: CalendarPeriod,
    /// Its figures.
    #[serde(flatten)]
    pub counted: Counted,
    /// By activity that happened in it, most frequent first.
    pub activities: Vec<CountedActivity>,
}

impl Paths {
    /// How much of what happened when. Cost: one scan of what the question looks at.
    pub async fn counts(
        &self,
        question: &Question,
        query: &CountsQuery,
    ) -> Result<CountsReport, Problem> {
        let every = query.every.unwrap_or(Every::Week);
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?.with_values();
        let zone = self.time_zone().await?;
        let calendar = Calendar::of(&view, every, question.period, self.now(), &zone).await?;
        let kernel = Arc::new(Counts { activities: plan.activities(), periods: calendar.bounds() });
        let found = self.fold(&view, &plan, Arc::clone(&kernel)).await?;
        let table = kernel.answer(&found.partial);
        let periods = calendar.periods.into_iter().zip(&table.periods);
        let period = |(period, found): (CalendarPeriod, &crate::kernels::counts::PeriodGroup)| {
            CountedPeriod {
                period,
                counted: (&found.group).into(),
                activities: named(&plan, &found.activities),
            }
        };
        Ok(CountsReport {
            every,
            total: (&table.total).into(),
            activities: named(&plan, &table.activities),
            periods: periods.map(period).collect(),
            left_out: found.left_out,
        })
    }
}

fn named(plan: &Plan, groups: &[ActivityGroup]) -> Vec<CountedActivity> {
    let named = |group: &ActivityGroup| CountedActivity {
        name: plan.name(group.activity).to_owned(),
        counted: (&group.group).into(),
    };
    let mut activities: Vec<CountedActivity> = groups.iter().map(named).collect();
    activities.sort_by_key(|activity| std::cmp::Reverse(activity.counted.interactions));
    activities
}

impl From<&Group> for Counted {
    fn from(group: &Group) -> Self {
        Self {
            interactions: group.interactions,
            customers: group.customers,
            values: group.values,
            value: group.sum,
            mean_value: group.mean,
        }
    }
}
