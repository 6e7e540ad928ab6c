//! A change to who may see and edit a journey.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{JourneyAccess, JourneyId};

/// Says who may see and edit a journey. Whoever is no administrator keeps the right to edit it.
#[utoipa::path(
    put, path = "/api/v1/journeys/{id}/access", tag = "journeys", operation_id = "set_journey_access",
    params(("id" = JourneyId, Path)),
    request_body = JourneyAccess,
    responses(
        (status = 200, body = JourneyAccess),
        (status = 403, description = "`not_allowed`: you may see it, not edit it", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn set_journey_access(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Json(body): Json<JourneyAccess>,
) -> Result<Json<JourneyAccess>, Problem> {
    api.journeys.set_access(id, body, &caller).await.map(Json)
}
