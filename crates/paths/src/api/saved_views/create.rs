//! A new saved view.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Json;
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::saved::{SavedView, SavedViewDraft};

/// Saves a view with its filters under a name, for oneself or for everybody.
#[utoipa::path(
    post, path = "/api/v1/saved-views", tag = "reports", operation_id = "save_view",
    request_body = SavedViewDraft,
    responses(
        (status = 201, body = SavedView),
        (status = 409, description = "`too_many_views`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn save_view(
    State(api): State<Api>,
    can: Can<ViewJourneys>,
    Json(draft): Json<SavedViewDraft>,
) -> Result<(StatusCode, Json<SavedView>), Problem> {
    Ok((StatusCode::CREATED, Json(api.paths.save_view(draft, &can).await?)))
}
