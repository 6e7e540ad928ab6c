//! Where on a map something is said.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_journeys::{JourneyId, Viewable};
use parcours_kernel::{Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{CommentCount, Together};

/// Open threads by place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CommentCounts {
    /// Places with open threads.
    items: Vec<CommentCount>,
}

/// Counts the open threads at each place of a journey.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/comments/counts", tag = "together", operation_id = "count_threads",
    params(("id" = JourneyId, Path)),
    responses((status = 200, body = CommentCounts), (status = 404, body = ProblemBody))
)]
pub(crate) async fn count_threads(
    State(together): State<Together>,
    Viewable { id, .. }: Viewable<JourneyId>,
) -> Result<Json<CommentCounts>, Problem> {
    Ok(Json(CommentCounts { items: together.comment_counts(id).await? }))
}
