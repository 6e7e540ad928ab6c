//! `POST /api/v1/session`.

use axum::extract::State;
use axum::response::IntoResponse;
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use super::session::Session;
use crate::extract::Json;
use crate::layers::CurrentSession;
use crate::{Access, Client};

/// An e-mail address and a password.
#[derive(Deserialize, ToSchema)]
pub(super) struct Credentials {
    /// The address of the account, in any case.
    email: String,
    /// Its password.
    password: String,
}

/// Signs in. The session is a cookie; at most 10 tries an account at once, then one each 90 s.
#[utoipa::path(
    post, path = "/api/v1/session", operation_id = "sign_in", tag = "session", request_body = Credentials,
    responses(
        (status = 200, body = Session),
        (status = 401, description = "`wrong_credentials`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn sign_in(
    State(access): State<Access>,
    client: Client,
    session: Option<CurrentSession>,
    Json(body): Json<Credentials>,
) -> Result<impl IntoResponse, Problem> {
    let previous = session.as_ref().map(|session| session.digest.as_str());
    let begun = access.sign_in(&body.email, &body.password, client.address, previous).await?;
    Ok(Session::begun(&access, &client, begun))
}
