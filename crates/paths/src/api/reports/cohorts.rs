//! Who came back.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{CohortsQuery, CohortsReport, QuestionQuery};

/// Who came back how long after they began (retention by cohort).
#[utoipa::path(
    get, path = "/api/v1/reports/cohorts", tag = "reports", operation_id = "report_cohorts",
    params(PeriodQuery, QuestionQuery, CohortsQuery),
    responses((status = 200, body = CohortsReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_cohorts(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<CohortsQuery>,
) -> Result<Json<CohortsReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.cohorts(&question, &asked).await?))
}
