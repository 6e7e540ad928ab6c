//! Who gets as far as a step of a funnel.

use axum::extract::State;
use axum::response::Response;
use parcours_access::extract::Query;
use parcours_access::{Can, ViewInteractions};
use parcours_kernel::{PageQuery, PeriodQuery, Problem, ProblemBody};

use super::behind::{FormatQuery, Told};
use crate::api::Api;
use crate::{CustomersBehind, FunnelFigureQuery, FunnelQuery, QuestionQuery};

/// Customers behind a step of a funnel: those who get there or further, or no further. In the order of their
/// ids.
#[utoipa::path(
    get, path = "/api/v1/reports/funnel/customers", tag = "reports",
    operation_id = "list_funnel_customers",
    params(PeriodQuery, QuestionQuery, FunnelQuery, FunnelFigureQuery, PageQuery, FormatQuery),
    responses(
        (status = 200, content((CustomersBehind = "application/json"), (String = "text/csv"))),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_funnel_customers(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<FunnelQuery>,
    Query(figure): Query<FunnelFigureQuery>,
    told: Told,
) -> Result<Response, Problem> {
    let question = api.question(&may, query, &period).await?;
    told.of(&api.paths.behind_funnel(&question, &asked, &figure).await?)
}
