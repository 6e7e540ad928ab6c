//! A team takes over what names it.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Actor, Can, ManageUsers, TeamId};
use parcours_kernel::{Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::Api;

/// What a team took over.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TakenOver {
    /// How many touchpoints.
    touchpoints: usize,
}

/// Makes a team answer for the touchpoints of all journeys that name it as a text, however it is
/// typed, and have no team: maps that were drawn before the team was made.
#[utoipa::path(
    post, path = "/api/v1/teams/{id}/take-over", tag = "people", operation_id = "take_over_touchpoints",
    params(("id" = TeamId, Path)),
    responses(
        (status = 200, body = TakenOver),
        (status = 404, description = "`team_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn take_over_touchpoints(
    State(api): State<Api>,
    can: Can<ManageUsers>,
    Path(id): Path<TeamId>,
) -> Result<Json<TakenOver>, Problem> {
    let touchpoints = api.journeys.take_over(id, &Actor::from(&*can)).await?;
    Ok(Json(TakenOver { touchpoints }))
}
