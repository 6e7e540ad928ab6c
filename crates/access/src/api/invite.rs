//! `POST /api/v1/invitations`.

use axum::extract::State;
use http::StatusCode;
use parcours_kernel::{Language, Problem, ProblemBody};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::By;
use crate::extract::Json;
use crate::model::{Invitation, TeamId};
use crate::permission::ManageUsers;
use crate::{Access, Can, Client, NewInvitation, Role};

/// Somebody to be invited.
#[derive(Deserialize, ToSchema)]
pub(super) struct InvitationWish {
    /// What they will sign in with.
    email: String,
    /// What they will be allowed to do; not above your own role.
    role: Role,
    /// The language they are spoken to in.
    language: Language,
    /// The teams they will be in.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    team_ids: Vec<TeamId>,
}

/// An invitation that was just made.
#[derive(Serialize, ToSchema)]
pub(super) struct Invited {
    /// The invitation.
    invitation: Invitation,
    /// The link to give them: works once, within seven days, and is told only now.
    link: String,
}

/// Invites somebody, who makes an account of their own with the link in the answer. An earlier
/// invitation to the same address stops working.
#[utoipa::path(
    post, path = "/api/v1/invitations", operation_id = "invite", tag = "people", request_body = InvitationWish,
    responses(
        (status = 201, body = Invited),
        (status = 403, description = "`not_allowed`: a role above your own", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`email_conflict`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn invite(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    client: Client,
    Json(body): Json<InvitationWish>,
) -> Result<(StatusCode, Json<Invited>), Problem> {
    let InvitationWish { email, role, language, team_ids } = body;
    let wish = NewInvitation { email, role, language, team_ids };
    let (invitation, link) = access.invite(&By::from(&*can), wish).await?;
    let link = link.url(&client.base_url);
    Ok((StatusCode::CREATED, Json(Invited { invitation, link })))
}
