//! `POST /api/v1/session/link`.

use axum::extract::State;
use axum::response::IntoResponse;
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use super::session::Session;
use crate::extract::Json;
use crate::layers::CurrentSession;
use crate::{Access, Client};

/// What stands after the `#` of a link.
#[derive(Deserialize, ToSchema)]
pub(super) struct LinkToken {
    /// The one-time token.
    token: String,
}

/// Signs in with the token of a one-time link.
#[utoipa::path(
    post, path = "/api/v1/session/link", operation_id = "follow_link", tag = "session", request_body = LinkToken,
    responses(
        (status = 200, body = Session),
        (status = 404, description = "`link_not_found`: unknown, used or expired", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn follow_link(
    State(access): State<Access>,
    client: Client,
    session: Option<CurrentSession>,
    Json(body): Json<LinkToken>,
) -> Result<impl IntoResponse, Problem> {
    let previous = session.as_ref().map(|session| session.digest.as_str());
    let begun = access.sign_in_with_link(&body.token, client.address, previous).await?;
    Ok(Session::begun(&access, &client, begun))
}
