//! The list of personas.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{Page, PageQuery, Problem};

use crate::api::Api;
use crate::model::Persona;

/// All personas, newest first.
#[utoipa::path(
    get, path = "/api/v1/personas", tag = "journeys", operation_id = "list_personas",
    params(PageQuery),
    responses(
        (status = 200, body = Page<Persona>),
    )
)]
pub(crate) async fn list_personas(
    State(api): State<Api>,
    _can: Can<ViewJourneys>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Persona>>, Problem> {
    api.journeys.personas(&query).await.map(Json)
}
