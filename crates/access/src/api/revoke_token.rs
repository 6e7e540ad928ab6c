//! `DELETE /api/v1/tokens/{id}`.

use axum::extract::State;
use http::StatusCode;
use parcours_kernel::{Problem, ProblemBody};

use crate::extract::Path;
use crate::permission::ManageUsers;
use crate::{Access, Can, TokenId};

/// Revokes an API token, at once and for good.
#[utoipa::path(
    delete, path = "/api/v1/tokens/{id}", operation_id = "revoke_token", tag = "people",
    params(("id" = String, Path, description = "The token")),
    responses(
        (status = 204, description = "Revoked"),
        (status = 404, description = "`token_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn revoke_token(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    Path(id): Path<TokenId>,
) -> Result<StatusCode, Problem> {
    access.revoke_token(&can, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
