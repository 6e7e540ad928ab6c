//! A decision on a finding.

use axum::extract::State;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_journeys::{Editable, JourneyId};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, no_such_journey};
use crate::findings::{Decision, DecisionDraft};

/// Decides on a finding of a journey's drift report: to be done by someone, done, or dismissed with a
/// reason. What was decided before gives way.
#[utoipa::path(
    put, path = "/api/v1/journeys/{id}/findings", tag = "reports", operation_id = "decide_finding",
    params(("id" = JourneyId, Path)), request_body = DecisionDraft,
    responses(
        (status = 200, body = Decision),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn decide_finding(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Json(draft): Json<DecisionDraft>,
) -> Result<Json<Decision>, Problem> {
    let journey = api.journeys.get(id).await?.ok_or_else(no_such_journey)?;
    Ok(Json(api.paths.decide(&journey, draft, &Actor::from(&caller)).await?))
}
