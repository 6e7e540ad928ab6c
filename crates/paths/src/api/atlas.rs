//! All journeys at a glance.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use super::Api;
use crate::atlas::Atlas;

/// All journeys (the 200 that changed last) with owner, status, goal, how they feel, how much of them
/// is known, how they hang together, and their health. At most a minute old.
#[utoipa::path(
    get, path = "/api/v1/atlas", tag = "figures", operation_id = "get_atlas",
    params(PeriodQuery),
    responses((status = 200, body = Atlas), (status = 422, body = ProblemBody))
)]
pub(crate) async fn get_atlas(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
) -> Result<Json<Atlas>, Problem> {
    let journeys = api.newest(&may).await?;
    let period = api.paths.period(&period).await?;
    Ok(Json(api.paths.atlas(journeys, period).await?))
}
