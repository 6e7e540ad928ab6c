//! What directly follows what.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{QuestionQuery, TransitionsReport};

/// Which activity directly follows which, how often and after how long (directly-follows graph).
#[utoipa::path(
    get, path = "/api/v1/reports/transitions", tag = "reports", operation_id = "report_transitions",
    params(PeriodQuery, QuestionQuery),
    responses((status = 200, body = TransitionsReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_transitions(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
) -> Result<Json<TransitionsReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.transitions(&question).await?))
}
