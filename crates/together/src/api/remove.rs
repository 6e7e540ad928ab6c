//! A comment that is taken back.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_access::{Can, CommentJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::{CommentId, Together};

/// Takes back what one said; administrators may take back anything. A thread in which nothing is left goes.
#[utoipa::path(
    delete, path = "/api/v1/comments/{id}", tag = "together", operation_id = "remove_comment",
    params(("id" = CommentId, Path)),
    responses((status = 204), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody))
)]
pub(crate) async fn remove_comment(
    State(together): State<Together>,
    can: Can<CommentJourneys>,
    Path(id): Path<CommentId>,
) -> Result<StatusCode, Problem> {
    together.remove_comment(id, &can).await?;
    Ok(StatusCode::NO_CONTENT)
}
