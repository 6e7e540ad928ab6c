//! What one customer will be worth.

use axum::extract::State;
use parcours_access::extract::{Json, Path, Query};
use parcours_access::{Can, Speaks, ViewInteractions};
use parcours_interactions::CustomerId;
use parcours_kernel::{Problem, ProblemBody};

use super::Api;
use crate::{CustomerLifetime, LifetimeQuery};

/// What a customer will be worth, by what was learned of all in the last daily fit. `orders`, `model` and
/// `top` are those of the fit and say nothing here.
#[utoipa::path(
    get, path = "/api/v1/customers/{id}/lifetime-value", tag = "customers", operation_id = "get_customer_lifetime_value",
    params(("id" = CustomerId, Path), LifetimeQuery),
    responses(
        (status = 200, body = CustomerLifetime),
        (status = 409, body = ProblemBody, description = "Nothing has been learned yet"),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn get_customer_lifetime_value(
    State(api): State<Api>,
    _may: Can<ViewInteractions>,
    Speaks(language): Speaks,
    Path(id): Path<CustomerId>,
    Query(asked): Query<LifetimeQuery>,
) -> Result<Json<CustomerLifetime>, Problem> {
    Ok(Json(api.paths.customer_lifetime(id, &asked, language).await?))
}
