//! Who may see and edit a journey.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{Api, Viewable};
use crate::model::{JourneyAccess, JourneyId, JourneyRole};

/// Who may see and edit a journey, and what you may do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JourneyAccessSeen {
    #[serde(flatten)]
    access: JourneyAccess,
    /// What you may do with it, as far as your role in Parcours allows.
    your_role: JourneyRole,
}

/// Who may see and edit a journey.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/access", tag = "journeys", operation_id = "get_journey_access",
    params(("id" = JourneyId, Path)),
    responses(
        (status = 200, body = JourneyAccessSeen),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_journey_access(
    State(api): State<Api>,
    Viewable { id, role, .. }: Viewable<JourneyId>,
) -> Result<Json<JourneyAccessSeen>, Problem> {
    Ok(Json(JourneyAccessSeen { access: api.journeys.access(id).await?, your_role: role }))
}
