//! `GET /api/v1/teams`.

use axum::extract::State;
use parcours_kernel::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Json;
use crate::model::Team;
use crate::permission::ViewJourneys;
use crate::{Access, Can};

/// Teams of this installation.
#[derive(Serialize, ToSchema)]
pub(super) struct Teams {
    /// By name.
    pub(super) items: Vec<Team>,
}

/// Lists all teams and who is in them, by name.
#[utoipa::path(
    get, path = "/api/v1/teams", operation_id = "list_teams", tag = "people",
    responses((status = 200, body = Teams))
)]
pub(super) async fn list_teams(
    _can: Can<ViewJourneys>,
    State(access): State<Access>,
) -> Result<Json<Teams>, Problem> {
    Ok(Json(Teams { items: access.teams().await? }))
}
