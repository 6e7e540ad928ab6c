//! `PATCH /api/v1/users/{id}`.

use axum::extract::State;
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::By;
use crate::extract::{Json, Path};
use crate::permission::ManageUsers;
use crate::{Access, Can, Role, User, UserChanges, UserId};

/// What changes of a user; what is left out stays.
#[derive(Deserialize, ToSchema)]
pub(super) struct UserPatch {
    /// What colleagues call them.
    name: Option<String>,
    /// What they may do; not above your own role.
    role: Option<Role>,
    /// Whether they are kept out. Disabling ends their sessions and revokes their tokens.
    disabled: Option<bool>,
}

/// Changes a user. The last owner can neither be demoted nor disabled.
#[utoipa::path(
    patch, path = "/api/v1/users/{id}", operation_id = "change_user", tag = "people", request_body = UserPatch,
    params(("id" = String, Path, description = "The user")),
    responses(
        (status = 200, body = User),
        (status = 403, description = "`not_allowed`: a role above your own", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "`user_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`last_owner`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change_user(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    Path(id): Path<UserId>,
    Json(body): Json<UserPatch>,
) -> Result<Json<User>, Problem> {
    let UserPatch { name, role, disabled } = body;
    let wish = UserChanges { name, role, disabled, language: None };
    access.change_user(&By::from(&*can), id, wish).await.map(Json)
}
