//! One customer.

use axum::extract::State;
use parcours_access::extract::{Json, Path};
use parcours_access::{Can, ViewInteractions};
use parcours_interactions::CustomerId;
use parcours_kernel::{Problem, ProblemBody};

use super::{Api, no_such_customer};
use crate::Customer;
use crate::store::{self, Found};

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
    match store::by_id(api.customers.database(), id).await? {
        Found::Customer(customer) => Ok(Json(*customer)),
        Found::Nobody => Err(no_such_customer()),
    }
}
