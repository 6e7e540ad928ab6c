//! The removal of a touchpoint.

use axum::extract::State;
use http::StatusCode;
use parcours_access::Actor;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::TouchpointId;

/// Removes a touchpoint until it is restored.
#[utoipa::path(
    delete, path = "/api/v1/touchpoints/{id}", tag = "journeys", operation_id = "delete_touchpoint",
    params(("id" = TouchpointId, Path)),
    responses(
        (status = 204, description = "Removed"),
        (status = 404, description = "`touchpoint_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_touchpoint(
    State(api): State<Api>,
    Editable { id, caller }: Editable<TouchpointId>,
) -> Result<StatusCode, Problem> {
    api.journeys.remove_touchpoint(id, &Actor::from(&caller)).await?;
    Ok(StatusCode::NO_CONTENT)
}
