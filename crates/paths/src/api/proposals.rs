//! Touchpoints that the data suggests for a journey.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_journeys::{JourneyId, Viewable};
use parcours_kernel::{Language, PeriodQuery, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Api;
use crate::MapVersion;
use crate::proposals::{Proposals, Thresholds};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wording {
    /// The language of the names; the journey's, or the caller's, when left out.
    pub(super) language: Option<Language>,
}

/// Touchpoints for what customers do and the journey does not show yet, stage by stage.
#[utoipa::path(
    get, path = "/api/v1/journeys/{id}/proposals", tag = "figures", operation_id = "propose_touchpoints",
    params(("id" = JourneyId, Path), PeriodQuery, Thresholds, Wording),
    responses((status = 200, body = Proposals), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(crate) async fn propose_touchpoints(
    State(api): State<Api>,
    Viewable { id, caller, .. }: Viewable<JourneyId>,
    Query(period): Query<PeriodQuery>,
    Query(thresholds): Query<Thresholds>,
    Query(wording): Query<Wording>,
) -> Result<Json<Proposals>, Problem> {
    let journey = api.journey(&caller, id, MapVersion::Draft).await?;
    let period = api.paths.period(&period).await?;
    let language = wording.language.unwrap_or(journey.language);
    Ok(Json(api.paths.proposals(Some(&journey), period, thresholds, language).await?))
}
