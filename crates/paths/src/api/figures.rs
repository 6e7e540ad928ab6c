//! The figures of a map.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_journeys::{JourneyId, Viewable};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Api;
use crate::{JourneyFigures, MapVersion};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// The map as it is drawn now, or its newest published version.
    #[serde(default)]
    #[param(inline)]
    version: MapVersion,
}

/// What customers did at each touchpoint and stage in a period.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/figures", tag = "figures", operation_id = "get_journey_figures",
    params(("id" = JourneyId, Path), PeriodQuery, Which),
    responses(
        (status = 200, body = JourneyFigures),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "There is no published version"),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn get_journey_figures(
    State(api): State<Api>,
    Viewable { id, caller, .. }: Viewable<JourneyId>,
    Query(period): Query<PeriodQuery>,
    Query(which): Query<Which>,
) -> Result<Json<JourneyFigures>, Problem> {
    let journey = api.journey(&caller, id, which.version).await?;
    let period = api.paths.period(&period).await?;
    let opened = api.opened_by(&journey).await?;
    Ok(Json(api.paths.figures(&journey, &opened, period).await?))
}
