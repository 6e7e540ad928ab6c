//! `POST /api/v1/teams`.

use axum::extract::State;
use http::StatusCode;
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::By;
use crate::extract::Json;
use crate::model::{Team, TeamHue};
use crate::permission::ManageUsers;
use crate::{Access, Can};

/// A team to be made.
#[derive(Deserialize, ToSchema)]
pub(super) struct TeamWish {
    /// What colleagues will call it: 1 to 100 characters.
    name: String,
    /// The colour it is known by; the next one when left out.
    hue: Option<TeamHue>,
}

/// Makes a team.
#[utoipa::path(
    post, path = "/api/v1/teams", operation_id = "create_team", tag = "people", request_body = TeamWish,
    responses(
        (status = 201, body = Team),
        (status = 409, description = "`team_name_conflict`, `too_many_teams`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn create_team(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    Json(body): Json<TeamWish>,
) -> Result<(StatusCode, Json<Team>), Problem> {
    let team = access.create_team(&By::from(&*can), &body.name, body.hue).await?;
    Ok((StatusCode::CREATED, Json(team)))
}
