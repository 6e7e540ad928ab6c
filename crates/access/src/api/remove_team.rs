//! `DELETE /api/v1/teams/{id}`.

use axum::extract::State;
use http::StatusCode;
use parcours_kernel::{Problem, ProblemBody};

use crate::access::By;
use crate::extract::Path;
use crate::model::TeamId;
use crate::permission::ManageUsers;
use crate::{Access, Can};

/// Removes a team for good. Its people stay; touchpoints keep its name as a word.
#[utoipa::path(
    delete, path = "/api/v1/teams/{id}", operation_id = "remove_team", tag = "people",
    params(("id" = String, Path, description = "The team")),
    responses(
        (status = 204, description = "Removed"),
        (status = 404, description = "`team_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn remove_team(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    Path(id): Path<TeamId>,
) -> Result<StatusCode, Problem> {
    access.remove_team(&By::from(&*can), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
