//! A change to a touchpoint.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{Touchpoint, TouchpointId, TouchpointPatch};
use crate::problems::unknown_sub_journey;

/// Edits or moves a touchpoint; what is left out stays.
#[utoipa::path(
    patch, path = "/api/v1/touchpoints/{id}", tag = "journeys", operation_id = "update_touchpoint",
    params(("id" = TouchpointId, Path)),
    request_body = TouchpointPatch,
    responses(
        (status = 200, body = Touchpoint),
        (status = 404, description = "`touchpoint_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`touchpoint_conflict`: it moved on since `expected_revision`; the detail says who changed it and when", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn update_touchpoint(
    State(api): State<Api>,
    Editable { id, caller }: Editable<TouchpointId>,
    Json(body): Json<TouchpointPatch>,
) -> Result<Json<Touchpoint>, Problem> {
    if let Some(Some(opened)) = body.sub_journey_id
        && api.journeys.role_in(&caller, opened).await?.is_none()
    {
        return Err(unknown_sub_journey());
    }
    let touchpoint = api.journeys.update_touchpoint(id, body, &Actor::from(&caller)).await?;
    api.shown_touchpoint(&caller, touchpoint).await
}
