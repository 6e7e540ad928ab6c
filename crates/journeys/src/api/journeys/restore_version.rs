//! A version drawn anew.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::{Json, Path};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{Journey, JourneyId};

/// Draws the journey anew as a version shows it. A draft that no version shows is kept as one of its own
/// (`kept`), which can be put back the same way. Nothing is published.
#[utoipa::path(
    post, path = "/api/v1/journeys/{id}/versions/{number}/restore", tag = "journeys", operation_id = "restore_journey_version",
    params(("id" = JourneyId, Path), ("number" = i64, Path)),
    responses(
        (status = 200, body = Journey),
        (status = 404, description = "`journey_not_found`, `version_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn restore_journey_version(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Path((_journey, number)): Path<(JourneyId, i64)>,
) -> Result<Json<Journey>, Problem> {
    let journey = api.journeys.restore_version(id, number, &Actor::from(&caller)).await?;
    api.shown(&caller, journey).await
}
