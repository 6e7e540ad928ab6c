//! A journey from a file.

use axum::extract::{Request, State};
use http::StatusCode;
use parcours_access::extract::{Json, Query};
use parcours_access::{Actor, Can, EditJourneys, Speaks};
use parcours_kernel::{Problem, ProblemBody};

use super::{AboutFile, Api, file};
use crate::service::Imported;

/// Makes a journey of a file: JSON or CSV of Parcours, CJML 2.0, or a CSV table of another tool with what
/// its columns are. A persona of the same name that is there becomes the journey's; otherwise it is made.
#[utoipa::path(
    post, path = "/api/v1/journeys/import", tag = "exchange", operation_id = "import_journey",
    params(AboutFile),
    request_body(content = String, content_type = "application/octet-stream", description = "The file itself"),
    responses(
        (status = 201, body = Imported),
        (status = 413, description = "`map_file_too_large`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_input`, or what is wrong with the file", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn import_journey(
    State(api): State<Api>,
    can: Can<EditJourneys>,
    Speaks(language): Speaks,
    Query(about): Query<AboutFile>,
    request: Request,
) -> Result<(StatusCode, Json<Imported>), Problem> {
    let ask = about.ask()?;
    let bytes = file(request).await?;
    let made = api.exchange.import(bytes, ask, language, &Actor::from(&*can)).await?;
    Ok((StatusCode::CREATED, Json(made)))
}
