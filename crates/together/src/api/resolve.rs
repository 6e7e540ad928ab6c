//! A thread that is settled.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, CommentJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::{CommentId, Thread, Together};

/// Settles a thread of comments.
#[utoipa::path(
    put, path = "/api/v1/comments/{id}/resolution", tag = "together", operation_id = "resolve_thread",
    params(("id" = CommentId, Path, description = "The first comment of the thread")),
    responses((status = 200, body = Thread), (status = 404, body = ProblemBody))
)]
pub(crate) async fn resolve_thread(
    State(together): State<Together>,
    can: Can<CommentJourneys>,
    Path(id): Path<CommentId>,
) -> Result<Json<Thread>, Problem> {
    Ok(Json(together.resolve(id, true, &can).await?))
}
