//! `POST /api/v1/setup`.

use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use parcours_kernel::{Language, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use super::session::Session;
use crate::extract::Json;
use crate::{Access, Client, Owner};

/// The first owner, with the token that the server printed.
#[derive(Deserialize, ToSchema)]
pub(super) struct NewOwner {
    /// What stands after the `#` of the printed link.
    token: String,
    /// What colleagues will call them.
    name: String,
    /// What they will sign in with.
    email: String,
    /// At least 12 characters.
    password: String,
    /// The language to be spoken to in.
    language: Language,
}

/// Creates the owner, with the link that the server printed at its first start, and signs them in.
#[utoipa::path(
    post, path = "/api/v1/setup", operation_id = "set_up", tag = "session", request_body = NewOwner,
    responses(
        (status = 201, body = Session),
        (status = 404, description = "`link_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`already_set_up`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn set_up(
    State(access): State<Access>,
    client: Client,
    Json(body): Json<NewOwner>,
) -> Result<impl IntoResponse, Problem> {
    let owner = Owner {
        name: &body.name,
        email: &body.email,
        password: &body.password,
        language: body.language,
    };
    let begun = access.set_up(&body.token, owner, client.address).await?;
    Ok((StatusCode::CREATED, Session::begun(&access, &client, begun)))
}
