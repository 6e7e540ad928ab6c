//! `PATCH /api/v1/teams/{id}`.

use axum::extract::State;
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::By;
use crate::extract::{Json, Path};
use crate::model::{Team, TeamHue, TeamId};
use crate::permission::ManageUsers;
use crate::{Access, Can, TeamChanges};

/// What changes of a team; what is left out stays.
#[derive(Deserialize, ToSchema)]
pub(super) struct TeamPatch {
    /// What colleagues call it: 1 to 100 characters.
    name: Option<String>,
    /// The colour it is known by.
    hue: Option<TeamHue>,
}

/// Changes a team's name or colour; maps show the new name at once.
#[utoipa::path(
    patch, path = "/api/v1/teams/{id}", operation_id = "change_team", tag = "people", request_body = TeamPatch,
    params(("id" = String, Path, description = "The team")),
    responses(
        (status = 200, body = Team),
        (status = 404, description = "`team_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`team_name_conflict`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change_team(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    Path(id): Path<TeamId>,
    Json(body): Json<TeamPatch>,
) -> Result<Json<Team>, Problem> {
    let wish = TeamChanges { name: body.name, hue: body.hue };
    access.change_team(&By::from(&*can), id, wish).await.map(Json)
}
