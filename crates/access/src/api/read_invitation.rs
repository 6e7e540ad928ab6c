//! `POST /api/v1/session/invitation/read`.

use axum::extract::State;
use parcours_kernel::{Language, Problem, ProblemBody};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::Json;
use crate::{Access, Client, Role};

/// What stands after the `#` of an invitation's link.
#[derive(Deserialize, ToSchema)]
pub(super) struct InvitationToken {
    /// The one-time token.
    token: String,
}

/// What an invitation says to whoever holds its link.
#[derive(Serialize, ToSchema)]
pub(super) struct InvitationOffer {
    /// What you will sign in with.
    email: String,
    /// What you will be allowed to do.
    role: Role,
    /// The language you will be spoken to in.
    language: Language,
    /// Who invites you.
    invited_by: String,
}

/// Tells whoever holds an invitation's link what it is for; it stays good. A POST, so that the token
/// is in no address and no log.
#[utoipa::path(
    post, path = "/api/v1/session/invitation/read", operation_id = "read_invitation", tag = "session", request_body = InvitationToken,
    responses(
        (status = 200, body = InvitationOffer),
        (status = 404, description = "`invitation_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "`invitation_expired`, `invitation_revoked`, `invitation_used`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn read_invitation(
    State(access): State<Access>,
    client: Client,
    Json(body): Json<InvitationToken>,
) -> Result<Json<InvitationOffer>, Problem> {
    let found = access.read_invitation(&body.token, client.address).await?;
    Ok(Json(InvitationOffer {
        email: found.email,
        role: found.role,
        language: found.language,
        invited_by: found.invited_by,
    }))
}
