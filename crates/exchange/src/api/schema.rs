//! The JSON Schema of map files.

use axum::response::{IntoResponse, Response};
use http::header;
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::ProblemBody;

use crate::json::SCHEMA;

/// The JSON Schema of the newest version of `parcours-map`.
#[utoipa::path(
    get, path = "/api/v1/map-format/schema", tag = "exchange", operation_id = "get_map_format_schema",
    responses(
        (status = 200, description = "The schema", body = serde_json::Value, content_type = "application/schema+json"),
        (status = 401, body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_map_format_schema(_can: Can<ViewJourneys>) -> Response {
    ([(header::CONTENT_TYPE, "application/schema+json")], SCHEMA).into_response()
}
