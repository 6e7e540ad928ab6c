//! A new journey.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Json;
use parcours_access::{Actor, Can, EditJourneys, Speaks};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::model::{Journey, NewJourney};

/// Makes a journey from a template, or with the five default stages.
#[utoipa::path(
    post, path = "/api/v1/journeys", tag = "journeys", operation_id = "create_journey",
    request_body = NewJourney,
    responses(
        (status = 201, body = Journey),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create_journey(
    State(api): State<Api>,
    can: Can<EditJourneys>,
    Speaks(language): Speaks,
    Json(body): Json<NewJourney>,
) -> Result<(StatusCode, Json<Journey>), Problem> {
    let journey = api.journeys.create(body, language, &Actor::from(&*can)).await?;
    Ok((StatusCode::CREATED, Json(journey)))
}
