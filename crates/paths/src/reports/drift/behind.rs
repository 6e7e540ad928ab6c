//! The customers behind a deviation, or behind something unclaimed between touchpoints.

use parcours_kernel::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Asked;
use crate::kernels::fitness::{DeviationFigure, Kind};
use crate::kernels::insertions::Insertions;
use crate::plan::Plan;
use crate::reports::behind::{BehindFigure, one_figure};
use crate::{Paths, Question};

/// Which finding of a drift report: a deviation by `kind`, `touchpoint` and `after`, or something
/// unclaimed by `unclaimed`, `before` and `after`. What is null in the report is left out.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DriftFigureQuery {
    /// Which sort of deviation.
    pub kind: Option<Kind>,
    /// The touchpoint of a deviation.
    pub touchpoint: Option<String>,
    /// The kind of interaction that no touchpoint claims.
    pub unclaimed: Option<String>,
    /// The touchpoint before what is unclaimed.
    pub before: Option<String>,
    /// Of a deviation the touchpoint before it; of what is unclaimed the one after it.
    pub after: Option<String>,
}

impl Paths {
    /// Who is behind a finding of a [`drift`](Self::drift) report. Cost: two scans.
    pub async fn behind_drift(
        &self,
        question: &Question,
        query: &DriftFigureQuery,
    ) -> Result<BehindFigure, Problem> {
        let asked = self.drift_asked(question).await?;
        let code = |plan: &Plan, field, name: &Option<String>| {
            name.as_deref().map(|name| plan.code(field, name)).transpose()
        };
        match (query.kind, &query.unclaimed) {
            (Some(kind), None) => {
                let Asked { view, plan, fitness, .. } = asked;
                let touchpoint = code(&plan, "touchpoint", &query.touchpoint)?;
                let after = code(&plan, "after", &query.after)?;
                let figure = DeviationFigure::new(&fitness, kind, touchpoint, after);
                BehindFigure::gather(&view, &plan, figure).await
            }
            (None, Some(kind)) => {
                let first = asked.plan.activities();
                let (before, after) = (
                    code(&asked.plan, "before", &query.before)?,
                    code(&asked.plan, "after", &query.after)?,
                );
                let Asked { view, plan, signatures, .. } = asked;
                let plan = super::with_unclaimed(plan, question, &signatures, &view).await?;
                let group = plan.code_from("unclaimed", first, kind)?;
                BehindFigure::gather(
                    &view,
                    &plan,
                    Insertions::new(first).figure(before, group, after),
                )
                .await
            }
            _ => Err(one_figure("kind", "kind, unclaimed")),
        }
    }
}
