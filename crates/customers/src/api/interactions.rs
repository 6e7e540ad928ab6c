//! What one customer did.

use axum::extract::State;
use parcours_access::extract::{Json, Path, Query};
use parcours_access::{Can, ViewInteractions};
use parcours_interactions::{CustomerId, Interaction, TimelineKey};
use parcours_kernel::{Page, PageQuery, Problem, ProblemBody};

use super::{Api, no_such_customer};

/// A customer's interactions, newest first.
#[utoipa::path(
    get, path = "/api/v1/customers/{id}/interactions", tag = "customers",
    operation_id = "list_customer_interactions",
    params(("id" = CustomerId, Path), PageQuery),
    responses((status = 200, body = Page<Interaction>), (status = 404, body = ProblemBody))
)]
pub(crate) async fn list_customer_interactions(
    State(api): State<Api>,
    _may: Can<ViewInteractions>,
    Path(id): Path<CustomerId>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<Interaction>>, Problem> {
    let customer = api.customers.find(id).await?.ok_or_else(no_such_customer)?;
    let view = api.customers.log().snapshot().await?;
    let rows = view.timeline(customer.id, page.after::<TimelineKey>()?, page.limit() + 1).await?;
    Ok(Json(Page::from_rows(rows, page.limit(), |row| (row.at.as_micros(), row.seq))))
}
