//! A muted journey that is to speak again.

use axum::extract::State;
use http::StatusCode;
use parcours_access::SignedIn;
use parcours_access::extract::Path;
use parcours_kernel::{Problem, ProblemBody};

use crate::Notices;

/// Lets a journey speak again.
#[utoipa::path(
    delete, path = "/api/v1/me/notices/muted/{journey}", tag = "together", operation_id = "unmute_journey",
    params(("journey" = String, Path, description = "The id of a journey")),
    responses((status = 204), (status = 409, body = ProblemBody))
)]
pub(crate) async fn unmute_journey(
    State(notices): State<Notices>,
    SignedIn(user): SignedIn,
    Path(journey): Path<String>,
) -> Result<StatusCode, Problem> {
    notices.mute(user.id, &journey, false).await?;
    Ok(StatusCode::NO_CONTENT)
}
