//! The log in figures.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ViewJourneys};
use parcours_interactions::LogStatus;
use parcours_kernel::Problem;

use super::Api;

/// Where the log's files lie, how many rows they hold, what upkeep is still to do.
#[utoipa::path(
    get, path = "/api/v1/log", tag = "system", operation_id = "get_log",
    responses((status = 200, body = LogStatus))
)]
pub(crate) async fn get_log(
    State(api): State<Api>,
    _may: Can<ViewJourneys>,
) -> Result<Json<LogStatus>, Problem> {
    Ok(Json(api.keeping.log().status().await?))
}
