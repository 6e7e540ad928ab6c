//! How reality differs from a map.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewInteractions};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{DriftQuery, DriftReport, QuestionQuery};

/// How reality differs from a map: fitness, deviations, touchpoints nobody reaches, what none claims.
#[utoipa::path(
    get, path = "/api/v1/reports/drift", tag = "reports", operation_id = "report_drift",
    params(PeriodQuery, QuestionQuery, DriftQuery),
    responses((status = 200, body = DriftReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_drift(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<DriftQuery>,
) -> Result<Json<DriftReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.drift(&question, asked).await?))
}
