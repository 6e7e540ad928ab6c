//! What nobody looks after.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{Page, PageQuery, Problem, ProblemBody};

use super::Api;
use crate::model::{AttentionQuery, Neglected, Reader};

/// Touchpoints of all journeys that were not looked through for longer than their journey allows, or
/// for which no team answers; the longest neglected first. Archived journeys are left out.
#[utoipa::path(
    get, path = "/api/v1/attention", tag = "journeys", operation_id = "list_neglected_touchpoints",
    params(PageQuery, AttentionQuery),
    responses(
        (status = 200, body = Page<Neglected>),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_neglected_touchpoints(
    State(api): State<Api>,
    can: Can<ViewJourneys>,
    Query(page): Query<PageQuery>,
    Query(query): Query<AttentionQuery>,
) -> Result<Json<Page<Neglected>>, Problem> {
    Ok(Json(api.journeys.neglected(Reader::of(&can), &query, &page).await?))
}
