//! What is said about a journey.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_journeys::{JourneyId, TouchpointId, Viewable};
use parcours_kernel::{Page, PageQuery, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{CommentState, Thread, Together};

/// Which threads.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ThreadsQuery {
    /// `open` when not said, `resolved`, or `all`.
    #[param(inline)]
    state: Option<CommentState>,
    /// Only those about this touchpoint.
    touchpoint: Option<TouchpointId>,
}

/// Lists the threads of comments of a journey, newest first, each with its answers.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/comments", tag = "together", operation_id = "list_threads",
    params(("id" = JourneyId, Path), ThreadsQuery, PageQuery),
    responses((status = 200, body = Page<Thread>), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn list_threads(
    State(together): State<Together>,
    Viewable { id, .. }: Viewable<JourneyId>,
    Query(wish): Query<ThreadsQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<Thread>>, Problem> {
    let state = wish.state.unwrap_or_default();
    Ok(Json(together.threads(id, wish.touchpoint, state, &page).await?))
}
