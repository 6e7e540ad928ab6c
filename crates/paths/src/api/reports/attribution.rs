//! Which touches conversions are owed to.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{AttributionQuery, AttributionReport, QuestionQuery};

/// Which touches conversions are owed to, under six models side by side.
#[utoipa::path(
    get, path = "/api/v1/reports/attribution", tag = "reports", operation_id = "report_attribution",
    params(PeriodQuery, QuestionQuery, AttributionQuery),
    responses((status = 200, body = AttributionReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_attribution(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<AttributionQuery>,
) -> Result<Json<AttributionReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.attribution(&question, &asked).await?))
}
