//! What one should know.

use axum::extract::State;
use parcours_access::SignedIn;
use parcours_access::extract::{Json, Query};
use parcours_kernel::{PageQuery, Problem, ProblemBody};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Notice, Notices};

/// `?unread=true`
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NoticesQuery {
    /// Only those that one has not read.
    unread: Option<bool>,
}

/// A page of notices.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticesPage {
    /// How many one has not read, on all pages.
    unread: u64,
    /// Newest first.
    items: Vec<Notice>,
    /// What to send as `cursor` for those after these; null at the end.
    next: Option<String>,
}

/// Lists what one should know, newest first.
#[utoipa::path(
    get, path = "/api/v1/notices", tag = "together", operation_id = "list_notices",
    params(NoticesQuery, PageQuery),
    responses((status = 200, body = NoticesPage), (status = 422, body = ProblemBody))
)]
pub(crate) async fn list_notices(
    State(notices): State<Notices>,
    SignedIn(reader): SignedIn,
    Query(wish): Query<NoticesQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<NoticesPage>, Problem> {
    let unread = notices.unread(reader.id).await?;
    let found = notices.list(&reader, wish.unread.unwrap_or_default(), &page).await?;
    Ok(Json(NoticesPage { unread, items: found.items, next: found.next }))
}
