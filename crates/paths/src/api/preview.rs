//! What signals would match, asked while they are typed.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ViewJourneys};
use parcours_journeys::{JourneyId, Signal, TouchpointId};
use parcours_kernel::{PeriodQuery, Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Api;
use crate::{MapVersion, SignalPreview};

#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SignalPreviewRequest {
    /// The signals, any of which may match.
    signals: Vec<Signal>,
    /// The journey they are for: tells what other touchpoints claim.
    journey_id: Option<JourneyId>,
    /// The touchpoint they are for: its own claims are left out.
    touchpoint_id: Option<TouchpointId>,
    /// As in the figures: `30d`, `all`, …
    period: Option<String>,
}

/// How many interactions and customers signals match.
#[utoipa::path(
    post, path = "/api/v1/signals/preview", tag = "figures", operation_id = "preview_signals",
    request_body = SignalPreviewRequest,
    responses((status = 200, body = SignalPreview), (status = 422, body = ProblemBody))
)]
pub(crate) async fn preview_signals(
    State(api): State<Api>,
    may: Can<ViewJourneys>,
    Json(request): Json<SignalPreviewRequest>,
) -> Result<Json<SignalPreview>, Problem> {
    let signals = Signal::checked(request.signals)?;
    let journey = match request.journey_id {
        Some(id) => Some(api.journey(&may, id, MapVersion::Draft).await?),
        None => None,
    };
    let query = PeriodQuery { period: request.period, ..PeriodQuery::default() };
    let period = api.paths.period(&query).await?;
    let preview =
        api.paths.preview(&signals, journey.as_ref(), request.touchpoint_id, period).await?;
    Ok(Json(preview))
}
