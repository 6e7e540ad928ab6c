//! One journey.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::model::{Journey, JourneyId};
use crate::problems::journey_not_found;

/// A journey as it is drawn now, with its stages and touchpoints.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}", tag = "journeys", operation_id = "get_journey",
    params(("id" = JourneyId, Path)),
    responses(
        (status = 200, body = Journey),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_journey(
    State(api): State<Api>,
    _can: Can<ViewJourneys>,
    Path(id): Path<JourneyId>,
) -> Result<Json<Journey>, Problem> {
    api.journeys.get(id).await?.map(Json).ok_or_else(journey_not_found)
}
