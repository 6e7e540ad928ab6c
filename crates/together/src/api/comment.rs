//! A new comment.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Json;
use parcours_journeys::{Commentable, JourneyId};
use parcours_kernel::{Problem, ProblemBody};

use crate::{CommentDraft, Thread, Together};

/// Comments a cell, a touchpoint or a whole journey, or answers in a thread; the thread as it is then. Whoever
/// is mentioned, took part or owns the journey is told.
#[utoipa::path(
    post, path = "/api/v1/journeys/{id}/comments", tag = "together", operation_id = "create_comment",
    params(("id" = JourneyId, Path)),
    request_body = CommentDraft,
    responses(
        (status = 201, body = Thread),
        (status = 403, description = "`not_allowed`", body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 409, description = "`too_many_answers`", body = ProblemBody),
        (status = 422, description = "`mention_without_access`, `unknown_touchpoint`…", body = ProblemBody)
    )
)]
pub(crate) async fn create_comment(
    State(together): State<Together>,
    Commentable { id, caller }: Commentable<JourneyId>,
    Json(draft): Json<CommentDraft>,
) -> Result<(StatusCode, Json<Thread>), Problem> {
    Ok((StatusCode::CREATED, Json(together.comment(id, draft, &caller).await?)))
}
