//! Flows step after step, as a Sankey diagram draws them.

mod behind;

use parcours_interactions::Snapshot;
use parcours_kernel::{Problem, Text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words;
use crate::fold::Folded;
use crate::kernels::flows::{self, Anchor, Flows};
use crate::plan::{LeftOut, Plan};
use crate::{Paths, Question};

pub use behind::FlowFigureQuery;

/// Steps that are told unless it is said otherwise.
const STEPS: usize = 5;
/// More are not read from one picture.
const MOST_STEPS: usize = 12;
/// Activities of a step that are told on their own unless it is said otherwise.
const TOP: usize = 8;

/// Which steps are told.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FlowsQuery {
    /// Begin at the first time of this activity and go on from there; any of several with `|` between.
    /// Not said, nor `before`: where each case begins.
    pub after: Option<String>,
    /// Begin at the first time of this activity and go back from there; likewise.
    pub before: Option<String>,
    /// How many steps, where it begins included: 2 to 12; 5 when not said.
    pub steps: Option<usize>,
    /// How many activities of each step are told on their own, the busiest ones: 1 to 50; 8 when not
    /// said. All others of a step are one.
    pub top: Option<usize>,
    /// Whether the same activity several times in a row counts as once: `true` when not said.
    pub fold_loops: Option<bool>,
}

/// Where cases are step after step, and what goes between.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FlowsReport {
    /// Distinct customers with a way from where it begins.
    pub customers: u64,
    /// Cases likewise: customers, sessions, or what makes a case.
    pub cases: u64,
    /// The steps at which somebody is; the first is where it begins.
    pub steps: Vec<FlowStep>,
    /// From step to step, most cases first.
    pub links: Vec<FlowLink>,
    /// The rarest activities, when there are more than a report holds.
    pub left_out: LeftOut,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FlowStep {
    /// Cases that get here.
    pub cases: u64,
    /// Where they are: most cases first, the others last.
    pub nodes: Vec<FlowNode>,
}

/// Cases at one activity in one step.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FlowNode {
    /// The activity; null: all others of this step.
    pub name: Option<String>,
    /// What it stands for: that one, or all others.
    pub names: Vec<String>,
    /// Cases.
    pub cases: u64,
    /// Those whose way is over here (that began here, when one goes back); 0 in the last step that was
    /// asked for, where it is not looked at.
    pub ended: u64,
}

/// Cases between two steps.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FlowLink {
    /// The step it begins at, from 1.
    pub step: u8,
    /// Where; null: at any of the others.
    pub from: Option<String>,
    /// Where to, in the next step; likewise.
    pub to: Option<String>,
    /// How many cases.
    pub cases: u64,
}

/// What is needed to answer.
struct Asked {
    view: Snapshot,
    plan: Plan,
    kernel: Flows,
}

impl Paths {
    /// Where cases are step after step. Cost: one scan of what the question looks at.
    pub async fn flows(
        &self,
        question: &Question,
        query: &FlowsQuery,
    ) -> Result<FlowsReport, Problem> {
        let top = words::within("top", query.top.unwrap_or(TOP), 1, 50)?;
        let Asked { view, plan, kernel } = self.flows_asked(question, query).await?;
        let Folded { partial, left_out } = self.fold(&view, &plan, kernel.into()).await?;
        let sankey = kernel.answer(&partial, top);
        let name = |code: u8| plan.name(code).to_owned();
        let node = |node: &flows::Node| FlowNode {
            name: node.activity.map(name),
            names: node.activities.iter().map(|code| name(*code)).collect(),
            cases: node.cases,
            ended: node.ended,
        };
        let step = |step: &flows::Step| FlowStep {
            cases: step.cases,
            nodes: step.nodes.iter().map(node).collect(),
        };
        let link = |link: &flows::Link| FlowLink {
            step: link.step + 1,
            from: link.from.map(name),
            to: link.to.map(name),
            cases: link.cases,
        };
        Ok(FlowsReport {
            customers: sankey.customers,
            cases: sankey.cases,
            steps: sankey.steps.iter().map(step).collect(),
            links: sankey.links.iter().map(link).collect(),
            left_out,
        })
    }

    async fn flows_asked(&self, question: &Question, query: &FlowsQuery) -> Result<Asked, Problem> {
        let steps = words::within("steps", query.steps.unwrap_or(STEPS), 2, MOST_STEPS)?;
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?;
        let anchor = match (&query.after, &query.before) {
            (None, None) => Anchor::Start,
            (Some(after), None) => Anchor::From(words::any_of(&plan, "after", after)?),
            (None, Some(before)) => Anchor::To(words::any_of(&plan, "before", before)?),
            (Some(_), Some(_)) => return Err(both_ways()),
        };
        let kernel = Flows {
            activities: plan.activities(),
            steps: u8::try_from(steps).expect("a dozen at most"),
            fold_loops: query.fold_loops.unwrap_or(true),
            anchor,
        };
        Ok(Asked { view, plan, kernel })
    }
}

fn both_ways() -> Problem {
    Problem::invalid(
        "before",
        "one_direction",
        Text::new(
            "Flows go on from an activity or back from one: name `after` or `before`, not both.",
            "Les flux partent d’une activité ou y mènent\u{202f}: nommez `after` ou `before`, pas les deux.",
        ),
    )
}
