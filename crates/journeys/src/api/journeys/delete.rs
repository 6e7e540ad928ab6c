//! The removal of a journey.

use axum::extract::State;
use http::StatusCode;
use parcours_access::Actor;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::JourneyId;

/// Removes a journey until it is restored.
#[utoipa::path(
    delete, path = "/api/v1/journeys/{id}", tag = "journeys", operation_id = "delete_journey",
    params(("id" = JourneyId, Path)),
    responses(
        (status = 204, description = "Removed"),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_journey(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
) -> Result<StatusCode, Problem> {
    api.journeys.remove(id, &Actor::from(&caller)).await?;
    Ok(StatusCode::NO_CONTENT)
}
