//! `GET /api/v1/imports/{id}`.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ImportFiles, Speaks};
use parcours_kernel::{Problem, ProblemBody};

use crate::{Import, ImportId, Tracking};

/// One import: how far it is, what was refused.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}", operation_id = "get_import", tag = "imports",
    params(("id" = String, Path, description = "An id of the form imp_…")),
    responses(
        (status = 200, body = Import),
        (status = 404, description = "`import_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_import(
    State(tracking): State<Tracking>,
    _can: Can<ImportFiles>,
    Speaks(language): Speaks,
    Path(id): Path<ImportId>,
) -> Result<Json<Import>, Problem> {
    Ok(Json(tracking.import(id).await?.shown(language)))
}
