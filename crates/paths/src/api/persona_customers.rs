//! The customers a persona stands for.

use axum::extract::State;
use axum::response::Response;
use parcours_access::extract::Path;
use parcours_access::{Can, ViewInteractions};
use parcours_journeys::PersonaId;
use parcours_kernel::{PageQuery, Problem, ProblemBody};

use super::reports::{FormatQuery, Told};
use crate::api::Api;
use crate::{BehindFigure, CustomersBehind};

/// The customers who have all of a persona's habits, in the order of their ids.
#[utoipa::path(
    get, path = "/api/v1/personas/{id}/customers", tag = "journeys", operation_id = "list_persona_customers",
    params(("id" = PersonaId, Path), PageQuery, FormatQuery),
    responses(
        (status = 200, content((CustomersBehind = "application/json"), (String = "text/csv"))),
        (status = 404, body = ProblemBody),
        (status = 422, description = "`persona_known_by_nothing`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_persona_customers(
    State(api): State<Api>,
    _may: Can<ViewInteractions>,
    Path(id): Path<PersonaId>,
    told: Told,
) -> Result<Response, Problem> {
    let set = api.customers_of(id).await?;
    told.of(&BehindFigure::of(set.as_ref().clone()))
}
