//! A new comment.

use axum::extract::State;
use http::StatusCode;
use parcours_access::CommentJourneys;
use parcours_access::extract::Json;
use parcours_journeys::{JourneyId, JourneyRole, Viewable};
use parcours_kernel::{Problem, ProblemBody, Text};

use crate::{CommentDraft, Thread, Together};

/// Comments a cell, a touchpoint or a whole journey, or answers in a thread; the thread as it is then. Whoever
/// is mentioned, took part or owns the journey is told.
#[utoipa::path(
    post, path = "/api/v1/journeys/{id}/comments", tag = "together", operation_id = "create_comment",
    params(("id" = JourneyId, Path)),
    request_body = CommentDraft,
    responses(
        (status = 201, body = Thread),
        (status = 403, description = "`may_only_look`", body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 409, description = "`too_many_answers`", body = ProblemBody),
        (status = 422, description = "`mention_without_access`, `unknown_touchpoint`…", body = ProblemBody)
    )
)]
pub(crate) async fn create_comment(
    State(together): State<Together>,
    Viewable { id, caller, role, .. }: Viewable<JourneyId, CommentJourneys>,
    Json(draft): Json<CommentDraft>,
) -> Result<(StatusCode, Json<Thread>), Problem> {
    if role < JourneyRole::Comment {
        return Err(may_only_look());
    }
    Ok((StatusCode::CREATED, Json(together.comment(id, draft, &caller).await?)))
}

fn may_only_look() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "may_only_look",
        Text::new(
            "You may look at this journey, not comment it. Ask its owner for more.",
            "Vous pouvez consulter ce parcours, pas le commenter. Demandez davantage à son responsable.",
        ),
    )
}
