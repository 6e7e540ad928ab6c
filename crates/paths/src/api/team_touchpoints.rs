//! What a team looks after.

use axum::extract::State;
use parcours_access::extract::{Json, Path, Query};
use parcours_access::{Can, TeamId, ViewJourneys};
use parcours_journeys::Reader;
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use super::Api;
use crate::teams::TeamTouchpoints;

/// The touchpoints that a team answers for, over all journeys that you may see, with their figures
/// and what is open there. At most a minute old.
#[utoipa::path(
    get, path = "/api/v1/teams/{id}/touchpoints", tag = "figures", operation_id = "list_team_touchpoints",
    params(("id" = TeamId, Path), PeriodQuery),
    responses(
        (status = 200, body = TeamTouchpoints),
        (status = 404, description = "`team_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_team_touchpoints(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Path(id): Path<TeamId>,
    Query(period): Query<PeriodQuery>,
) -> Result<Json<TeamTouchpoints>, Problem> {
    let (name, journeys) = api.journeys.of_team(Reader::of(&may), id).await?;
    let period = api.paths.period(&period).await?;
    Ok(Json(api.paths.of_team((id, name), &journeys, period).await?))
}
