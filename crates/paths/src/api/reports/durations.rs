//! How long it takes from one thing to another.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{DurationsQuery, DurationsReport, QuestionQuery};

/// How long it takes from one activity to another, as a distribution.
#[utoipa::path(
    get, path = "/api/v1/reports/durations", tag = "reports", operation_id = "report_durations",
    params(PeriodQuery, QuestionQuery, DurationsQuery),
    responses((status = 200, body = DurationsReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_durations(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<DurationsQuery>,
) -> Result<Json<DurationsReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.durations(&question, &asked).await?))
}
