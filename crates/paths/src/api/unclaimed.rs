//! What customers do that the map does not show.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_journeys::{JourneyId, Viewable};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Api;
use crate::{MapVersion, Unclaimed};

const DEFAULT: usize = 100;
const MOST: usize = 500;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Limit {
    /// Signatures wanted, the most frequent ones; 100 when not said, 500 at most.
    limit: Option<usize>,
}

/// Interactions that no touchpoint of the journey claims, by volume.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/unclaimed", tag = "figures",
    operation_id = "list_unclaimed_interactions",
    params(("id" = JourneyId, Path), PeriodQuery, Limit),
    responses((status = 200, body = Unclaimed), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn list_unclaimed_interactions(
    State(api): State<Api>,
    Viewable { id, caller, .. }: Viewable<JourneyId>,
    Query(period): Query<PeriodQuery>,
    Query(limit): Query<Limit>,
) -> Result<Json<Unclaimed>, Problem> {
    let journey = api.journey(&caller, id, MapVersion::Draft).await?;
    let period = api.paths.period(&period).await?;
    let limit = limit.limit.unwrap_or(DEFAULT).clamp(1, MOST);
    Ok(Json(api.paths.unclaimed(&journey, period, limit).await?))
}
