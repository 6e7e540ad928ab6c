//! Who deviates from a map in one way.

use axum::extract::State;
use axum::response::Response;
use parcours_access::extract::Query;
use parcours_access::{Can, ViewInteractions};
use parcours_kernel::{PageQuery, PeriodQuery, Problem, ProblemBody};

use super::behind::{FormatQuery, Told};
use crate::api::Api;
use crate::{CustomersBehind, DriftFigureQuery, QuestionQuery};

/// Customers behind a finding of the drift report: a deviation, or something that no touchpoint claims. In the order of their
/// ids.
#[utoipa::path(
    get, path = "/api/v1/reports/drift/customers", tag = "reports",
    operation_id = "list_drift_customers",
    params(PeriodQuery, QuestionQuery, DriftFigureQuery, PageQuery, FormatQuery),
    responses(
        (status = 200, content((CustomersBehind = "application/json"), (String = "text/csv"))),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_drift_customers(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(figure): Query<DriftFigureQuery>,
    told: Told,
) -> Result<Response, Problem> {
    let question = api.question(&may, query, &period).await?;
    told.of(&api.paths.behind_drift(&question, &figure).await?)
}
