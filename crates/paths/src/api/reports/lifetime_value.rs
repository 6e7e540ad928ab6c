//! What customers will be worth.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, Speaks, ViewInteractions};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};

use crate::api::Api;
use crate::{LifetimeQuery, LifetimeReport, QuestionQuery};

/// Who is still a customer, how often they will buy and what that is worth: BG/NBD and Gamma-Gamma,
/// fitted now.
#[utoipa::path(
    get, path = "/api/v1/reports/lifetime-value", tag = "reports", operation_id = "report_lifetime_value",
    params(PeriodQuery, QuestionQuery, LifetimeQuery),
    responses(
        (status = 200, body = LifetimeReport),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "Nobody has bought a second time"),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn report_lifetime_value(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Speaks(language): Speaks,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<LifetimeQuery>,
) -> Result<Json<LifetimeReport>, Problem> {
    let question = api.question(&may, query, &period).await?;
    Ok(Json(api.paths.lifetime_value(&question, &asked, language).await?))
}
