//! The return of a removed journey.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{Journey, JourneyId};

/// Brings a removed journey back as it was.
#[utoipa::path(
    post, path = "/api/v1/journeys/{id}/restore", tag = "journeys", operation_id = "restore_journey",
    params(("id" = JourneyId, Path)),
    responses(
        (status = 200, body = Journey),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn restore_journey(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
) -> Result<Json<Journey>, Problem> {
    let journey = api.journeys.restore(id, &Actor::from(&caller)).await?;
    api.shown(&caller, journey).await
}
