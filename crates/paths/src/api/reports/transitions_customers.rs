//! Who is behind a figure of transitions.

use axum::extract::State;
use axum::response::Response;
use parcours_access::extract::Query;
use parcours_access::{Can, ViewInteractions};
use parcours_kernel::{PageQuery, PeriodQuery, Problem, ProblemBody};

use super::behind::{FormatQuery, Told};
use crate::api::Api;
use crate::{CustomersBehind, GraphFigureQuery, QuestionQuery};

/// Customers behind a figure of the transitions report: those who did one activity directly after another,
/// did one at all, or began or ended a case with it. In the order of their
/// ids.
#[utoipa::path(
    get, path = "/api/v1/reports/transitions/customers", tag = "reports",
    operation_id = "list_transitions_customers",
    params(PeriodQuery, QuestionQuery, GraphFigureQuery, PageQuery, FormatQuery),
    responses(
        (status = 200, content((CustomersBehind = "application/json"), (String = "text/csv"))),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_transitions_customers(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(figure): Query<GraphFigureQuery>,
    told: Told,
) -> Result<Response, Problem> {
    let question = api.question(&may, query, &period).await?;
    told.of(&api.paths.behind_transitions(&question, &figure).await?)
}
