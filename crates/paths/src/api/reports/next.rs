//! What customers do next after the same steps.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{NextQuery, NextReport, QuestionQuery};

/// What customers do next after the same steps: the three most probable, the end included.
#[utoipa::path(
    get, path = "/api/v1/reports/next", tag = "reports", operation_id = "report_next",
    params(PeriodQuery, QuestionQuery, NextQuery),
    responses((status = 200, body = NextReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_next(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<NextQuery>,
) -> Result<Json<NextReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.next(&question, &asked).await?))
}
