//! `POST /api/v1/tokens`.

use axum::extract::State;
use http::StatusCode;
use parcours_kernel::{Problem, ProblemBody};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::Json;
use crate::model::ApiToken;
use crate::permission::{ManageUsers, Scope};
use crate::service::TokenWish;
use crate::{Access, Can, SignedIn};

/// An API token to be made.
#[derive(Deserialize, ToSchema)]
pub(super) struct ApiTokenWish {
    /// What it is for.
    name: String,
    /// What it is limited to; within your own rights.
    scopes: Vec<Scope>,
    /// Days until it stops working, 1 to 3,650; never when left out.
    expires_in_days: Option<u32>,
}

/// An API token that was just made.
#[derive(Serialize, ToSchema)]
pub(super) struct NewApiToken {
    /// The token.
    token: ApiToken,
    /// To be sent as `Authorization: Bearer prc_…`; told only now.
    secret: String,
}

/// Makes an API token. Only a person can: a token makes no tokens.
#[utoipa::path(
    post, path = "/api/v1/tokens", operation_id = "create_token", tag = "people", request_body = ApiTokenWish,
    responses(
        (status = 201, body = NewApiToken),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn create_token(
    _can: Can<ManageUsers>,
    SignedIn(maker): SignedIn,
    State(access): State<Access>,
    Json(body): Json<ApiTokenWish>,
) -> Result<(StatusCode, Json<NewApiToken>), Problem> {
    let ApiTokenWish { name, scopes, expires_in_days } = body;
    let (token, secret) =
        access.create_token(&maker, TokenWish { name, scopes, expires_in_days }).await?;
    Ok((StatusCode::CREATED, Json(NewApiToken { token, secret: secret.expose().to_owned() })))
}
