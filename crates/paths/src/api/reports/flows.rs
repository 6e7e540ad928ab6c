//! Flows step after step.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{FlowsQuery, FlowsReport, QuestionQuery};

/// Where customers are step after step, from where each case begins or from an activity onward or back,
/// and what goes between: what a Sankey diagram draws.
#[utoipa::path(
    get, path = "/api/v1/reports/flows", tag = "reports", operation_id = "report_flows",
    params(PeriodQuery, QuestionQuery, FlowsQuery),
    responses((status = 200, body = FlowsReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_flows(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<FlowsQuery>,
) -> Result<Json<FlowsReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.flows(&question, &asked).await?))
}
