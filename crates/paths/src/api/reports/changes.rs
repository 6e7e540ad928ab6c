//! What changed, found without being asked.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{ChangesReport, QuestionQuery};

/// What changed at the touchpoints of a journey: breaks in reach, loss and time, dated, with the
/// segment that explains most of each; strongest first.
///
/// Every touchpoint's daily shares and times, in all and by channel, subject and promoted property, are
/// searched for the days that stand out (Kulldorff's scan statistics, 1997 and 2009). Of what is told
/// one in a hundred is false on the average (Benjamini and Hochberg, over all that was searched); on a
/// shop in which nothing changes two alarms were measured in 1,247 years of a touchpoint. Looks at the
/// last 400 days unless a period is named; whole days only. `cases` and `silence` do not matter here;
/// cases cannot be chosen (`through` and the like are refused).
#[utoipa::path(
    get, path = "/api/v1/reports/changes", tag = "reports", operation_id = "report_changes",
    params(PeriodQuery, QuestionQuery),
    responses((status = 200, body = ChangesReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_changes(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
) -> Result<Json<ChangesReport>, Problem> {
    let says_nothing = period.period.is_none() && period.from.is_none() && period.to.is_none();
    let all = || PeriodQuery { period: Some("all".to_owned()), ..PeriodQuery::default() };
    let period = if says_nothing { all() } else { period };
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.changes(&question).await?))
}
