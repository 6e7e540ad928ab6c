//! `GET /api/v1/people`.

use axum::extract::State;
use parcours_kernel::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::Json;
use crate::model::Person;
use crate::permission::CommentJourneys;
use crate::{Access, Can};

/// The people of this installation.
#[derive(Serialize, ToSchema)]
pub(super) struct People {
    /// The oldest account first.
    items: Vec<Person>,
}

/// Lists who can answer for something, by name: everybody who may sign in, the oldest account first.
///
/// Owners are chosen from it, and whom to mention in a comment; addresses, roles and visits stay with those who
/// manage users.
#[utoipa::path(
    get, path = "/api/v1/people", operation_id = "list_people", tag = "people",
    responses((status = 200, body = People))
)]
pub(super) async fn list_people(
    _can: Can<CommentJourneys>,
    State(access): State<Access>,
) -> Result<Json<People>, Problem> {
    Ok(Json(People { items: access.people().await? }))
}
