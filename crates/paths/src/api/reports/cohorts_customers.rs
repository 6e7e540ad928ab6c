//! Who is behind a cell of the table of cohorts.

use axum::extract::State;
use axum::response::Response;
use parcours_access::extract::Query;
use parcours_access::{Can, ViewInteractions};
use parcours_kernel::{PageQuery, PeriodQuery, Problem, ProblemBody};

use super::behind::{FormatQuery, Told};
use crate::api::Api;
use crate::{CohortFigureQuery, CohortsQuery, CustomersBehind, QuestionQuery};

/// Customers of a cohort: all, those who came back in one period, or those who did not. In the order of their
/// ids.
#[utoipa::path(
    get, path = "/api/v1/reports/cohorts/customers", tag = "reports",
    operation_id = "list_cohorts_customers",
    params(PeriodQuery, QuestionQuery, CohortsQuery, CohortFigureQuery, PageQuery, FormatQuery),
    responses(
        (status = 200, content((CustomersBehind = "application/json"), (String = "text/csv"))),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_cohorts_customers(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<CohortsQuery>,
    Query(figure): Query<CohortFigureQuery>,
    told: Told,
) -> Result<Response, Problem> {
    let question = api.question(&may, query, &period).await?;
    told.of(&api.paths.behind_cohorts(&question, &asked, &figure).await?)
}
