//! Whole paths.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{QuestionQuery, VariantsQuery, VariantsReport};

/// Whole paths with how many take each, and a few journeys that stand for all.
#[utoipa::path(
    get, path = "/api/v1/reports/variants", tag = "reports", operation_id = "report_variants",
    params(PeriodQuery, QuestionQuery, VariantsQuery),
    responses((status = 200, body = VariantsReport), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn report_variants(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<VariantsQuery>,
) -> Result<Json<VariantsReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.variants(&question, &asked).await?))
}
