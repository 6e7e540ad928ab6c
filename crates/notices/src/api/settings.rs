//! What one wishes to hear of.

use axum::extract::State;
use parcours_access::SignedIn;
use parcours_access::extract::Json;
use parcours_kernel::Problem;

use crate::{NoticeSettings, Notices};

/// Tells when mail comes, and what is muted.
#[utoipa::path(
    get, path = "/api/v1/me/notices", tag = "together", operation_id = "get_notice_settings",
    responses((status = 200, body = NoticeSettings))
)]
pub(crate) async fn get_notice_settings(
    State(notices): State<Notices>,
    SignedIn(user): SignedIn,
) -> Result<Json<NoticeSettings>, Problem> {
    Ok(Json(notices.settings(user.id).await?))
}
