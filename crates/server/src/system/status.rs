//! The state of the installation.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::Problem;

use super::{Api, SystemStatus, status};

/// Version, database, time zone, volumes and jobs.
#[utoipa::path(
    get, path = "/api/v1/system", tag = "system", operation_id = "get_system",
    responses((status = 200, body = SystemStatus))
)]
pub(crate) async fn get_system(
    State(api): State<Api>,
    _may: Can<ViewJourneys>,
) -> Result<Json<SystemStatus>, Problem> {
    Ok(Json(status(&api).await?))
}
