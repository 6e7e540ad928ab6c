//! How long interactions are kept.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ViewJourneys};
use parcours_interactions::RetentionRule;
use parcours_kernel::{Page, Problem};

use super::Api;

/// All rules of retention, oldest first.
#[utoipa::path(
    get, path = "/api/v1/log/retention-rules", tag = "system", operation_id = "list_retention_rules",
    responses((status = 200, body = Page<RetentionRule>))
)]
pub(crate) async fn list_retention_rules(
    State(api): State<Api>,
    _may: Can<ViewJourneys>,
) -> Result<Json<Page<RetentionRule>>, Problem> {
    Ok(Json(Page { items: RetentionRule::all(&api.database).await?, next: None }))
}
