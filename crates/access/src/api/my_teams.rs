//! `GET /api/v1/me/teams`.

use axum::extract::State;
use parcours_kernel::Problem;

use super::list_teams::Teams;
use crate::extract::Json;
use crate::{Access, SignedIn};

/// Lists the teams that the signed-in user is in, by name.
#[utoipa::path(
    get, path = "/api/v1/me/teams", operation_id = "list_my_teams", tag = "people",
    responses((status = 200, body = Teams))
)]
pub(super) async fn list_my_teams(
    SignedIn(user): SignedIn,
    State(access): State<Access>,
) -> Result<Json<Teams>, Problem> {
    Ok(Json(Teams { items: access.teams_of(user.id).await? }))
}
