//! A whole map that the data suggests.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, Speaks, ViewJourneys};
use parcours_kernel::{Period, PeriodQuery, Problem, ProblemBody};

use super::Api;
use super::proposals::Wording;
use crate::proposals::{Proposals, Thresholds};

/// A whole map from the data: of all of time unless a period is given.
#[utoipa::path(
    get, path = "/api/v1/proposals", tag = "figures", operation_id = "propose_map",
    params(PeriodQuery, Thresholds, Wording),
    responses((status = 200, body = Proposals), (status = 422, body = ProblemBody))
)]
pub(crate) async fn propose_map(
    State(api): State<Api>,
    _may: Can<ViewJourneys>,
    Speaks(language): Speaks,
    Query(period): Query<PeriodQuery>,
    Query(thresholds): Query<Thresholds>,
    Query(wording): Query<Wording>,
) -> Result<Json<Proposals>, Problem> {
    let said = period.period.is_some() || period.from.is_some() || period.to.is_some();
    let period = if said { api.paths.period(&period).await? } else { Period::ALL };
    let language = wording.language.unwrap_or(language);
    Ok(Json(api.paths.proposals(None, period, thresholds, language).await?))
}
