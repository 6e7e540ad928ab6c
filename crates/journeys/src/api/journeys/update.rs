//! A change to what a journey says of itself.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{Journey, JourneyId, JourneyPatch};

/// Changes a journey; what is left out stays.
#[utoipa::path(
    patch, path = "/api/v1/journeys/{id}", tag = "journeys", operation_id = "update_journey",
    params(("id" = JourneyId, Path)),
    request_body = JourneyPatch,
    responses(
        (status = 200, body = Journey),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn update_journey(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Json(body): Json<JourneyPatch>,
) -> Result<Json<Journey>, Problem> {
    let journey = api.journeys.update(id, body, &Actor::from(&caller)).await?;
    api.shown(&caller, journey).await
}
