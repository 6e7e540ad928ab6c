//! Who stands in a journey.

use axum::extract::State;
use parcours_access::ViewInteractions;
use parcours_access::extract::{Json, Query};
use parcours_journeys::{JourneyId, Viewable};
use parcours_kernel::{Page, PageQuery, Problem, ProblemBody};

use super::Api;
use crate::{StandingCustomer, StandingQuery};

/// Customers who stand in a journey, touchpoint by touchpoint, last heard of first.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/positions", tag = "figures", operation_id = "list_positions",
    params(("id" = JourneyId, Path), StandingQuery, PageQuery),
    responses(
        (status = 200, body = Page<StandingCustomer>),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "Worked out for the first time: try again"),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_positions(
    State(api): State<Api>,
    Viewable { id, .. }: Viewable<JourneyId, ViewInteractions>,
    Query(query): Query<StandingQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<StandingCustomer>>, Problem> {
    Ok(Json(api.positions.customers(id, query, &page).await?))
}
