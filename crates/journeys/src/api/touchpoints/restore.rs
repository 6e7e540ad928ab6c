//! The return of a removed touchpoint.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{Touchpoint, TouchpointId};

/// Brings a removed touchpoint back to its place.
#[utoipa::path(
    post, path = "/api/v1/touchpoints/{id}/restore", tag = "journeys", operation_id = "restore_touchpoint",
    params(("id" = TouchpointId, Path)),
    responses(
        (status = 200, body = Touchpoint),
        (status = 404, description = "`touchpoint_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`journey_removed_conflict` or `stage_removed_conflict`: restore that first", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn restore_touchpoint(
    State(api): State<Api>,
    Editable { id, caller }: Editable<TouchpointId>,
) -> Result<Json<Touchpoint>, Problem> {
    let touchpoint = api.journeys.restore_touchpoint(id, &Actor::from(&caller)).await?;
    api.shown_touchpoint(&caller, touchpoint).await
}
