//! The end of a job that gave up.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_access::{Can, ManageSystem};
use parcours_kernel::{Problem, ProblemBody};
use parcours_storage::jobs::JobId;

use super::{Api, no_such_job};

/// Removes a dead job for good.
#[utoipa::path(
    delete, path = "/api/v1/jobs/{id}", tag = "system", operation_id = "remove_job",
    params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = ProblemBody))
)]
pub(crate) async fn remove_job(
    State(api): State<Api>,
    _may: Can<ManageSystem>,
    Path(id): Path<JobId>,
) -> Result<StatusCode, Problem> {
    if api.queue.remove(id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(no_such_job()) }
}
