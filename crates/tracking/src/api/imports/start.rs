//! `POST /api/v1/imports/{id}/start`.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ImportFiles, Speaks};
use parcours_kernel::{Problem, ProblemBody};

use crate::files::Options;
use crate::{Import, ImportId, Tracking};

/// Starts an import, or starts it again. Rows that are stored already are skipped.
#[utoipa::path(
    post, path = "/api/v1/imports/{id}/start", operation_id = "start_import", tag = "imports",
    params(("id" = String, Path, description = "An id of the form imp_…")),
    request_body = Options,
    responses(
        (status = 200, body = Import),
        (status = 404, description = "`import_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`import_conflict`: it runs already; `import_file_gone`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`: a column that is needed, a time zone that is none", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn start_import(
    State(tracking): State<Tracking>,
    can: Can<ImportFiles>,
    Speaks(language): Speaks,
    Path(id): Path<ImportId>,
    Json(options): Json<Options>,
) -> Result<Json<Import>, Problem> {
    Ok(Json(tracking.start_import(id, options, &*can).await?.shown(language)))
}
