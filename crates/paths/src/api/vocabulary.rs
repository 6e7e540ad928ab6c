//! Suggestions for the signal editor.

use axum::extract::State;
use parcours_access::extract::Json;
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::Problem;

use super::Api;
use crate::Vocabulary;

/// The words that signals can be made of: kinds, channels, subjects and properties seen so far.
#[utoipa::path(
    get, path = "/api/v1/vocabulary", tag = "figures", operation_id = "get_vocabulary",
    responses((status = 200, body = Vocabulary))
)]
pub(crate) async fn get_vocabulary(
    State(api): State<Api>,
    _may: Can<ViewJourneys>,
) -> Result<Json<Vocabulary>, Problem> {
    Ok(Json(api.paths.vocabulary().await?))
}
