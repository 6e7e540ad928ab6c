//! `GET /api/v1/sources`.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ManageSources};
use parcours_kernel::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Source, Tracking};

/// All sources.
#[derive(Serialize, ToSchema)]
pub(crate) struct SourceList {
    /// Oldest first.
    items: Vec<Source>,
}

/// All sources with their keys, oldest first.
#[utoipa::path(
    get, path = "/api/v1/sources", operation_id = "list_sources", tag = "sources",
    responses((status = 200, body = SourceList))
)]
pub(crate) async fn list_sources(
    State(tracking): State<Tracking>,
    _can: Can<ManageSources>,
) -> Result<Json<SourceList>, Problem> {
    Ok(Json(SourceList { items: tracking.sources().await? }))
}
