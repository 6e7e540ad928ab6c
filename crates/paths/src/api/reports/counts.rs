//! How much of what happened when.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{CountsQuery, CountsReport, QuestionQuery};

/// How much of what happened when: interactions, customers and values by period and activity.
#[utoipa::path(
    get, path = "/api/v1/reports/counts", tag = "reports", operation_id = "report_counts",
    params(PeriodQuery, QuestionQuery, CountsQuery),
    responses((status = 200, body = CountsReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_counts(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<CountsQuery>,
) -> Result<Json<CountsReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.counts(&question, &asked).await?))
}
