//! The customers behind a variant.

use parcours_kernel::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::kernels::variants::VariantFigure;
use crate::plan::Plan;
use crate::reports::behind::{BehindFigure, one_figure};
use crate::reports::words;
use crate::{Paths, Question};

/// Which variant.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VariantFigureQuery {
    /// Its activities in order, with commas between; a backslash before a comma makes it part of a name.
    pub path: String,
    /// Whether the same activity several times in a row counts as once, as in the report.
    pub fold_loops: Option<bool>,
}

impl Paths {
    /// Who took one whole path. Cost: one scan of what the question looks at.
    pub async fn behind_variants(
        &self,
        question: &Question,
        query: &VariantFigureQuery,
    ) -> Result<BehindFigure, Problem> {
        let view = self.log().snapshot().await?;
        let plan = Plan::new(question, &self.log().signatures().await?, &view).await?;
        let names = words::list(&query.path);
        let path = names.iter().map(|name| plan.code("path", name));
        let mut path = path.collect::<Result<Vec<u8>, Problem>>()?;
        if path.is_empty() {
            return Err(one_figure("path", "path=A,B,C"));
        }
        let fold_loops = query.fold_loops.unwrap_or_default();
        if fold_loops {
            path.dedup();
        }
        BehindFigure::gather(&view, &plan, VariantFigure { path, fold_loops }).await
    }
}
