//! How far customers get along some steps.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{FunnelQuery, FunnelReport, QuestionQuery};

/// How far customers get along some steps, within a time (funnel).
#[utoipa::path(
    get, path = "/api/v1/reports/funnel", tag = "reports", operation_id = "report_funnel",
    params(PeriodQuery, QuestionQuery, FunnelQuery),
    responses((status = 200, body = FunnelReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_funnel(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<FunnelQuery>,
) -> Result<Json<FunnelReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.funnel(&question, &asked).await?))
}
