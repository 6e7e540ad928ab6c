//! `DELETE /api/v1/sources/{id}`.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_access::{Can, ManageSources};
use parcours_kernel::{Problem, ProblemBody};

use crate::{SourceId, Tracking};

/// Deletes a source and revokes its keys. What it told stays.
#[utoipa::path(
    delete, path = "/api/v1/sources/{id}", operation_id = "delete_source", tag = "sources",
    params(("id" = String, Path, description = "An id of the form src_…")),
    responses(
        (status = 204, description = "Gone"),
        (status = 404, description = "`source_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`source_conflict`: the source of file imports", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_source(
    State(tracking): State<Tracking>,
    can: Can<ManageSources>,
    Path(id): Path<SourceId>,
) -> Result<StatusCode, Problem> {
    tracking.delete_source(id, &*can).await?;
    Ok(StatusCode::NO_CONTENT)
}
