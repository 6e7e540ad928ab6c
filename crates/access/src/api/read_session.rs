//! `GET /api/v1/session`.

use axum::extract::State;
use parcours_kernel::Problem;

use super::session::Session;
use crate::extract::Json;
use crate::layers::CurrentSession;
use crate::{Access, Caller};

/// Who is signed in; answers also when nobody is.
#[utoipa::path(
    get, path = "/api/v1/session", operation_id = "read_session", tag = "session",
    responses((status = 200, body = Session))
)]
pub(super) async fn read_session(
    State(access): State<Access>,
    caller: Option<axum::Extension<Caller>>,
    session: Option<CurrentSession>,
) -> Result<Json<Session>, Problem> {
    let caller = caller.map(|axum::Extension(caller)| caller);
    let setup_needed = caller.is_none() && access.setup_needed().await?;
    Ok(Json(Session::of(
        &access,
        caller.as_ref(),
        session.map(|session| session.csrf),
        setup_needed,
    )))
}
