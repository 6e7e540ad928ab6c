//! Who is in a group of those who bought.

use axum::extract::State;
use axum::response::Response;
use parcours_access::extract::Query;
use parcours_access::{Can, ViewInteractions};
use parcours_kernel::{PageQuery, PeriodQuery, Problem, ProblemBody};

use super::behind::{FormatQuery, Told};
use crate::api::Api;
use crate::{CustomersBehind, LifetimeFigureQuery, LifetimeQuery, QuestionQuery};

/// Customers who ever bought: all, or those of a group by how lately and how often. In the order of their
/// ids.
#[utoipa::path(
    get, path = "/api/v1/reports/lifetime-value/customers", tag = "reports",
    operation_id = "list_lifetime_value_customers",
    params(PeriodQuery, QuestionQuery, LifetimeQuery, LifetimeFigureQuery, PageQuery, FormatQuery),
    responses(
        (status = 200, content((CustomersBehind = "application/json"), (String = "text/csv"))),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_lifetime_value_customers(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<LifetimeQuery>,
    Query(figure): Query<LifetimeFigureQuery>,
    told: Told,
) -> Result<Response, Problem> {
    let question = api.question(&may, query, &period).await?;
    told.of(&api.paths.behind_lifetime_value(&question, &asked, &figure).await?)
}
