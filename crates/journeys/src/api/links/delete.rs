//! The end of a link.

use axum::extract::State;
use http::StatusCode;
use parcours_access::Actor;
use parcours_access::extract::Path;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{JourneyId, LinkId};

/// Removes a link.
#[utoipa::path(
    delete, path = "/api/v1/journeys/{id}/links/{link}", tag = "journeys", operation_id = "delete_link",
    params(("id" = JourneyId, Path), ("link" = LinkId, Path)),
    responses(
        (status = 204, description = "Removed"),
        (status = 404, description = "`journey_not_found`, `link_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete_link(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Path((_journey, link)): Path<(JourneyId, LinkId)>,
) -> Result<StatusCode, Problem> {
    api.journeys.remove_link(id, link, &Actor::from(&caller)).await?;
    Ok(StatusCode::NO_CONTENT)
}
