//! I am here.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_journeys::{Commentable, JourneyId};
use parcours_kernel::{Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{PresenceDraft, Present, Together};

/// Who else is there.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Presence {
    /// The first to come first, each tab apart.
    items: Vec<Present>,
}

/// Says that a tab has this journey open and what is selected in it, and hears who else is there. To be said
/// again every ten seconds; after thirty of silence one is gone.
#[utoipa::path(
    put, path = "/api/v1/journeys/{id}/presence/{client}", tag = "together", operation_id = "say_here",
    params(("id" = JourneyId, Path), ("client" = String, Path, description = "Names the tab: any text of its own")),
    request_body = PresenceDraft,
    responses((status = 200, body = Presence), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn say_here(
    State(together): State<Together>,
    Commentable { id, caller }: Commentable<JourneyId>,
    Path((_id, client)): Path<(JourneyId, String)>,
    Json(draft): Json<PresenceDraft>,
) -> Result<Json<Presence>, Problem> {
    let items = together.here(id, &client, &draft, caller.responsible()).await?;
    Ok(Json(Presence { items }))
}
