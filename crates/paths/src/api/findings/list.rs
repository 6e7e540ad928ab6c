//! What was decided on the findings of a journey.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_journeys::{JourneyId, Viewable};
use parcours_kernel::{Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{Api, no_such_journey};
use crate::findings::Decision;

/// What was decided.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Decisions {
    /// The newest first.
    items: Vec<Decision>,
}

/// Lists what was decided on the findings of a journey's drift report: who looks after them, which are
/// done, which were dismissed and why.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/findings", tag = "reports", operation_id = "list_findings",
    params(("id" = JourneyId, Path)),
    responses((status = 200, body = Decisions), (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"))
)]
pub(crate) async fn list_findings(
    State(api): State<Api>,
    Viewable { id, .. }: Viewable<JourneyId>,
) -> Result<Json<Decisions>, Problem> {
    api.journeys.get(id).await?.ok_or_else(no_such_journey)?;
    Ok(Json(Decisions { items: api.paths.decisions(id).await? }))
}
