//! `POST /api/v1/session/invitation`.

use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use parcours_kernel::{Language, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use super::session::Session;
use crate::extract::Json;
use crate::layers::CurrentSession;
use crate::service::Guest;
use crate::{Access, Client};

/// Who takes an invitation.
#[derive(Deserialize, ToSchema)]
pub(super) struct InvitationGuest {
    /// What stands after the `#` of the link.
    token: String,
    /// What colleagues will call you.
    name: String,
    /// At least 12 characters.
    password: String,
    /// The language to be spoken to in; that of the invitation when left out.
    language: Option<Language>,
}

/// Makes the account that an invitation is for, puts it into its teams and signs it in.
#[utoipa::path(
    post, path = "/api/v1/session/invitation", operation_id = "accept_invitation", tag = "session", request_body = InvitationGuest,
    responses(
        (status = 201, body = Session),
        (status = 404, description = "`invitation_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`email_conflict`: an account was made meanwhile", body = ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "`invitation_expired`, `invitation_revoked`, `invitation_used`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn accept_invitation(
    State(access): State<Access>,
    client: Client,
    session: Option<CurrentSession>,
    Json(body): Json<InvitationGuest>,
) -> Result<impl IntoResponse, Problem> {
    let previous = session.as_ref().map(|session| session.digest.as_str());
    let guest = Guest { name: &body.name, password: &body.password, language: body.language };
    let begun = access.accept_invitation(&body.token, guest, client.address, previous).await?;
    Ok((StatusCode::CREATED, Session::begun(&access, &client, begun)))
}
