//! One journey.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Viewable};
use crate::model::{Journey, JourneyId, JourneyRole};
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
    Viewable { id, caller, role, .. }: Viewable<JourneyId>,
) -> Result<Json<Journey>, Problem> {
    let mut journey = api.journeys.get(id).await?.ok_or_else(journey_not_found)?;
    journey.your_role = (role != JourneyRole::Edit).then_some(role);
    api.shown(&caller, journey).await
}
