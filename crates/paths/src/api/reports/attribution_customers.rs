//! Who is behind a figure of attribution.

use axum::extract::State;
use axum::response::Response;
use parcours_access::extract::Query;
use parcours_access::{Can, ViewInteractions};
use parcours_kernel::{PageQuery, PeriodQuery, Problem, ProblemBody};

use super::behind::{FormatQuery, Told};
use crate::api::Api;
use crate::{AttributionQuery, CreditFigureQuery, CustomersBehind, QuestionQuery};

/// Customers who converted after one activity or channel, without any, or who did not. In the order of
/// their ids.
#[utoipa::path(
    get, path = "/api/v1/reports/attribution/customers", tag = "reports",
    operation_id = "list_attribution_customers",
    params(PeriodQuery, QuestionQuery, AttributionQuery, CreditFigureQuery, PageQuery, FormatQuery),
    responses(
        (status = 200, content((CustomersBehind = "application/json"), (String = "text/csv"))),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_attribution_customers(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<AttributionQuery>,
    Query(figure): Query<CreditFigureQuery>,
    told: Told,
) -> Result<Response, Problem> {
    let question = api.question(&may, query, &period).await?;
    told.of(&api.paths.behind_attribution(&question, &asked, &figure).await?)
}
