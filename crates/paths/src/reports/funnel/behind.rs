//! The customers behind a step of a funnel.

use parcours_kernel::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Asked, FunnelQuery};
use crate::kernels::funnel::{Funnel, FunnelFigure};
use crate::reports::behind::{BehindFigure, no_such};
use crate::reports::words;
use crate::{Paths, Question};

/// Which figure of a funnel.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FunnelFigureQuery {
    /// Which step, from 1 on: whoever gets there or further.
    pub step: usize,
    /// Only those who get no further than that.
    pub lost: Option<bool>,
    /// Only those of one group, by its value; empty for those without the property. With `split_by`.
    pub group: Option<String>,
}

impl Paths {
    /// Who gets as far as a step of a [`funnel`](Self::funnel), or stops there. Cost: as that of the funnel.
    pub async fn behind_funnel(
        &self,
        question: &Question,
        query: &FunnelQuery,
        figure: &FunnelFigureQuery,
    ) -> Result<BehindFigure, Problem> {
        let Asked { view, plan, names, kernel, split } = self.funnel_asked(question, query).await?;
        let step = words::within("step", figure.step, 1, names.len())? - 1;
        let group = match (&figure.group, &split) {
            (None, _) => None,
            (Some(name), None) => return Err(no_such("group", name)),
            (Some(name), Some(split)) => {
                let place =
                    split.groups.iter().position(|known| known.as_deref().unwrap_or("") == name);
                Some(
                    place
                        .and_then(|place| u16::try_from(place).ok())
                        .ok_or_else(|| no_such("group", name))?,
                )
            }
        };
        let kernel = Funnel { split: split.map(|split| split.group_of), ..kernel };
        let figure = FunnelFigure::new(kernel, group, step, figure.lost.unwrap_or_default());
        BehindFigure::gather(&view, &plan, figure).await
    }
}
