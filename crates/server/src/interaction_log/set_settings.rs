//! New thresholds for the log.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ManageSystem};
use parcours_interactions::LogSettings;
use parcours_kernel::{Problem, ProblemBody};

use super::Api;

/// Sets the log's thresholds and brings it to them; what is left out goes back to its default.
#[utoipa::path(
    put, path = "/api/v1/log/settings", tag = "system", operation_id = "set_log_settings",
    request_body = LogSettings,
    responses((status = 200, body = LogSettings), (status = 422, body = ProblemBody))
)]
pub(crate) async fn set_log_settings(
    State(api): State<Api>,
    can: Can<ManageSystem>,
    Json(settings): Json<LogSettings>,
) -> Result<Json<LogSettings>, Problem> {
    Ok(Json(api.keeping.set(&*can, settings).await?))
}
