//! The end of a persona.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_access::{Actor, Can, EditJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::model::{PersonaId, Reader};

/// Deletes a persona that no journey uses.
#[utoipa::path(
    delete, path = "/api/v1/personas/{id}", tag = "journeys", operation_id = "delete_persona",
    params(("id" = PersonaId, Path)),
    responses(
        (status = 204, description = "Deleted"),
        (status = 404, description = "`persona_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`persona_in_use`: the detail names the journeys", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_persona(
    State(api): State<Api>,
    can: Can<EditJourneys>,
    Path(id): Path<PersonaId>,
) -> Result<StatusCode, Problem> {
    api.journeys.delete_persona(id, Reader::of(&can), &Actor::from(&*can)).await?;
    Ok(StatusCode::NO_CONTENT)
}
