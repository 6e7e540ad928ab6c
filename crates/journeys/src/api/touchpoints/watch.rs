//! A touchpoint, followed.

use axum::extract::State;
use parcours_access::SignedIn;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Viewable};
use crate::model::{TouchpointId, Watchers};

/// Follows a touchpoint; again is no mistake.
#[utoipa::path(
    put, path = "/api/v1/touchpoints/{id}/watch", tag = "journeys", operation_id = "watch_touchpoint",
    params(("id" = TouchpointId, Path)),
    responses(
        (status = 200, body = Watchers),
        (status = 404, description = "`touchpoint_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn watch_touchpoint(
    State(api): State<Api>,
    Viewable { id, .. }: Viewable<TouchpointId>,
    SignedIn(user): SignedIn,
) -> Result<Json<Watchers>, Problem> {
    api.journeys.watch(id, &user, true).await.map(Json)
}
