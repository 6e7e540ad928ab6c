//! All customers, newest first, or those with a key that begins with a text.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewInteractions};
use parcours_interactions::CustomerId;
use parcours_kernel::{Page, PageQuery, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Api;
use crate::Customer;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Search {
    /// The beginning of a user id, e-mail address, phone number or anonymous id.
    q: Option<String>,
}

/// Customers, newest first.
#[utoipa::path(
    get, path = "/api/v1/customers", tag = "customers", operation_id = "list_customers",
    params(Search, PageQuery),
    responses((status = 200, body = Page<Customer>), (status = 422, body = ProblemBody))
)]
pub(crate) async fn list_customers(
    State(api): State<Api>,
    _may: Can<ViewInteractions>,
    Query(search): Query<Search>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<Customer>>, Problem> {
    let after = page.after::<CustomerId>()?;
    let rows = api.customers.list(search.q.as_deref(), after, page.limit()).await?;
    Ok(Json(Page::from_rows(rows, page.limit(), |customer| customer.id)))
}
