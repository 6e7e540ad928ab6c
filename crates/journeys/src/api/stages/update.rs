//! A change to a stage.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{Stage, StageId, StagePatch};

/// Renames, recolours or moves a stage; what is left out stays.
#[utoipa::path(
    patch, path = "/api/v1/stages/{id}", tag = "journeys", operation_id = "update_stage",
    params(("id" = StageId, Path)),
    request_body = StagePatch,
    responses(
        (status = 200, body = Stage),
        (status = 404, description = "`stage_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn update_stage(
    State(api): State<Api>,
    Editable { id, caller }: Editable<StageId>,
    Json(body): Json<StagePatch>,
) -> Result<Json<Stage>, Problem> {
    api.journeys.update_stage(id, body, &Actor::from(&caller)).await.map(Json)
}
