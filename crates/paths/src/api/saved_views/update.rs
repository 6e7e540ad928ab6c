//! A change to a saved view.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::saved::{SavedView, SavedViewId, SavedViewPatch};

/// Renames a saved view, shares it or not, or replaces its filters. Its owner may, and for shared ones
/// administrators.
#[utoipa::path(
    patch, path = "/api/v1/saved-views/{id}", tag = "reports", operation_id = "update_saved_view",
    params(("id" = SavedViewId, Path)), request_body = SavedViewPatch,
    responses(
        (status = 200, body = SavedView),
        (status = 403, description = "`not_your_view`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "`saved_view_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn update_saved_view(
    State(api): State<Api>,
    can: Can<ViewJourneys>,
    Path(id): Path<SavedViewId>,
    Json(patch): Json<SavedViewPatch>,
) -> Result<Json<SavedView>, Problem> {
    Ok(Json(api.paths.change_view(id, patch, &can).await?))
}
