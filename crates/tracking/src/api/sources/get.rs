//! `GET /api/v1/sources/{id}`.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ManageSources};
use parcours_kernel::{Problem, ProblemBody};

use crate::{Source, SourceId, Tracking};

/// One source with its keys.
#[utoipa::path(
    get, path = "/api/v1/sources/{id}", operation_id = "get_source", tag = "sources",
    params(("id" = String, Path, description = "An id of the form src_…")),
    responses(
        (status = 200, body = Source),
        (status = 404, description = "`source_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_source(
    State(tracking): State<Tracking>,
    _can: Can<ManageSources>,
    Path(id): Path<SourceId>,
) -> Result<Json<Source>, Problem> {
    Ok(Json(tracking.source(id).await?))
}
