//! Where one customer stands.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ViewInteractions};
use parcours_interactions::CustomerId;
use parcours_journeys::Reader;
use parcours_kernel::{Problem, ProblemBody};

use super::Api;
use crate::CustomerPosition;

/// Where a customer stands in each journey, last heard of first; empty for whoever is in none.
#[utoipa::path(
    get, path = "/api/v1/customers/{id}/positions", tag = "figures",
    operation_id = "get_customer_positions",
    params(("id" = CustomerId, Path)),
    responses((status = 200, body = [CustomerPosition]), (status = 422, body = ProblemBody))
)]
pub(crate) async fn get_customer_positions(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Path(id): Path<CustomerId>,
) -> Result<Json<Vec<CustomerPosition>>, Problem> {
    let hidden = api.journeys.hidden_from(Reader::of(&may)).await?;
    let mut positions = api.positions.of_customer(id).await?;
    positions.retain(|position| !hidden.contains(&position.journey.id));
    Ok(Json(positions))
}
