//! How probable it is that a goal is reached from a position.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{GoalQuery, GoalReport, QuestionQuery};

/// How probable it is that a goal is reached from a position, how sure that is, and how each next step
/// changes it.
#[utoipa::path(
    get, path = "/api/v1/reports/goal", tag = "reports", operation_id = "report_goal",
    params(PeriodQuery, QuestionQuery, GoalQuery),
    responses((status = 200, body = GoalReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_goal(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<GoalQuery>,
) -> Result<Json<GoalReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.goal(&question, &asked).await?))
}
