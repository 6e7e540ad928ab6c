//! One persona.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::model::{Persona, PersonaId};
use crate::problems::persona_not_found;

/// One persona.
#[utoipa::path(
    get, path = "/api/v1/personas/{id}", tag = "journeys", operation_id = "get_persona",
    params(("id" = PersonaId, Path)),
    responses(
        (status = 200, body = Persona),
        (status = 404, description = "`persona_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_persona(
    State(api): State<Api>,
    _can: Can<ViewJourneys>,
    Path(id): Path<PersonaId>,
) -> Result<Json<Persona>, Problem> {
    api.journeys.persona(id).await?.map(Json).ok_or_else(persona_not_found)
}
