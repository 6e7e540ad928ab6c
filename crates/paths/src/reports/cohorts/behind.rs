//! The customers behind a cell of the table of cohorts.

use parcours_kernel::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Asked, CohortsQuery};
use crate::kernels::cohorts::CohortFigure;
use crate::reports::behind::{BehindFigure, no_such};
use crate::reports::words;
use crate::{Paths, Question};

/// Which cell of the table.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CohortFigureQuery {
    /// The cohort, as the report names it: a first day, an activity or a value; empty for those without the
    /// property.
    pub cohort: String,
    /// Periods since the begin: whoever came back in that one. All of the cohort when not said.
    pub offset: Option<usize>,
    /// With an offset: those instead who did not come back in that period, though it has come.
    pub lost: Option<bool>,
}

impl Paths {
    /// Who is in a cohort, or came back in one period, or did not. Cost: as that of
    /// [`cohorts`](Self::cohorts).
    pub async fn behind_cohorts(
        &self,
        question: &Question,
        query: &CohortsQuery,
        figure: &CohortFigureQuery,
    ) -> Result<BehindFigure, Problem> {
        let asked = self.cohorts_asked(question, query).await?;
        let of: Vec<usize> = asked
            .places()
            .filter(|(name, _)| name.unwrap_or("") == figure.cohort)
            .map(|(_, place)| place)
            .collect();
        if of.is_empty() {
            return Err(no_such("cohort", &figure.cohort));
        }
        let Asked { view, plan, kernel, .. } = asked;
        let cell = match figure.offset {
            None => None,
            Some(offset) => {
                let last = kernel.periods.len().saturating_sub(1);
                let offset = words::within("offset", offset, 0, last)?;
                Some((offset, !figure.lost.unwrap_or_default()))
            }
        };
        BehindFigure::gather(&view, &plan, CohortFigure::new(kernel, of, cell)).await
    }
}
