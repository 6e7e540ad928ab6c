//! `GET /api/v1/imports`.

use axum::extract::State;
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, ImportFiles, Speaks};
use parcours_kernel::{Page, PageQuery, Problem};

use crate::{Import, Tracking};

/// File imports, newest first.
#[utoipa::path(
    get, path = "/api/v1/imports", operation_id = "list_imports", tag = "imports",
    params(PageQuery),
    responses((status = 200, body = Page<Import>))
)]
pub(crate) async fn list_imports(
    State(tracking): State<Tracking>,
    _can: Can<ImportFiles>,
    Speaks(language): Speaks,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<Import>>, Problem> {
    Ok(Json(tracking.imports(&page, language).await?))
}
