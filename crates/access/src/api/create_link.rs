//! `POST /api/v1/users/{id}/link`.

use axum::extract::State;
use parcours_kernel::{Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use crate::access::By;
use crate::extract::{Json, Path};
use crate::permission::ManageUsers;
use crate::{Access, Can, Client, UserId};

/// A link that works once.
#[derive(Serialize, ToSchema)]
pub(super) struct SignInLink {
    /// Works once, within seven days, and is told only now.
    link: String,
}

/// Makes a one-time link by which a user comes in without a password; older ones stop working.
#[utoipa::path(
    post, path = "/api/v1/users/{id}/link", operation_id = "create_sign_in_link", tag = "people",
    params(("id" = String, Path, description = "The user")),
    responses(
        (status = 200, body = SignInLink),
        (status = 403, description = "`not_allowed`: a role above your own", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "`user_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`user_disabled`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn create_link(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    client: Client,
    Path(id): Path<UserId>,
) -> Result<Json<SignInLink>, Problem> {
    let link = access.sign_in_link(&By::from(&*can), id).await?;
    Ok(Json(SignInLink { link: link.url(&client.base_url) }))
}
