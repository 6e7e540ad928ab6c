//! A new persona.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Json;
use parcours_access::{Actor, Can, EditJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::model::{Persona, PersonaDraft};

/// Makes a persona.
#[utoipa::path(
    post, path = "/api/v1/personas", tag = "journeys", operation_id = "create_persona",
    request_body = PersonaDraft,
    responses(
        (status = 201, body = Persona),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create_persona(
    State(api): State<Api>,
    can: Can<EditJourneys>,
    Json(body): Json<PersonaDraft>,
) -> Result<(StatusCode, Json<Persona>), Problem> {
    let persona = api.journeys.create_persona(body, &Actor::from(&*can)).await?;
    Ok((StatusCode::CREATED, Json(persona)))
}
