//! A change of what one wishes to hear of.

use axum::extract::State;
use parcours_access::SignedIn;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{MailWish, NoticeSettings, Notices};

/// What changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeSettingsPatch {
    /// When mail comes.
    mail: MailWish,
}

/// Says when mail is to come.
#[utoipa::path(
    patch, path = "/api/v1/me/notices", tag = "together", operation_id = "change_notice_settings",
    request_body = NoticeSettingsPatch,
    responses((status = 200, body = NoticeSettings), (status = 422, body = ProblemBody))
)]
pub(crate) async fn change_notice_settings(
    State(notices): State<Notices>,
    SignedIn(user): SignedIn,
    Json(wish): Json<NoticeSettingsPatch>,
) -> Result<Json<NoticeSettings>, Problem> {
    Ok(Json(notices.set_mail(user.id, wish.mail).await?))
}
