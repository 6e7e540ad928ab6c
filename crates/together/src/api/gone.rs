//! I am gone.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_journeys::{Commentable, JourneyId};
use parcours_kernel::Problem;

use crate::Together;

/// Says that a tab has closed this journey.
#[utoipa::path(
    delete, path = "/api/v1/journeys/{id}/presence/{client}", tag = "together", operation_id = "say_gone",
    params(("id" = JourneyId, Path), ("client" = String, Path, description = "The name of the tab")),
    responses((status = 204))
)]
pub(crate) async fn say_gone(
    State(together): State<Together>,
    Commentable { id, caller }: Commentable<JourneyId>,
    Path((_id, client)): Path<(JourneyId, String)>,
) -> Result<StatusCode, Problem> {
    together.gone(id, &client, caller.responsible()).await?;
    Ok(StatusCode::NO_CONTENT)
}
