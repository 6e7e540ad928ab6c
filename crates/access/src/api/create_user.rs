//! `POST /api/v1/users`.

use axum::extract::State;
use http::StatusCode;
use parcours_kernel::{Language, Problem, ProblemBody};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::By;
use crate::extract::Json;
use crate::permission::ManageUsers;
use crate::{Access, Can, Client, Role, User};

/// A user to be made.
#[derive(Deserialize, ToSchema)]
pub(super) struct UserWish {
    /// What colleagues call them.
    name: String,
    /// What they sign in with.
    email: String,
    /// What they may do; not above your own role.
    role: Role,
    /// The language they are spoken to in.
    language: Language,
}

/// A user who was just made.
#[derive(Serialize, ToSchema)]
pub(super) struct NewUser {
    /// The user.
    user: User,
    /// The link by which they first come in: works once, within seven days, and is told only now.
    link: String,
}

/// Makes a user, who comes in by the link in the answer.
#[utoipa::path(
    post, path = "/api/v1/users", operation_id = "create_user", tag = "people", request_body = UserWish,
    responses(
        (status = 201, body = NewUser),
        (status = 403, description = "`not_allowed`: a role above your own", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`email_conflict`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn create_user(
    can: Can<ManageUsers>,
    State(access): State<Access>,
    client: Client,
    Json(body): Json<UserWish>,
) -> Result<(StatusCode, Json<NewUser>), Problem> {
    let UserWish { name, email, role, language } = body;
    let wish = crate::NewUser { name, email, role, language };
    let (user, link) = access.create_user(&By::from(&*can), wish).await?;
    let link = link.url(&client.base_url);
    Ok((StatusCode::CREATED, Json(NewUser { user, link })))
}
