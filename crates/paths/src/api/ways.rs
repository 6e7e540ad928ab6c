//! The ways of some customers through a journey.

use axum::extract::State;
use parcours_access::ViewInteractions;
use parcours_access::extract::{Json, Query};
use parcours_interactions::CustomerId;
use parcours_journeys::{JourneyId, Viewable};
use parcours_kernel::{Problem, ProblemBody, Text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Api;
use crate::CustomerWay;

/// Customers of one call: a page of them.
const MOST: usize = 50;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfCustomers {
    /// Whose: ids with commas between, 50 at most.
    customers: String,
}

/// Ways of customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerWays {
    /// In the order in which they were asked for.
    items: Vec<CustomerWay>,
}

/// What some customers did in a journey, touchpoint after touchpoint: by the published map, or the draft
/// where there is none.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/ways", tag = "figures", operation_id = "list_customer_ways",
    params(("id" = JourneyId, Path), OfCustomers),
    responses(
        (status = 200, body = CustomerWays),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "Positions are still being found", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_customer_ways(
    State(api): State<Api>,
    Viewable { id, .. }: Viewable<JourneyId, ViewInteractions>,
    Query(of): Query<OfCustomers>,
) -> Result<Json<CustomerWays>, Problem> {
    let customers = named(&of.customers)?;
    Ok(Json(CustomerWays { items: api.positions.ways(id, &customers).await? }))
}

fn named(list: &str) -> Result<Vec<CustomerId>, Problem> {
    let ids: Vec<&str> = list.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    if ids.is_empty() || ids.len() > MOST {
        return Err(Problem::invalid(
            "customers",
            "out_of_range",
            Text::new(
                "Name 1 to 50 customers, with commas between.",
                "Nommez de 1 à 50 clients, séparés par des virgules.",
            ),
        ));
    }
    ids.into_iter()
        .map(|id| {
            id.parse().map_err(|_| {
                Problem::invalid(
                    "customers",
                    "invalid_id",
                    Text::new(
                        format!("“{id}” is no customer’s id."),
                        format!("«\u{202f}{id}\u{202f}» n’est pas l’identifiant d’un client."),
                    ),
                )
            })
        })
        .collect()
}
