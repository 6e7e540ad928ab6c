//! The signals of a touchpoint.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{SignalList, Touchpoint, TouchpointId};

/// Replaces the signals of a touchpoint.
#[utoipa::path(
    put, path = "/api/v1/touchpoints/{id}/signals", tag = "journeys", operation_id = "set_touchpoint_signals",
    params(("id" = TouchpointId, Path)),
    request_body = SignalList,
    responses(
        (status = 200, body = Touchpoint),
        (status = 404, description = "`touchpoint_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn set_touchpoint_signals(
    State(api): State<Api>,
    Editable { id, caller }: Editable<TouchpointId>,
    Json(body): Json<SignalList>,
) -> Result<Json<Touchpoint>, Problem> {
    let touchpoint = api.journeys.set_signals(id, body, &Actor::from(&caller)).await?;
    api.shown_touchpoint(&caller, touchpoint).await
}
