//! What directly follows what.

mod behind;

use std::sync::Arc;

use parcours_kernel::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::kernels::transitions::{CaseCount, Graph, Transitions};
use crate::plan::{LeftOut, Plan};
use crate::{Paths, Question};

pub use behind::GraphFigureQuery;

/// Which activity directly follows which, how often and after how long.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TransitionsReport {
    /// Interactions looked at.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Cases: customers or sessions.
    pub cases: u64,
    /// Distinct activities.
    pub activities: usize,
    /// The activities, most frequent first.
    pub nodes: Vec<NamedCount>,
    /// What follows what, most frequent first.
    pub edges: Vec<NamedEdge>,
    /// Where cases begin.
    pub starts: Vec<NamedCount>,
    /// Where they end.
    pub ends: Vec<NamedCount>,
    /// The rarest activities, when there are more than a report holds.
    pub left_out: LeftOut,
}

/// An activity and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedCount {
    /// The activity.
    pub name: String,
    /// Interactions, or cases that begin or end there.
    pub count: u64,
    /// Distinct customers; null where cases are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customers: Option<u64>,
}

/// A step from one activity to the next.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NamedEdge {
    /// What came first.
    pub from: String,
    /// What came directly after it.
    pub to: String,
    /// How often.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Mean time between the two.
    pub mean_seconds: f64,
    /// Median time, within 1.6 %.
    pub median_seconds: Option<f64>,
    /// What nine in ten do not exceed, within 1.6 %.
    pub p90_seconds: Option<f64>,
}

impl Paths {
    /// What directly follows what. Cost: one scan of what the question looks at.
    pub async fn transitions(&self, question: &Question) -> Result<TransitionsReport, Problem> {
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?;
        let kernel = Arc::new(Transitions { activities: plan.activities(), quantiles: true });
        let found = self.fold(&view, &plan, Arc::clone(&kernel)).await?;
        Ok(named(&plan, kernel.answer(&found.partial), found.left_out))
    }
}

fn named(plan: &Plan, graph: Graph, left_out: LeftOut) -> TransitionsReport {
    let name = |code: u8| plan.name(code).to_owned();
    let cases = |counts: Vec<CaseCount>| {
        let one = |count: CaseCount| NamedCount {
            name: name(count.activity),
            count: count.count,
            customers: None,
        };
        counts.into_iter().map(one).collect()
    };
    let nodes = graph.activities.iter().map(|node| NamedCount {
        name: name(node.activity),
        count: node.count,
        customers: Some(node.customers),
    });
    let edges = graph.edges.iter().map(|edge| NamedEdge {
        from: name(edge.from),
        to: name(edge.to),
        count: edge.count,
        customers: edge.customers,
        mean_seconds: edge.mean_seconds,
        median_seconds: edge.median_seconds,
        p90_seconds: edge.p90_seconds,
    });
    TransitionsReport {
        interactions: graph.interactions,
        customers: graph.customers,
        cases: graph.cases,
        activities: graph.activities.len(),
        nodes: nodes.collect(),
        edges: edges.collect(),
        starts: cases(graph.starts),
        ends: cases(graph.ends),
        left_out,
    }
}
