//! Jobs that gave up.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ManageSystem};
use parcours_kernel::{Page, Problem};
use parcours_storage::jobs::DeadJob;

use super::Api;

/// Jobs that gave up, newest first; 200 at most.
#[utoipa::path(
    get, path = "/api/v1/jobs/dead", tag = "system", operation_id = "list_dead_jobs",
    responses((status = 200, body = Page<DeadJob>))
)]
pub(crate) async fn list_dead_jobs(
    State(api): State<Api>,
    _may: Can<ManageSystem>,
) -> Result<Json<Page<DeadJob>>, Problem> {
    Ok(Json(Page { items: api.queue.dead().await?, next: None }))
}
