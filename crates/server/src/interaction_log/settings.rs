//! The log's thresholds.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ViewJourneys};
use parcours_interactions::LogSettings;
use parcours_kernel::Problem;

use super::Api;

/// When rows are sealed, how large files grow, how long messages are remembered.
#[utoipa::path(
    get, path = "/api/v1/log/settings", tag = "system", operation_id = "get_log_settings",
    responses((status = 200, body = LogSettings))
)]
pub(crate) async fn get_log_settings(
    State(api): State<Api>,
    _may: Can<ViewJourneys>,
) -> Result<Json<LogSettings>, Problem> {
    Ok(Json(LogSettings::read(&api.database).await?))
}
