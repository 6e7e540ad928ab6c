//! Who takes how long.

use axum::extract::State;
use axum::response::Response;
use parcours_access::extract::Query;
use parcours_access::{Can, ViewInteractions};
use parcours_kernel::{PageQuery, PeriodQuery, Problem, ProblemBody};

use super::behind::{FormatQuery, Told};
use crate::api::Api;
use crate::{CustomersBehind, DurationFigureQuery, DurationsQuery, QuestionQuery};

/// Customers who take as long from one activity to another, or never get there. In the order of their ids.
#[utoipa::path(
    get, path = "/api/v1/reports/durations/customers", tag = "reports",
    operation_id = "list_durations_customers",
    params(PeriodQuery, QuestionQuery, DurationsQuery, DurationFigureQuery, PageQuery, FormatQuery),
    responses(
        (status = 200, content((CustomersBehind = "application/json"), (String = "text/csv"))),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(crate) async fn list_durations_customers(
    State(api): State<Api>,
    may: Can<ViewInteractions>,
    Query(period): Query<PeriodQuery>,
    Query(query): Query<QuestionQuery>,
    Query(asked): Query<DurationsQuery>,
    Query(figure): Query<DurationFigureQuery>,
    told: Told,
) -> Result<Response, Problem> {
    let question = api.question(&may, query, &period).await?;
    told.of(&api.paths.behind_durations(&question, &asked, &figure).await?)
}
