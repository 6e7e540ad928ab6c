//! One published version.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Viewable};
use crate::model::{Journey, JourneyId};
use crate::problems::version_not_found;

/// A journey as one of its versions shows it.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/versions/{number}", tag = "journeys", operation_id = "get_journey_version",
    params(("id" = JourneyId, Path), ("number" = i64, Path)),
    responses(
        (status = 200, body = Journey),
        (status = 404, description = "`version_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_journey_version(
    State(api): State<Api>,
    Viewable { id, caller, .. }: Viewable<JourneyId>,
    Path((_journey, number)): Path<(JourneyId, i64)>,
) -> Result<Json<Journey>, Problem> {
    let journey = api.journeys.version(id, number).await?.ok_or_else(version_not_found)?;
    api.shown(&caller, journey).await
}
