//! Several touchpoints, moved.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{Journey, JourneyId, MoveTouchpoints};

/// Moves touchpoints together, all or none.
#[utoipa::path(
    post, path = "/api/v1/journeys/{id}/touchpoints/move", tag = "journeys", operation_id = "move_touchpoints",
    params(("id" = JourneyId, Path)),
    request_body = MoveTouchpoints,
    responses(
        (status = 200, body = Journey),
        (status = 404, description = "`journey_not_found`, `touchpoint_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn move_touchpoints(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Json(body): Json<MoveTouchpoints>,
) -> Result<Json<Journey>, Problem> {
    let journey = api.journeys.move_touchpoints(id, body, &Actor::from(&caller)).await?;
    api.shown(&caller, journey).await
}
