//! `GET /api/v1/tokens`.

use axum::extract::State;
use parcours_kernel::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Json;
use crate::model::ApiToken;
use crate::permission::ManageUsers;
use crate::{Access, Can};

/// All API tokens.
#[derive(Serialize, ToSchema)]
pub(super) struct ApiTokens {
    /// The newest first.
    items: Vec<ApiToken>,
}

/// Lists all API tokens, the newest first; never their secrets.
#[utoipa::path(
    get, path = "/api/v1/tokens", operation_id = "list_tokens", tag = "people",
    responses((status = 200, body = ApiTokens))
)]
pub(super) async fn list_tokens(
    _can: Can<ManageUsers>,
    State(access): State<Access>,
) -> Result<Json<ApiTokens>, Problem> {
    Ok(Json(ApiTokens { items: access.tokens().await? }))
}
