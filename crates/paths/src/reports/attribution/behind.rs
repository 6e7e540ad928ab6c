//! The customers behind a figure of attribution.

use parcours_kernel::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Asked, AttributionQuery};
use crate::kernels::conversions::{CreditFigure, Credited, Place};
use crate::reports::behind::{BehindFigure, no_such, one_figure};
use crate::{Paths, Question};

/// Which figure of attribution: all who converted when nothing is said.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CreditFigureQuery {
    /// An activity or channel that may be credited: whoever converted after it.
    pub credited: Option<String>,
    /// Where on their path it has to be; `anywhere` when not said.
    #[param(inline)]
    pub place: Option<CreditPlace>,
    /// Those instead who converted without anything before it that may be credited.
    pub untouched: Option<bool>,
    /// Those instead with a path that did not convert.
    pub unconverted: Option<bool>,
}

/// Where on the path to a conversion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CreditPlace {
    /// Anywhere.
    #[default]
    Anywhere,
    /// The path began with it.
    First,
    /// It came last before the conversion.
    Last,
}

impl Paths {
    /// Who converted after what. Cost: as that of [`attribution`](Self::attribution).
    pub async fn behind_attribution(
        &self,
        question: &Question,
        query: &AttributionQuery,
        figure: &CreditFigureQuery,
    ) -> Result<BehindFigure, Problem> {
        let Asked { view, plan, kernel, .. } = self.attribution_asked(question, query).await?;
        let [untouched, unconverted] =
            [figure.untouched, figure.unconverted].map(Option::unwrap_or_default);
        let wanted = match (&figure.credited, untouched, unconverted) {
            (None, false, false) => Credited::Any,
            (None, true, false) => Credited::Untouched,
            (None, false, true) => Credited::Unconverted,
            (Some(name), false, false) => {
                let code = plan.code("credited", name)?;
                if !kernel.credited().contains(&code) {
                    return Err(no_such("credited", name));
                }
                Credited::Touch(code, figure.place.unwrap_or_default().into())
            }
            _ => return Err(one_figure("credited", "credited, untouched, unconverted")),
        };
        BehindFigure::gather(&view, &plan, CreditFigure::new(kernel, wanted)).await
    }
}

impl From<CreditPlace> for Place {
    fn from(place: CreditPlace) -> Self {
        match place {
            CreditPlace::Anywhere => Self::Anywhere,
            CreditPlace::First => Self::First,
            CreditPlace::Last => Self::Last,
        }
    }
}
