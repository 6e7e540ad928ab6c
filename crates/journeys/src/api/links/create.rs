//! A new link.

use axum::extract::State;
use http::StatusCode;
use parcours_access::Actor;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Editable};
use crate::model::{JourneyId, Link, NewLink};

/// Draws a link between two touchpoints; one that is there already gets the new label.
#[utoipa::path(
    post, path = "/api/v1/journeys/{id}/links", tag = "journeys", operation_id = "create_link",
    params(("id" = JourneyId, Path)),
    request_body = NewLink,
    responses(
        (status = 201, body = Link),
        (status = 404, description = "`journey_not_found`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create_link(
    State(api): State<Api>,
    Editable { id, caller }: Editable<JourneyId>,
    Json(body): Json<NewLink>,
) -> Result<(StatusCode, Json<Link>), Problem> {
    let link = api.journeys.add_link(id, body, &Actor::from(&caller)).await?;
    Ok((StatusCode::CREATED, Json(link)))
}
