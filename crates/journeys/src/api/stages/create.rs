//! A new stage.

use axum::extract::State;
use http::StatusCode;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{JourneyId, NewStage, Stage};

/// Adds a stage to a journey.
#[utoipa::path(
    post, path = "/api/v1/journeys/{id}/stages", tag = "journeys", operation_id = "create_stage",
    params(("id" = JourneyId, Path)),
    request_body = NewStage,
    responses(
        (status = 201, body = Stage),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create_stage(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Json(body): Json<NewStage>,
) -> Result<(StatusCode, Json<Stage>), Problem> {
    let stage = api.journeys.add_stage(id, body, &Actor::from(&caller)).await?;
    Ok((StatusCode::CREATED, Json(stage)))
}
