//! The chances of reaching a goal from a position, and how each next step changes them.

use std::sync::Arc;

use parcours_kernel::{Problem, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::next::not_enough;
use super::observed;
use super::sentence::{Sentence, customers, percent};
use super::words;
use crate::fold::{Folded, think};
use crate::kernels::goal::{AtPosition, Chances, GoalChances, GoalModel, StepChances};
use crate::kernels::intervals::Estimate;
use crate::plan::{LeftOut, Plan};
use crate::{Paths, Question};

/// A goal that is not said to be reached within some time is to be reached within this.
const WITHIN: &str = "30d";

/// Which goal, and from where.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GoalQuery {
    /// The activity that is the goal; any of several with commas between.
    pub goal: String,
    /// The last steps, oldest first, with commas between; from each activity in turn when left out.
    pub after: Option<String>,
    /// Within which time, such as `7d`; `30d` when left out.
    pub within: Option<String>,
}

/// How probable a goal is.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct GoalReport {
    /// The activities that are the goal.
    pub goal: Vec<String>,
    /// Within which time.
    pub within_seconds: u64,
    /// The log tells what happened up to here; who was here too short before it to tell is not counted.
    pub observed_until: Timestamp,
    /// From the position that was asked about, or from each activity, highest probability first.
    pub positions: Vec<GoalFrom>,
    /// What was not looked at.
    pub left_out: LeftOut,
}

/// The chances from one position.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct GoalFrom {
    /// The last steps.
    pub after: Vec<String>,
    /// Whether enough customers were there; otherwise the figures are null.
    pub enough: bool,
    /// Those of the last steps that the answer goes by.
    pub context: Vec<String>,
    /// Customers who were there, without those held out.
    pub customers: u64,
    /// Those of them who reached the goal.
    pub reached: Option<u64>,
    /// Their share, with its 95 % interval (Wilson).
    pub probability: Option<Estimate>,
    /// Median time to the goal of those who reached it, within 1/16.
    pub median_seconds: Option<f64>,
    /// What came next, and how it changed the chances.
    pub steps: Vec<GoalStep>,
    /// The tenth of the customers held out: their share, to compare with.
    pub control: Option<GoalControl>,
    /// The answer as a sentence.
    pub says: Sentence,
}

/// What became of those who took one next step.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct GoalStep {
    /// The activity; null: nothing followed in time.
    pub name: Option<String>,
    /// How many took it.
    pub customers: u64,
    /// Those of them who reached the goal.
    pub reached: u64,
    /// Their share; null where too few took this step, or any other.
    pub probability: Option<Estimate>,
    /// That share less that of all others who were here.
    pub difference: Option<Estimate>,
    /// Whether the interval of the difference leaves out zero. Not: whether the step is the cause.
    pub distinguishable: Option<bool>,
}

/// Those held out.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct GoalControl {
    /// How many.
    pub customers: u64,
    /// Those of them who reached the goal.
    pub reached: u64,
    /// Their share; null where they are too few.
    pub probability: Option<Estimate>,
    /// The others' share less theirs.
    pub difference: Option<Estimate>,
}

impl Paths {
    /// The chances of a goal. Cost: one scan of what the question looks at.
    pub async fn goal(
        &self,
        question: &Question,
        query: &GoalQuery,
    ) -> Result<GoalReport, Problem> {
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?;
        let goals: Vec<u8> = words::some(&plan, "goal", &query.goal)?.codes().collect();
        let horizon = words::length("within", query.within.as_deref().unwrap_or(WITHIN))?;
        let after = words::list(query.after.as_deref().unwrap_or_default());
        let path = after.iter().map(|name| plan.code("after", name));
        let path = path.collect::<Result<Vec<u8>, Problem>>()?;
        let until = observed::until(&view, question, self.now()).await?;
        let kernel = Arc::new(GoalChances::new(goals.clone(), horizon, until));
        let Folded { partial, left_out } = self.fold(&view, &plan, Arc::clone(&kernel)).await?;
        let model = think(move || GoalModel::new(&kernel, partial)).await?;
        let name = |code: u8| plan.name(code).to_owned();
        let from = |path: &[u8]| {
            let after = path.iter().map(|code| name(*code)).collect();
            named(model.at(path), after, name)
        };
        let positions = if path.is_empty() {
            let activities = (0..plan.activities()).filter(|code| !goals.contains(code));
            let mut each: Vec<GoalFrom> = activities.map(|code| from(&[code])).collect();
            each.retain(|one| one.customers > 0);
            let share = |one: &GoalFrom| one.probability.map_or(-1.0, |share| share.value);
            each.sort_by(|a, b| share(b).total_cmp(&share(a)).then(b.customers.cmp(&a.customers)));
            each
        } else {
            vec![from(&path)]
        };
        Ok(GoalReport {
            goal: goals.into_iter().map(name).collect(),
            within_seconds: horizon.unsigned_abs() / 1_000_000,
            observed_until: Timestamp::from_micros(until),
            positions,
            left_out,
        })
    }
}

/// Chances in names.
pub(crate) fn named(chances: Chances, after: Vec<String>, name: impl Fn(u8) -> String) -> GoalFrom {
    match chances {
        Chances::NotEnough { customers, .. } => GoalFrom {
            after,
            enough: false,
            context: Vec::new(),
            customers,
            reached: None,
            probability: None,
            median_seconds: None,
            steps: Vec::new(),
            control: None,
            says: not_enough(customers),
        },
        Chances::Known(known) => GoalFrom {
            after,
            enough: true,
            says: says(&known),
            context: known.context.iter().map(|code| name(*code)).collect(),
            customers: known.customers,
            reached: Some(known.reached),
            probability: Some(known.probability),
            median_seconds: known.median_seconds,
            steps: known.steps.iter().map(|step| named_step(step, &name)).collect(),
            control: Some(GoalControl {
                customers: known.control.customers,
                reached: known.control.reached,
                probability: known.control.probability,
                difference: known.control.difference,
            }),
        },
    }
}

fn named_step(step: &StepChances, name: impl Fn(u8) -> String) -> GoalStep {
    GoalStep {
        name: step.step.map(name),
        customers: step.customers,
        reached: step.reached,
        probability: step.chance.map(|chance| chance.probability),
        difference: step.chance.map(|chance| chance.difference),
        distinguishable: step.chance.map(|chance| chance.distinguishable),
    }
}

fn says(known: &AtPosition) -> Sentence {
    let Estimate { value, low, high } = known.probability;
    let (share, low, high) = (percent(value), percent(low), percent(high));
    let all = customers(known.customers);
    Sentence::new(
        format!(
            "{} reach the goal, between {} and {} ({} like this).",
            share.en, low.en, high.en, all.en
        ),
        format!(
            "{} atteignent l’objectif, entre {} et {} ({} dans cette situation).",
            share.fr, low.fr, high.fr, all.fr
        ),
    )
}
