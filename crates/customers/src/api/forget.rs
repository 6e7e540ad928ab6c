//! The end of a customer.

use axum::extract::State;
use http::StatusCode;
use parcours_access::extract::Path;
use parcours_access::{Can, ForgetCustomers};
use parcours_interactions::CustomerId;
use parcours_kernel::{Problem, ProblemBody};

use super::{Api, no_such_customer};

/// Forgets a customer for good: keys, traits, interactions, also by the id of one who turned out to
/// be them. Nobody sees them from the answer on; files are rid of them soon after. What still comes
/// from before is not kept.
#[utoipa::path(
    delete, path = "/api/v1/customers/{id}", tag = "customers", operation_id = "forget_customer",
    params(("id" = CustomerId, Path)),
    responses((status = 204), (status = 404, body = ProblemBody))
)]
pub(crate) async fn forget_customer(
    State(api): State<Api>,
    can: Can<ForgetCustomers>,
    Path(id): Path<CustomerId>,
) -> Result<StatusCode, Problem> {
    let forgotten = api.customers.forget_for(id, &*can).await?;
    forgotten.map(|_| StatusCode::NO_CONTENT).ok_or_else(no_such_customer)
}
