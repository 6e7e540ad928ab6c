//! `DELETE /api/v1/imports/{id}`.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_access::{Can, ImportFiles};
use parcours_kernel::{Problem, ProblemBody};

use crate::{ImportId, Tracking};

/// Takes an import off the list and removes its file. One that runs is called off. What was stored
/// stays.
#[utoipa::path(
    delete, path = "/api/v1/imports/{id}", operation_id = "delete_import", tag = "imports",
    params(("id" = String, Path, description = "An id of the form imp_…")),
    responses(
        (status = 204, description = "Gone"),
        (status = 404, description = "`import_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_import(
    State(tracking): State<Tracking>,
    can: Can<ImportFiles>,
    Path(id): Path<ImportId>,
) -> Result<StatusCode, Problem> {
    tracking.delete_import(id, &*can).await?;
    Ok(StatusCode::NO_CONTENT)
}
