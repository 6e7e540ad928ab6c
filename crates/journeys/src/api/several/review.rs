//! Several touchpoints, looked through.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{Journey, JourneyId, SomeTouchpoints};

/// Notes that somebody went through touchpoints and found them right.
#[utoipa::path(
    post, path = "/api/v1/journeys/{id}/touchpoints/review", tag = "journeys", operation_id = "review_touchpoints",
    params(("id" = JourneyId, Path)),
    request_body = SomeTouchpoints,
    responses(
        (status = 200, body = Journey),
        (status = 404, description = "`journey_not_found`, `touchpoint_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn review_touchpoints(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Json(body): Json<SomeTouchpoints>,
) -> Result<Json<Journey>, Problem> {
    let journey =
        api.journeys.review_touchpoints(id, &body.touchpoint_ids, &Actor::from(&caller)).await?;
    api.shown(&caller, journey).await
}
