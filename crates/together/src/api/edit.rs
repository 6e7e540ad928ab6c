//! A comment in other words.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, CommentJourneys};
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{CommentId, Thread, Together};

/// What a comment is to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommentPatch {
    /// Its new text.
    body: String,
}

/// Changes what one said; its thread as it is then.
#[utoipa::path(
    patch, path = "/api/v1/comments/{id}", tag = "together", operation_id = "edit_comment",
    params(("id" = CommentId, Path)),
    request_body = CommentPatch,
    responses(
        (status = 200, body = Thread),
        (status = 403, description = "`not_your_comment`", body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn edit_comment(
    State(together): State<Together>,
    can: Can<CommentJourneys>,
    Path(id): Path<CommentId>,
    Json(patch): Json<CommentPatch>,
) -> Result<Json<Thread>, Problem> {
    Ok(Json(together.edit_comment(id, &patch.body, &can).await?))
}
