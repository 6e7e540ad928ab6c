//! The removal of a stage.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_access::{Actor, Can, EditJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
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
    can: Can<EditJourneys>,
    Path(id): Path<StageId>,
) -> Result<StatusCode, Problem> {
    api.journeys.remove_stage(id, &Actor::from(&*can)).await?;
    Ok(StatusCode::NO_CONTENT)
}
