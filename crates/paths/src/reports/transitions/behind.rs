//! The customers behind a figure of transitions.

use parcours_kernel::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::kernels::transitions::GraphFigure;
use crate::plan::Plan;
use crate::reports::behind::{BehindFigure, one_figure};
use crate::reports::words;
use crate::{Paths, Question};

/// Which figure of transitions: one of these.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GraphFigureQuery {
    /// Two activities with a comma between: whoever did the second directly after the first.
    pub edge: Option<String>,
    /// An activity: whoever did it.
    pub node: Option<String>,
    /// An activity: whoever began a case so.
    pub start: Option<String>,
    /// An activity: whoever ended one so.
    pub end: Option<String>,
}

impl Paths {
    /// Who is behind a figure of [`transitions`](Self::transitions). Cost: one scan of what the question
    /// looks at.
    pub async fn behind_transitions(
        &self,
        question: &Question,
        query: &GraphFigureQuery,
    ) -> Result<BehindFigure, Problem> {
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?;
        let figure = query.figure(&plan)?;
        BehindFigure::gather(&view, &plan, figure).await
    }
}

impl GraphFigureQuery {
    fn figure(&self, plan: &Plan) -> Result<GraphFigure, Problem> {
        match (&self.edge, &self.node, &self.start, &self.end) {
            (Some(edge), None, None, None) => {
                let ends = words::list(edge);
                let [from, to] = ends.as_slice() else {
                    return Err(one_figure("edge", "edge=A,B"));
                };
                Ok(GraphFigure::Edge(plan.code("edge", from)?, plan.code("edge", to)?))
            }
            (None, Some(node), None, None) => Ok(GraphFigure::Node(plan.code("node", node)?)),
            (None, None, Some(start), None) => Ok(GraphFigure::Start(plan.code("start", start)?)),
            (None, None, None, Some(end)) => Ok(GraphFigure::End(plan.code("end", end)?)),
            _ => Err(one_figure("edge", "edge, node, start, end")),
        }
    }
}
