//! Maps that the data suggests.

use axum::extract::State;
use parcours_access::extract::{Json, Path, Query};
use parcours_access::{Can, Speaks, ViewJourneys};
use parcours_journeys::JourneyId;
use parcours_kernel::{Language, Period, PeriodQuery, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Api;
use crate::MapVersion;
use crate::proposals::{Proposals, Thresholds};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wording {
    /// The language of the names; the journey's, or the caller's, when left out.
    language: Option<Language>,
}

/// Touchpoints for what customers do and the journey does not show yet, stage by stage.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/proposals", tag = "figures", operation_id = "propose_touchpoints",
    params(("id" = JourneyId, Path), PeriodQuery, Thresholds, Wording),
    responses((status = 200, body = Proposals), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn propose_touchpoints(
    State(api): State<Api>,
    _may: Can<ViewJourneys>,
    Path(id): Path<JourneyId>,
    Query(period): Query<PeriodQuery>,
    Query(thresholds): Query<Thresholds>,
    Query(wording): Query<Wording>,
) -> Result<Json<Proposals>, Problem> {
    let journey = api.journey(id, MapVersion::Draft).await?;
    let period = api.paths.period(&period).await?;
    let language = wording.language.unwrap_or(journey.language);
    Ok(Json(api.paths.proposals(Some(&journey), period, thresholds, language).await?))
}

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
