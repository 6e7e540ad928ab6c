//! `DELETE /api/v1/session`.

use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use parcours_kernel::Problem;

use crate::layers::{self, CurrentSession};
use crate::{Access, Client, SignedIn};

/// Signs out. Fine also when nobody is signed in.
#[utoipa::path(
    delete, path = "/api/v1/session", operation_id = "sign_out", tag = "session",
    responses((status = 204, description = "Signed out"))
)]
pub(super) async fn sign_out(
    State(access): State<Access>,
    client: Client,
    signed_in: Result<SignedIn, Problem>,
    session: Option<CurrentSession>,
) -> Result<impl IntoResponse, Problem> {
    if let (Ok(SignedIn(user)), Some(session)) = (signed_in, session) {
        access.sign_out(&session.digest, &user).await?;
    }
    Ok((StatusCode::NO_CONTENT, [layers::forget(&client)]))
}
