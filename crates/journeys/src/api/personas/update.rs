//! A change to a persona.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Actor, Can, EditJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::model::{Persona, PersonaId, PersonaPatch};

/// Changes a persona; what is left out stays.
#[utoipa::path(
    patch, path = "/api/v1/personas/{id}", tag = "journeys", operation_id = "update_persona",
    params(("id" = PersonaId, Path)),
    request_body = PersonaPatch,
    responses(
        (status = 200, body = Persona),
        (status = 404, description = "`persona_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn update_persona(
    State(api): State<Api>,
    can: Can<EditJourneys>,
    Path(id): Path<PersonaId>,
    Json(body): Json<PersonaPatch>,
) -> Result<Json<Persona>, Problem> {
    api.journeys.update_persona(id, body, &Actor::from(&*can)).await.map(Json)
}
