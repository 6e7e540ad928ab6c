//! What happened to a journey.

use axum::extract::State;
use parcours_access::audit::AuditEntry;
use parcours_access::extract::{Json, Query};
use parcours_journeys::{JourneyId, Viewable};
use parcours_kernel::{Page, PageQuery, Problem, ProblemBody};

use crate::Together;

/// Lists what happened to a journey and all that is in it, newest first: who changed, published, commented what.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/activity", tag = "together", operation_id = "list_activity",
    params(("id" = JourneyId, Path), PageQuery),
    responses((status = 200, body = Page<AuditEntry>), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn list_activity(
    State(together): State<Together>,
    Viewable { id, .. }: Viewable<JourneyId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AuditEntry>>, Problem> {
    Ok(Json(together.activity(id, &page).await?))
}
