//! Has the models of lifetime value fitted.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Json;
use parcours_access::{Can, EditJourneys};
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Api;
use crate::BuyingModel;

/// What to fit. What is left out is as the last time.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FitWish {
    /// The kinds of interactions that are orders, with commas between; `order_completed` at first.
    orders: Option<String>,
    /// The model; `bg-nbd` at first.
    model: Option<BuyingModel>,
}

/// Has the models fitted to the whole log soon, rather than with the next daily round. Each customer's
/// value is told by the newest fit.
#[utoipa::path(
    post, path = "/api/v1/lifetime-fits", tag = "reports", operation_id = "fit_lifetime_value",
    request_body = FitWish,
    responses((status = 202, description = "It will be done"), (status = 422, body = ProblemBody))
)]
pub(crate) async fn fit_lifetime_value(
    State(api): State<Api>,
    _may: Can<EditJourneys>,
    Json(wish): Json<FitWish>,
) -> Result<StatusCode, Problem> {
    api.paths.ask_for_fit(wish.orders, wish.model).await?;
    Ok(StatusCode::ACCEPTED)
}
