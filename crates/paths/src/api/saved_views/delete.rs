//! The end of a saved view.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::saved::SavedViewId;

/// Deletes a saved view. Its owner may, and for shared ones administrators.
#[utoipa::path(
    delete, path = "/api/v1/saved-views/{id}", tag = "reports", operation_id = "delete_saved_view",
    params(("id" = SavedViewId, Path)),
    responses(
        (status = 204, description = "Deleted"),
        (status = 403, description = "`not_your_view`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "`saved_view_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_saved_view(
    State(api): State<Api>,
    can: Can<ViewJourneys>,
    Path(id): Path<SavedViewId>,
) -> Result<StatusCode, Problem> {
    api.paths.forget_view(id, &can).await?;
    Ok(StatusCode::NO_CONTENT)
}
