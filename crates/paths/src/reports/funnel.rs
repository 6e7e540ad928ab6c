//! How far customers get along some steps.

mod behind;

use std::sync::Arc;

use parcours_interactions::Snapshot;
use parcours_kernel::{Problem, Text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words;
use crate::kernels::activities::ActivitySet;
use crate::kernels::funnel::{Funnel, Group, MOST_STEPS, Order, Step};
use crate::plan::{LeftOut, Plan, Split};
use crate::{Paths, Question};

pub use behind::FunnelFigureQuery;

/// How long a funnel waits unless it is said otherwise.
const WITHIN: &str = "7d";

/// The steps of a funnel.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FunnelQuery {
    /// The steps in order, with commas between; a step may be any of several activities:
    /// `product_viewed,cart_viewed|product_added,order_completed`. A backslash before a comma or bar makes
    /// it part of a name.
    pub steps: String,
    /// The longest time from the first step to the last: `30min`, `12h`, `7d`, `2w`; `7d` when not said.
    pub within: Option<String>,
    /// Whether nothing may lie between two steps.
    pub strict: Option<bool>,
    /// A property: one funnel more for each of its values, as the first step has them.
    pub split_by: Option<String>,
}

/// How far customers get along some steps.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FunnelReport {
    /// Distinct customers with any interaction looked at.
    pub customers: u64,
    /// Their cases: customers or sessions.
    pub cases: u64,
    /// The longest time from the first step to the last.
    pub within_seconds: u64,
    /// Whether nothing may lie between two steps.
    pub strict: bool,
    /// In order.
    pub steps: Vec<FunnelStep>,
    /// The property that groups are of.
    pub split_by: Option<String>,
    /// The same for the values of that property, in order; those of whom nobody takes the first step are
    /// left out.
    pub groups: Vec<FunnelGroup>,
    /// The rarest activities, when there are more than a report holds.
    pub left_out: LeftOut,
}

/// One step of a funnel.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FunnelStep {
    /// The step as it was asked for.
    pub name: String,
    /// Distinct customers who get here or further.
    pub customers: u64,
    /// Cases that do.
    pub cases: u64,
    /// Share of the cases at the first step that get here.
    pub of_first: Option<f64>,
    /// Share of the cases at the step before that get here.
    pub of_previous: Option<f64>,
    /// Mean time from the step before.
    pub mean_seconds: Option<f64>,
    /// Median time from the step before, within 1.6 %.
    pub median_seconds: Option<f64>,
    /// What nine in ten do not exceed, within 1.6 %.
    pub p90_seconds: Option<f64>,
}

/// The funnel of one value of a property.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FunnelGroup {
    /// The value; null for interactions without the property.
    pub value: Option<String>,
    /// Its steps.
    pub steps: Vec<FunnelStep>,
}

impl Paths {
    /// How far customers get. Cost: one scan of what the question looks at.
    pub async fn funnel(
        &self,
        question: &Question,
        query: &FunnelQuery,
    ) -> Result<FunnelReport, Problem> {
        let Asked { view, plan, names, kernel, split } = self.funnel_asked(question, query).await?;
        let mut report = FunnelReport {
            customers: 0,
            cases: 0,
            within_seconds: kernel.window.unsigned_abs() / 1_000_000,
            strict: kernel.order == Order::Strict,
            steps: Vec::new(),
            split_by: query.split_by.clone(),
            groups: Vec::new(),
            left_out: plan.left_out,
        };
        let whole = match split {
            None => {
                let kernel = Arc::new(kernel);
                let found = self.fold(&view, &plan, Arc::clone(&kernel)).await?;
                report.left_out = found.left_out;
                kernel.answer(&found.partial)
            }
            Some(split) => {
                let apart = Funnel { split: Some(split.group_of), ..kernel.clone() };
                let both = Arc::new((kernel, apart));
                let found = self.fold(&view, &plan, Arc::clone(&both)).await?;
                let (whole, apart) = found.partial;
                report.left_out = found.left_out;
                let of = |group: Group| FunnelGroup {
                    value: split.groups[usize::from(group.group)].clone(),
                    steps: named(&names, &group.steps),
                };
                let mut groups = both.1.answer(&apart).groups;
                groups.retain(|group| group.steps[0].cases > 0);
                report.groups = groups.into_iter().map(of).collect();
                both.0.answer(&whole)
            }
        };
        report.customers = whole.customers;
        report.cases = whole.cases;
        report.steps = named(&names, &whole.groups[0].steps);
        Ok(report)
    }

    async fn funnel_asked(
        &self,
        question: &Question,
        query: &FunnelQuery,
    ) -> Result<Asked, Problem> {
        let view = self.log().snapshot().await?;
        let signatures = self.log().signatures().await?;
        let mut plan = Plan::new(question, &signatures, &view).await?;
        let names = words::list(&query.steps);
        if !(2..=MOST_STEPS).contains(&names.len()) {
            return Err(number_of_steps(names.len()));
        }
        let sets = names.iter().map(|name| words::any_of(&plan, "steps", name));
        let sets = sets.collect::<Result<Vec<ActivitySet>, Problem>>()?;
        let window = words::length("within", query.within.as_deref().unwrap_or(WITHIN))?;
        let split = match &query.split_by {
            Some(name) => Some(plan.split(name, sets[0], &signatures, &view).await?),
            None => None,
        };
        let strict = query.strict.unwrap_or_default();
        let kernel = Funnel {
            steps: match &split {
                Some(split) => sets.iter().map(|set| split.codes(*set)).collect(),
                None => sets,
            },
            window,
            order: if strict { Order::Strict } else { Order::Loose },
            split: None,
        };
        Ok(Asked { view, plan, names, kernel, split })
    }
}

/// A funnel, ready to be folded.
struct Asked {
    view: Snapshot,
    plan: Plan,
    /// The steps as they were asked for.
    names: Vec<String>,
    /// Of all cases.
    kernel: Funnel,
    split: Option<Split>,
}

fn named(names: &[String], steps: &[Step]) -> Vec<FunnelStep> {
    let step = |(name, step): (&String, &Step)| FunnelStep {
        name: name.clone(),
        customers: step.customers,
        cases: step.cases,
        of_first: step.of_first,
        of_previous: step.of_previous,
        mean_seconds: step.times.map(|times| times.mean_seconds),
        median_seconds: step.times.map(|times| times.median_seconds),
        p90_seconds: step.times.map(|times| times.p90_seconds),
    };
    names.iter().zip(steps).map(step).collect()
}

fn number_of_steps(found: usize) -> Problem {
    Problem::invalid(
        "steps",
        "number_of_steps",
        Text::new(
            format!("A funnel has 2 to {MOST_STEPS} steps, with commas between; here are {found}."),
            format!(
                "Un entonnoir a de 2 à {MOST_STEPS} étapes, séparées par des virgules\u{202f}; il y en a {found} ici."
            ),
        ),
    )
}
