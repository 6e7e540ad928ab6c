//! What differs between two versions of a journey.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::api::{Api, Viewable};
use crate::model::{JourneyDifference, JourneyId, Reader};

/// Which two.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct VersionsQuery {
    /// The number of the earlier version; the journey as it is drawn now when left out.
    from: Option<i64>,
    /// The number of the later one; the journey as it is drawn now when left out.
    to: Option<i64>,
}

/// What differs from one version of a journey to another: fields, stages and touchpoints that are new,
/// gone, moved or say something else.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/compare", tag = "journeys", operation_id = "compare_journey_versions",
    params(("id" = JourneyId, Path), VersionsQuery),
    responses(
        (status = 200, body = JourneyDifference),
        (status = 404, description = "`journey_not_found`, `version_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn compare_journey_versions(
    State(api): State<Api>,
    Viewable { id, caller, .. }: Viewable<JourneyId>,
    Query(query): Query<VersionsQuery>,
) -> Result<Json<JourneyDifference>, Problem> {
    api.journeys.compare_versions(Reader::of(&caller), id, query.from, query.to).await.map(Json)
}
