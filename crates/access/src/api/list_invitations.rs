//! `GET /api/v1/invitations`.

use axum::extract::State;
use parcours_kernel::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Json;
use crate::model::Invitation;
use crate::permission::ManageUsers;
use crate::{Access, Can};

/// Invitations that nobody took yet.
#[derive(Serialize, ToSchema)]
pub(super) struct Invitations {
    /// The newest first.
    items: Vec<Invitation>,
}

/// Lists the invitations that nobody took or withdrew, also the expired ones; never their links.
#[utoipa::path(
    get, path = "/api/v1/invitations", operation_id = "list_invitations", tag = "people",
    responses((status = 200, body = Invitations))
)]
pub(super) async fn list_invitations(
    _can: Can<ManageUsers>,
    State(access): State<Access>,
) -> Result<Json<Invitations>, Problem> {
    Ok(Json(Invitations { items: access.invitations().await? }))
}
