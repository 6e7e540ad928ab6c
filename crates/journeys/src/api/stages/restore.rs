//! The return of a removed stage.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{Stage, StageId};

/// Brings a removed stage back to its place, with its touchpoints.
#[utoipa::path(
    post, path = "/api/v1/stages/{id}/restore", tag = "journeys", operation_id = "restore_stage",
    params(("id" = StageId, Path)),
    responses(
        (status = 200, body = Stage),
        (status = 404, description = "`stage_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`journey_removed_conflict`: restore the journey first", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn restore_stage(
    State(api): State<Api>,
    Editable { id, caller }: Editable<StageId>,
) -> Result<Json<Stage>, Problem> {
    api.journeys.restore_stage(id, &Actor::from(&caller)).await.map(Json)
}
