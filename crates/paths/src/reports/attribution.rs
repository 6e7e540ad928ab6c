//! Which touches conversions are owed to, under every model side by side.

mod behind;

use std::sync::Arc;

use parcours_interactions::Snapshot;
use parcours_kernel::{Problem, Text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words;
use crate::attribution::{Attribution, Credit, Touch};
use crate::fold::{Folded, think};
use crate::kernels::activities::ActivitySet;
use crate::kernels::conversions::{Conversions, HALF_LIFE};
use crate::plan::{LeftOut, Plan};
use crate::{Paths, Question};

pub use behind::{CreditFigureQuery, CreditPlace};

/// How long before a conversion a touch counts unless it is said otherwise.
const WINDOW: &str = "30d";

/// What is a conversion, and what may be credited with it.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AttributionQuery {
    /// The activities that are conversions, with commas between.
    pub goal: String,
    /// What is credited: the `activity` when not said, or the `channel` on which it happened.
    pub touches: Option<Touches>,
    /// The activities or channels that may be credited, with commas between; all but goals when not said.
    pub touch: Option<String>,
    /// How long before a conversion a touch still counts: `30d` when not said, or `all`.
    pub window: Option<String>,
    /// After how long a touch weighs half in the model of time decay; `7d` when not said.
    pub half_life: Option<String>,
}

/// What is credited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Touches {
    /// What customers did.
    #[default]
    Activity,
    /// The channel on which they did it.
    Channel,
}

/// Which touches conversions are owed to. Models answer different questions, and none shows a cause.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AttributionReport {
    /// What is a conversion.
    pub goals: Vec<String>,
    /// What is credited.
    pub touches_are: Touches,
    /// Conversions, with or without touches.
    pub conversions: u64,
    /// Their money.
    pub value: f64,
    /// Conversions that no touch preceded: nobody is credited with them.
    pub untouched: u64,
    /// Their money.
    pub untouched_value: f64,
    /// Paths that did not convert.
    pub unconverted: u64,
    /// The share of paths with a touch that converted.
    pub conversion_rate: f64,
    /// How long before a conversion a touch counts; null for ever.
    pub window_seconds: Option<u64>,
    /// After how long a touch weighs half in the model of time decay.
    pub half_life_seconds: u64,
    /// Those that may be credited, in order of what the Markov model credits. Under each model credits
    /// add up to the conversions that a touch preceded.
    pub touches: Vec<NamedTouch>,
    /// The rarest activities, when there are more than a report holds.
    pub left_out: LeftOut,
}

/// What one touch may claim.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedTouch {
    /// The activity or channel.
    pub name: String,
    /// All to the first touch of a path.
    pub first: NamedCredit,
    /// All to the last.
    pub last: NamedCredit,
    /// The same to each touch of a path.
    pub linear: NamedCredit,
    /// More to the later ones.
    pub time_decay: NamedCredit,
    /// By what would be lost without it, in a Markov chain of touches.
    pub markov: NamedCredit,
    /// By what it adds to each set of other touches.
    pub shapley: NamedCredit,
    /// The share of conversions that would be lost without it, in the chain: 0 to 1.
    pub removal_effect: f64,
}

/// Conversions and their money, credited to a touch.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct NamedCredit {
    /// How many; a fraction where conversions are shared.
    pub conversions: f64,
    /// Money.
    pub value: f64,
}

impl Paths {
    /// Which touches conversions are owed to. Cost: one scan of what the question looks at.
    pub async fn attribution(
        &self,
        question: &Question,
        query: &AttributionQuery,
    ) -> Result<AttributionReport, Problem> {
        let Asked { view, plan, kernel, goals, touches_are } =
            self.attribution_asked(question, query).await?;
        let (window, half_life) = (kernel.window, kernel.half_life);
        let kernel = Arc::new(kernel);
        let Folded { partial, left_out } = self.fold(&view, &plan, Arc::clone(&kernel)).await?;
        let mut found = think(move || Attribution::of(&kernel, &partial)).await?;
        // The sort is stable: of equal ones the first code comes first.
        let claimed = |touch: &Touch| touch.markov.conversions;
        found.touches.sort_by(|one, other| claimed(other).total_cmp(&claimed(one)));
        Ok(AttributionReport {
            goals: goals.codes().map(|code| plan.name(code).to_owned()).collect(),
            touches_are,
            conversions: found.conversions,
            value: found.value,
            untouched: found.untouched,
            untouched_value: found.untouched_value,
            unconverted: found.nulls,
            conversion_rate: found.conversion_rate,
            window_seconds: window.map(|micros| micros.unsigned_abs() / 1_000_000),
            half_life_seconds: half_life.unsigned_abs() / 1_000_000,
            touches: found.touches.iter().map(|touch| named(&plan, touch)).collect(),
            left_out,
        })
    }

    async fn attribution_asked(
        &self,
        question: &Question,
        query: &AttributionQuery,
    ) -> Result<Asked, Problem> {
        let view = self.log().snapshot().await?;
        let signatures = self.log().signatures().await?;
        let mut plan = Plan::new(question, &signatures, &view).await?.with_values();
        let mut goals = words::some(&plan, "goal", &query.goal)?;
        let window = match query.window.as_deref() {
            Some("all") => None,
            said => Some(words::length("window", said.unwrap_or(WINDOW))?),
        };
        let half_life = query.half_life.as_deref().map(|said| words::length("half_life", said));
        let half_life = half_life.transpose()?.unwrap_or(HALF_LIFE);
        let touches_are = query.touches.unwrap_or_default();
        if touches_are == Touches::Channel {
            goals = (0..plan.channels_but(goals, &signatures)?).collect();
        }
        // Interactions on no channel are no channel.
        let all = (0..plan.activities()).filter(|code| !plan.name(*code).is_empty());
        let touches = match &query.touch {
            None => all.filter(|code| !goals.contains(*code)).collect(),
            Some(written) => words::some(&plan, "touch", written)?,
        };
        let goal_too = |code: &u8| goals.contains(*code);
        if let Some(both) = touches.codes().find(goal_too) {
            return Err(goal_as_touch(plan.name(both)));
        }
        let kernel = Conversions {
            goals: goals.codes().collect(),
            touches: ActivitySet::codes(touches).collect(),
            window,
            half_life,
        };
        Ok(Asked { view, plan, kernel, goals, touches_are })
    }
}

/// Attribution, ready to be folded.
struct Asked {
    view: Snapshot,
    plan: Plan,
    kernel: Conversions,
    goals: ActivitySet,
    touches_are: Touches,
}

fn named(plan: &Plan, touch: &Touch) -> NamedTouch {
    let credit =
        |credit: Credit| NamedCredit { conversions: credit.conversions, value: credit.value };
    NamedTouch {
        name: plan.name(touch.code).to_owned(),
        first: credit(touch.first),
        last: credit(touch.last),
        linear: credit(touch.linear),
        time_decay: credit(touch.time_decay),
        markov: credit(touch.markov),
        shapley: credit(touch.shapley),
        removal_effect: touch.removal_effect,
    }
}

fn goal_as_touch(name: &str) -> Problem {
    Problem::invalid(
        "touch",
        "goal_as_touch",
        Text::new(
            format!("“{name}” is the goal: it cannot be credited with itself."),
            format!(
                "«\u{202f}{name}\u{202f}» est le but\u{202f}: on ne peut pas le créditer de lui-même."
            ),
        ),
    )
}
