//! All saved views that somebody sees.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::Api;
use crate::saved::SavedView;

/// Saved views.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedViews {
    /// By name.
    items: Vec<SavedView>,
}

/// Lists the views that one saved, and those that others share.
#[utoipa::path(
    get, path = "/api/v1/saved-views", tag = "reports", operation_id = "list_saved_views",
    responses((status = 200, body = SavedViews))
)]
pub(crate) async fn list_saved_views(
    State(api): State<Api>,
    can: Can<ViewJourneys>,
) -> Result<Json<SavedViews>, Problem> {
    Ok(Json(SavedViews { items: api.paths.saved_views(&can).await? }))
}
