//! The list of journeys.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{Page, PageQuery, Problem};

use crate::api::Api;
use crate::model::{JourneySummary, Reader};

/// All journeys that you may see, last changed first.
#[utoipa::path(
    get, path = "/api/v1/journeys", tag = "journeys", operation_id = "list_journeys",
    params(PageQuery),
    responses(
        (status = 200, body = Page<JourneySummary>),
    )
)]
pub(crate) async fn list_journeys(
    State(api): State<Api>,
    can: Can<ViewJourneys>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<JourneySummary>>, Problem> {
    api.journeys.list(Reader::of(&can), &query).await.map(Json)
}
