//! Who is where in a step of the flows.

use axum::extract::State;
use axum::response::Response;
use parcours_access::extract::Query;
use parcours_access::{Can, ViewInteractions};
use parcours_kernel::{PageQuery, PeriodQuery, Problem, ProblemBody};

use super::behind::{FormatQuery, Told};
use crate::api::Api;
use crate::{CustomersBehind, FlowFigureQuery, FlowsQuery, QuestionQuery};

/// Customers behind a step of the flows: those who are at an activity in it, those who go on from there to
/// another, or those whose way is over there. In the order of their ids.
#[utoipa::path(
    get, path = "/api/v1/reports/flows/customers", tag = "reports",
    operation_id = "list_flows_customers",
    params(PeriodQuery, QuestionQuery, FlowsQuery, FlowFigureQuery, PageQuery, FormatQuery),
    responses(
        (status = 200, content((CustomersBehind = "application/json"), (String = "text/csv"))),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_flows_customers(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<FlowsQuery>,
    Query(figure): Query<FlowFigureQuery>,
    told: Told,
) -> Result<Response, Problem> {
    let question = api.question(&may, query, &period).await?;
    told.of(&api.paths.behind_flows(&question, &asked, &figure).await?)
}
