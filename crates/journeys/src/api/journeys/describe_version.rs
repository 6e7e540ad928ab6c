//! What is said of a version.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::{Json, Path};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{JourneyId, JourneyVersion, VersionPatch};

/// Names a version, or says anew why it was published; what it shows stays.
#[utoipa::path(
    patch, path = "/api/v1/journeys/{id}/versions/{number}", tag = "journeys", operation_id = "describe_journey_version",
    params(("id" = JourneyId, Path), ("number" = i64, Path)),
    request_body = VersionPatch,
    responses(
        (status = 200, body = JourneyVersion),
        (status = 404, description = "`journey_not_found`, `version_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn describe_journey_version(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Path((_journey, number)): Path<(JourneyId, i64)>,
    Json(body): Json<VersionPatch>,
) -> Result<Json<JourneyVersion>, Problem> {
    api.journeys.update_version(id, number, body, &Actor::from(&caller)).await.map(Json)
}
