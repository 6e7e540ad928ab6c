//! What a file would become.

use axum::extract::{Request, State};
use parcours_access::extract::{Json, Query};
use parcours_access::{Can, EditJourneys, Speaks};
use parcours_kernel::{Problem, ProblemBody};

use super::{AboutFile, Api, file};
use crate::service::MapPreview;

/// Reads a file and changes nothing: what it is, the journey it would make and, for a table of another
/// tool, what its columns or rows are taken for.
#[utoipa::path(
    post, path = "/api/v1/journeys/import/preview", tag = "exchange", operation_id = "preview_journey_import",
    params(AboutFile),
    request_body(content = String, content_type = "application/octet-stream", description = "The file itself"),
    responses(
        (status = 200, body = MapPreview),
        (status = 413, description = "`map_file_too_large`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`, or what is wrong with the file", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn preview_journey_import(
    State(api): State<Api>,
    _can: Can<EditJourneys>,
    Speaks(language): Speaks,
    Query(about): Query<AboutFile>,
    request: Request,
) -> Result<Json<MapPreview>, Problem> {
    let ask = about.ask()?;
    let bytes = file(request).await?;
    api.exchange.preview(bytes, ask, language).await.map(Json)
}
