//! The removal of a stage.

use axum::extract::State;
use http::StatusCode;
use parcours_access::Actor;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::StageId;

/// Removes a stage with its touchpoints until it is restored.
#[utoipa::path(
    delete, path = "/api/v1/stages/{id}", tag = "journeys", operation_id = "delete_stage",
    params(("id" = StageId, Path)),
    responses(
        (status = 204, description = "Removed"),
        (status = 404, description = "`stage_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_stage(
    State(api): State<Api>,
    Editable { id, caller }: Editable<StageId>,
) -> Result<StatusCode, Problem> {
    api.journeys.remove_stage(id, &Actor::from(&caller)).await?;
    Ok(StatusCode::NO_CONTENT)
}
