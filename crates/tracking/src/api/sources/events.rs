//! `GET /api/v1/sources/{id}/events`.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ManageSources, Speaks};
use parcours_kernel::{Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{SourceEvent, SourceId, Tracking};

/// The last events of a source.
#[derive(Serialize, ToSchema)]
pub(crate) struct SourceEventList {
    /// Newest first; 50 at most.
    items: Vec<SourceEvent>,
}

/// The last events of a source as they came, refused ones with the reason.
#[utoipa::path(
    get, path = "/api/v1/sources/{id}/events", operation_id = "list_source_events", tag = "sources",
    params(("id" = String, Path, description = "An id of the form src_…")),
    responses(
        (status = 200, body = SourceEventList),
        (status = 404, description = "`source_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_source_events(
    State(tracking): State<Tracking>,
    _can: Can<ManageSources>,
    Speaks(language): Speaks,
    Path(id): Path<SourceId>,
) -> Result<Json<SourceEventList>, Problem> {
    Ok(Json(SourceEventList { items: tracking.source_events(id, language).await? }))
}
