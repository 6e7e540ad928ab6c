//! A new touchpoint.

use axum::extract::State;
use http::StatusCode;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{NewTouchpoint, StageId, Touchpoint};

/// Adds a touchpoint to a stage.
#[utoipa::path(
    post, path = "/api/v1/stages/{id}/touchpoints", tag = "journeys", operation_id = "create_touchpoint",
    params(("id" = StageId, Path)),
    request_body = NewTouchpoint,
    responses(
        (status = 201, body = Touchpoint),
        (status = 404, description = "`stage_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create_touchpoint(
    State(api): State<Api>,
    Editable { id, caller }: Editable<StageId>,
    Json(body): Json<NewTouchpoint>,
) -> Result<(StatusCode, Json<Touchpoint>), Problem> {
    let touchpoint = api.journeys.add_touchpoint(id, body, &Actor::from(&caller)).await?;
    Ok((StatusCode::CREATED, Json(touchpoint)))
}
