//! What one customer may do next.

use axum::extract::State;
use parcours_access::extract::{Json, Path, Query};
use parcours_access::{Can, ViewInteractions};
use parcours_interactions::CustomerId;
use parcours_journeys::JourneyId;
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Api;
use crate::Outlook;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct InJourney {
    /// In this journey.
    journey: JourneyId,
}

/// Where a customer stands in a journey, what customers like them did next, and their chances of
/// reaching the goal: in one call.
#[utoipa::path(
    get, path = "/api/v1/customers/{id}/next-step", tag = "figures",
    operation_id = "get_customer_next_step",
    params(("id" = CustomerId, Path), InJourney),
    responses(
        (status = 200, body = Outlook),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "Worked out for the first time: try again"),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn get_customer_next_step(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Path(id): Path<CustomerId>,
    Query(asked): Query<InJourney>,
) -> Result<Json<Outlook>, Problem> {
    api.journeys.viewable(&may, asked.journey).await?;
    Ok(Json(api.positions.outlook(id, asked.journey).await?))
}
