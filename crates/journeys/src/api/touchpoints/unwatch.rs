//! A touchpoint, followed no more.

use axum::extract::State;
use parcours_access::SignedIn;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Viewable};
use crate::model::{TouchpointId, Watchers};

/// Follows a touchpoint no more; again is no mistake.
#[utoipa::path(
    delete, path = "/api/v1/touchpoints/{id}/watch", tag = "journeys", operation_id = "unwatch_touchpoint",
    params(("id" = TouchpointId, Path)),
    responses(
        (status = 200, body = Watchers),
        (status = 404, description = "`touchpoint_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn unwatch_touchpoint(
    State(api): State<Api>,
    Viewable { id, .. }: Viewable<TouchpointId>,
    SignedIn(user): SignedIn,
) -> Result<Json<Watchers>, Problem> {
    api.journeys.watch(id, &user, false).await.map(Json)
}
