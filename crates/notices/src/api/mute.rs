//! A journey that is to be quiet.

use axum::extract::State;
use http::StatusCode;
use parcours_access::SignedIn;
use parcours_access::extract::Path;
use parcours_kernel::{Problem, ProblemBody};

use crate::Notices;

/// Mutes a journey: only what is meant for oneself comes from it.
#[utoipa::path(
    put, path = "/api/v1/me/notices/muted/{journey}", tag = "together", operation_id = "mute_journey",
    params(("journey" = String, Path, description = "The id of a journey")),
    responses((status = 204), (status = 409, body = ProblemBody))
)]
pub(crate) async fn mute_journey(
    State(notices): State<Notices>,
    SignedIn(user): SignedIn,
    Path(journey): Path<String>,
) -> Result<StatusCode, Problem> {
    notices.mute(user.id, &journey, true).await?;
    Ok(StatusCode::NO_CONTENT)
}
