//! `DELETE /api/v1/invitations/{id}`.

use axum::extract::State;
use http::StatusCode;
use parcours_kernel::{Problem, ProblemBody};

use crate::access::By;
use crate::extract::Path;
use crate::model::InvitationId;
use crate::permission::ManageUsers;
use crate::{Access, Can};

/// Takes an invitation back: its link stops working at once.
#[utoipa::path(
    delete, path = "/api/v1/invitations/{id}", operation_id = "revoke_invitation", tag = "people",
    params(("id" = String, Path, description = "The invitation")),
    responses(
        (status = 204, description = "Taken back"),
        (status = 403, description = "`not_allowed`: a role above your own", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "`invitation_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`invitation_over`: there is an account", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn revoke_invitation(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    Path(id): Path<InvitationId>,
) -> Result<StatusCode, Problem> {
    access.revoke_invitation(&By::from(&*can), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
