//! `PUT /api/v1/me/password`.

use axum::extract::State;
use http::StatusCode;
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::extract::Json;
use crate::layers::CurrentSession;
use crate::{Access, SignedIn};

/// The password to be, and the one that was.
#[derive(Deserialize, ToSchema)]
pub(super) struct PasswordChange {
    /// The present password. Not needed while none is set, nor within an hour of coming in by a link.
    current: Option<String>,
    /// The new one, at least 12 characters.
    new: String,
}

/// Sets one's own password. All other sessions of the account end.
#[utoipa::path(
    put, path = "/api/v1/me/password", operation_id = "change_password", tag = "session", request_body = PasswordChange,
    responses(
        (status = 204, description = "Set"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change_password(
    State(access): State<Access>,
    SignedIn(user): SignedIn,
    session: CurrentSession,
    Json(body): Json<PasswordChange>,
) -> Result<StatusCode, Problem> {
    access.change_password(&user, &session, body.current, body.new).await?;
    Ok(StatusCode::NO_CONTENT)
}
