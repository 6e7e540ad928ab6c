//! A picture, to be shown.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use parcours_access::extract::Path;
use parcours_access::{Can, ViewJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::picture::PictureId;

/// An address means one picture for ever, so browsers keep it; but only the caller's own.
const CACHE: &str = "private, max-age=31536000, immutable";

/// A picture.
#[utoipa::path(
    get, path = "/api/v1/pictures/{id}", tag = "journeys", operation_id = "get_picture",
    params(("id" = PictureId, Path)),
    responses(
        (status = 200, description = "The file", body = String, content_type = "image/*"),
        (status = 404, description = "`picture_not_found`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_picture(
    State(api): State<Api>,
    _may: Can<ViewJourneys>,
    Path(id): Path<PictureId>,
) -> Result<Response, Problem> {
    let picture = api.journeys.picture(id).await?;
    let headers = [
        (header::CONTENT_TYPE, picture.media_type.as_str()),
        (header::CACHE_CONTROL, CACHE),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, picture.bytes).into_response())
}
