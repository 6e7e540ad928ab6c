//! The organisation's time zone.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ManageSystem, audit};
use parcours_kernel::{Problem, ProblemBody, Text};
use parcours_storage::{Settings, Topic};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{Api, SystemStatus, status};

#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SystemPatch {
    /// An IANA name, such as `Europe/Paris`.
    time_zone: Option<String>,
}

/// Changes settings of the installation.
#[utoipa::path(
    patch, path = "/api/v1/system", tag = "system", operation_id = "set_system",
    request_body = SystemPatch,
    responses((status = 200, body = SystemStatus), (status = 422, body = ProblemBody))
)]
pub(crate) async fn set_system(
    State(api): State<Api>,
    can: Can<ManageSystem>,
    Json(patch): Json<SystemPatch>,
) -> Result<Json<SystemStatus>, Problem> {
    if let Some(name) = patch.time_zone {
        let mut work = api.database.begin().await?;
        if !Settings::set_time_zone(&work, &name).await? {
            return Err(Problem::invalid(
                "time_zone",
                "unknown_time_zone",
                Text::new(
                    format!(
                        "“{name}” is not a time zone. Write its IANA name, such as Europe/Paris."
                    ),
                    format!(
                        "«\u{202f}{name}\u{202f}» n’est pas un fuseau horaire. Écrivez son nom IANA, par exemple Europe/Paris."
                    ),
                ),
            ));
        }
        audit::record(
            &work,
            &api.env,
            &*can,
            "system.time_zone_set",
            "system",
            None,
            json!({ "time_zone": name }),
        )
        .await?;
        // Days moved: all figures did.
        work.note_change(Topic::Interactions, None);
        work.commit(&api.env).await?;
    }
    Ok(Json(status(&api).await?))
}
