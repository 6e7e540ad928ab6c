//! The versions of a journey.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{Api, Viewable};
use crate::model::{JourneyId, JourneyVersion};
use crate::problems::journey_not_found;

/// All versions of a journey.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JourneyVersions {
    /// Newest first.
    items: Vec<JourneyVersion>,
}

/// The published versions of a journey, newest first.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/versions", tag = "journeys", operation_id = "list_journey_versions",
    params(("id" = JourneyId, Path)),
    responses(
        (status = 200, body = JourneyVersions),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_journey_versions(
    State(api): State<Api>,
    Viewable { id, .. }: Viewable<JourneyId>,
) -> Result<Json<JourneyVersions>, Problem> {
    let items = api.journeys.versions(id).await?.ok_or_else(journey_not_found)?;
    Ok(Json(JourneyVersions { items }))
}
