//! The customers behind a figure of the flows.

use parcours_kernel::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Asked, FlowsQuery};
use crate::kernels::flows::{FlowFigure, Next};
use crate::reports::behind::{BehindFigure, one_figure};
use crate::reports::words;
use crate::{Paths, Question};

/// Which figure of the flows.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FlowFigureQuery {
    /// Which step, from 1 on.
    pub step: usize,
    /// The activity at which somebody is in it; any of several with `|` between.
    pub at: String,
    /// Only those who go on to this in the next step; likewise.
    pub next: Option<String>,
    /// Only those whose way is over there.
    pub ended: Option<bool>,
}

impl Paths {
    /// Who is where in a step of the [`flows`](Self::flows). Cost: as that of the flows.
    pub async fn behind_flows(
        &self,
        question: &Question,
        query: &FlowsQuery,
        figure: &FlowFigureQuery,
    ) -> Result<BehindFigure, Problem> {
        let Asked { view, plan, kernel } = self.flows_asked(question, query).await?;
        let step = words::within("step", figure.step, 1, usize::from(kernel.steps))? - 1;
        let next = match (&figure.next, figure.ended.unwrap_or_default()) {
            (None, false) => Next::Any,
            (None, true) => Next::End,
            (Some(next), false) => Next::To(words::any_of(&plan, "next", next)?),
            (Some(_), true) => return Err(one_figure("next", "next=… / ended=true")),
        };
        let at = words::any_of(&plan, "at", &figure.at)?;
        if at.is_empty() {
            return Err(one_figure("at", "at=…"));
        }
        BehindFigure::gather(&view, &plan, FlowFigure { flows: kernel, step, at, next }).await
    }
}
