//! One customer.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ViewInteractions};
use parcours_interactions::CustomerId;
use parcours_kernel::{Problem, ProblemBody};

use super::{Api, no_such_customer};
use crate::Customer;

/// A customer, also by the id of one who turned out to be them.
#[utoipa::path(
    get, path = "/api/v1/customers/{id}", tag = "customers", operation_id = "get_customer",
    params(("id" = CustomerId, Path)),
    responses((status = 200, body = Customer), (status = 404, body = ProblemBody))
)]
pub(crate) async fn get_customer(
    State(api): State<Api>,
    _may: Can<ViewInteractions>,
    Path(id): Path<CustomerId>,
) -> Result<Json<Customer>, Problem> {
    api.customers.find(id).await?.map(Json).ok_or_else(no_such_customer)
}
