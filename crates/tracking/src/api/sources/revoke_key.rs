//! `DELETE /api/v1/sources/{id}/keys/{key_id}`.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ManageSources};
use parcours_kernel::{Problem, ProblemBody};

use crate::{KeyId, Source, SourceId, Tracking};

/// Revokes a write key: events sent with it are refused from now on.
#[utoipa::path(
    delete, path = "/api/v1/sources/{id}/keys/{key_id}", operation_id = "revoke_source_key", tag = "sources",
    params(
        ("id" = String, Path, description = "An id of the form src_…"),
        ("key_id" = String, Path, description = "An id of the form key_…"),
    ),
    responses(
        (status = 200, body = Source),
        (status = 404, description = "`source_not_found`, `key_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn revoke_source_key(
    State(tracking): State<Tracking>,
    can: Can<ManageSources>,
    Path((id, key)): Path<(SourceId, KeyId)>,
) -> Result<Json<Source>, Problem> {
    Ok(Json(tracking.revoke_key(id, key, &*can).await?))
}
