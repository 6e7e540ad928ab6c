//! `PUT /api/v1/teams/{id}/members/{user}`.

use axum::extract::State;
use parcours_kernel::{Problem, ProblemBody};

use crate::access::By;
use crate::extract::{Json, Path};
use crate::model::{Team, TeamId};
use crate::permission::ManageUsers;
use crate::{Access, Can, UserId};

/// Puts a user into a team; again is no mistake.
#[utoipa::path(
    put, path = "/api/v1/teams/{id}/members/{user}", operation_id = "add_team_member", tag = "people",
    params(("id" = String, Path, description = "The team"), ("user" = String, Path, description = "The user")),
    responses(
        (status = 200, body = Team),
        (status = 404, description = "`team_not_found`, `user_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`too_many_members`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn add_team_member(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    Path((id, user)): Path<(TeamId, UserId)>,
) -> Result<Json<Team>, Problem> {
    access.add_member(&By::from(&*can), id, user).await.map(Json)
}
