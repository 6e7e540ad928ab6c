//! How many customers stand where.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{MapVersion, PositionReport, QuestionQuery};

/// How many customers stand at each touchpoint now: active, waiting, quiet, or at the goal. Of a journey
/// the published version counts, or the draft before the first. Of a journey and nothing else the answer is
/// what is kept current; with a period, a channel or by kind it is worked out for the question.
#[utoipa::path(
    get, path = "/api/v1/reports/position", tag = "reports", operation_id = "report_position",
    params(PeriodQuery, QuestionQuery),
    responses(
        (status = 200, body = PositionReport),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "Worked out for the first time: try again"),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn report_position(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
) -> Result<Json<PositionReport>, Problem> {
    let said = period.period.is_some() || period.from.is_some() || period.to.is_some();
    let all = PeriodQuery { period: Some("all".to_owned()), ..PeriodQuery::default() };
    let version = match (query.journey, query.version) {
        (Some(id), None) => api.journey_that_counts(&may, id).await?,
        (_, version) => version.unwrap_or_default(),
    };
    // What is kept is of the version that counts; a draft that somebody asks for is not.
    let is_kept = query.version != Some(MapVersion::Draft);
    let query = QuestionQuery { version: Some(version), ..query };
    let question = api.question(&may, query, if said { &period } else { &all }).await?;
    Ok(Json(match question.whole_journey().filter(|_| is_kept) {
        Some(journey) => api.positions.standing(journey).await?,
        None => api.paths.position(&question).await?,
    }))
}
