//! What one has read.

use axum::extract::State;
use http::StatusCode;
use parcours_access::SignedIn;
use parcours_access::extract::Json;
use parcours_kernel::{Problem, ProblemBody, Text};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{NoticeId, Notices};

const MOST: usize = 200;

/// Which were read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReadNotices {
    /// These, 200 at most; all when left out.
    ids: Option<Vec<NoticeId>>,
}

/// Notes that one has read some notices, or all of them.
#[utoipa::path(
    post, path = "/api/v1/notices/read", tag = "together", operation_id = "read_notices",
    request_body = ReadNotices,
    responses((status = 204), (status = 422, body = ProblemBody))
)]
pub(crate) async fn read_notices(
    State(notices): State<Notices>,
    SignedIn(reader): SignedIn,
    Json(wish): Json<ReadNotices>,
) -> Result<StatusCode, Problem> {
    if wish.ids.as_ref().is_some_and(|ids| ids.len() > MOST) {
        let text = Text::new("Name 200 notices at most.", "Nommez 200 avis au plus.");
        return Err(Problem::invalid("ids", "too_many", text));
    }
    notices.read(reader.id, wish.ids.as_deref()).await?;
    Ok(StatusCode::NO_CONTENT)
}
