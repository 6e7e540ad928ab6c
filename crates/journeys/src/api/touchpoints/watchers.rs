//! Who follows a touchpoint.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};

use crate::api::{Api, Viewable};
use crate::model::{TouchpointId, Watchers};

/// Who follows a touchpoint, by name.
#[utoipa::path(
    get, path = "/api/v1/touchpoints/{id}/watchers", tag = "journeys", operation_id = "list_watchers",
    params(("id" = TouchpointId, Path)),
    responses(
        (status = 200, body = Watchers),
        (status = 404, description = "`touchpoint_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_watchers(
    State(api): State<Api>,
    Viewable { id, caller, .. }: Viewable<TouchpointId>,
) -> Result<Json<Watchers>, Problem> {
    api.journeys.watchers(id, caller.user()).await.map(Json)
}
