//! The publication of a journey.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{JourneyId, JourneyVersion, Publication};

/// Publishes a journey as it is now, as its next version.
#[utoipa::path(
    post, path = "/api/v1/journeys/{id}/publish", tag = "journeys", operation_id = "publish_journey",
    params(("id" = JourneyId, Path)),
    request_body = Publication,
    responses(
        (status = 200, body = JourneyVersion),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`nothing_to_publish_conflict`: nothing changed since the newest version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn publish_journey(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Json(body): Json<Publication>,
) -> Result<Json<JourneyVersion>, Problem> {
    api.journeys.publish(id, body, &Actor::from(&caller)).await.map(Json)
}
