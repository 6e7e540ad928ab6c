//! `POST /api/v1/sources/{id}/keys`.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ManageSources};
use parcours_kernel::{Problem, ProblemBody};

use crate::{SourceId, Tracking, WriteKey};

/// Makes one more write key; those before keep working until they are revoked.
#[utoipa::path(
    post, path = "/api/v1/sources/{id}/keys", operation_id = "create_source_key", tag = "sources",
    params(("id" = String, Path, description = "An id of the form src_…")),
    responses(
        (status = 201, body = WriteKey),
        (status = 404, description = "`source_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`key_conflict`: too many keys work already", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create_source_key(
    State(tracking): State<Tracking>,
    can: Can<ManageSources>,
    Path(id): Path<SourceId>,
) -> Result<(StatusCode, Json<WriteKey>), Problem> {
    Ok((StatusCode::CREATED, Json(tracking.create_key(id, &*can).await?)))
}
