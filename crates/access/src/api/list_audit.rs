//! `GET /api/v1/audit`.

use axum::extract::State;
use parcours_kernel::{Page, PageQuery, Problem};

use crate::audit::AuditEntry;
use crate::extract::{Json, Query};
use crate::permission::ReadAudit;
use crate::{Access, Can, store};

/// Lists who changed what, the newest first.
#[utoipa::path(
    get, path = "/api/v1/audit", operation_id = "list_audit", tag = "people", params(PageQuery),
    responses((status = 200, body = Page<AuditEntry>))
)]
pub(super) async fn list_audit(
    _can: Can<ReadAudit>,
    State(access): State<Access>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<AuditEntry>>, Problem> {
    store::audit::page(&access.database, None, &query).await.map(Json)
}
