//! `PATCH /api/v1/me`.

use axum::extract::State;
use parcours_kernel::{Language, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::extract::Json;
use crate::{Access, SignedIn, User};

/// What changes of oneself; what is left out stays.
#[derive(Deserialize, ToSchema)]
pub(super) struct MyChanges {
    /// What colleagues call them.
    name: Option<String>,
    /// The language to be spoken to in.
    language: Option<Language>,
}

/// Changes one's own name or language.
#[utoipa::path(
    patch, path = "/api/v1/me", operation_id = "change_me", tag = "session", request_body = MyChanges,
    responses(
        (status = 200, body = User),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change_me(
    State(access): State<Access>,
    SignedIn(user): SignedIn,
    Json(body): Json<MyChanges>,
) -> Result<Json<User>, Problem> {
    access.change_me(&user, body.name, body.language).await.map(Json)
}
