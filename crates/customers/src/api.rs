//! `/api/v1/customers`: one endpoint, one file.

mod forget;
mod get;
mod interactions;
mod list;

use parcours_kernel::{Problem, Text};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Customers;

/// What the endpoints need.
#[derive(Debug, Clone)]
pub struct Api {
    /// The service.
    pub customers: Customers,
}

/// The routes of this crate.
pub fn router(api: Api) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_customers))
        .routes(routes!(get::get_customer))
        .routes(routes!(forget::forget_customer))
        .routes(routes!(interactions::list_customer_interactions))
        .with_state(api)
}

pub(crate) fn no_such_customer() -> Problem {
    Problem::not_found(
        "customer_not_found",
        Text::new("There is no such customer.", "Ce client n’existe pas."),
    )
}
