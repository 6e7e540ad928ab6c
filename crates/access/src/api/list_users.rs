//! `GET /api/v1/users`.

use axum::extract::State;
use parcours_kernel::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Json;
use crate::permission::ManageUsers;
use crate::{Access, Can, User};

/// All users.
#[derive(Serialize, ToSchema)]
pub(super) struct Users {
    /// The oldest account first.
    items: Vec<User>,
}

/// Lists all users, the oldest account first.
#[utoipa::path(
    get, path = "/api/v1/users", operation_id = "list_users", tag = "people",
    responses((status = 200, body = Users))
)]
pub(super) async fn list_users(
    _can: Can<ManageUsers>,
    State(access): State<Access>,
) -> Result<Json<Users>, Problem> {
    Ok(Json(Users { items: access.users().await? }))
}
