//! `PATCH /api/v1/sources/{id}`.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ManageSources};
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Source, SourceChange, SourceId, Tracking};

/// What is to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceChanges {
    /// What people call it.
    name: Option<String>,
    /// Whether its events are turned away.
    disabled: Option<bool>,
    /// Properties that signals can ask for. Counts for events from now on.
    promoted: Option<Vec<String>>,
}

/// Changes a source.
#[utoipa::path(
    patch, path = "/api/v1/sources/{id}", operation_id = "update_source", tag = "sources",
    params(("id" = String, Path, description = "An id of the form src_…")),
    request_body = SourceChanges,
    responses(
        (status = 200, body = Source),
        (status = 404, description = "`source_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn update_source(
    State(tracking): State<Tracking>,
    can: Can<ManageSources>,
    Path(id): Path<SourceId>,
    Json(changes): Json<SourceChanges>,
) -> Result<Json<Source>, Problem> {
    let SourceChanges { name, disabled, promoted } = changes;
    let change = SourceChange { name, disabled, promoted };
    Ok(Json(tracking.change_source(id, change, &*can).await?))
}
