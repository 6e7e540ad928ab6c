//! A picture that is uploaded.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use http::{HeaderMap, StatusCode, header};
use parcours_access::extract::Json;
use parcours_access::{Actor, Can, EditJourneys};
use parcours_kernel::{Problem, ProblemBody};

use crate::api::Api;
use crate::picture::Picture;
use crate::problems;

/// Keeps a picture (PNG, JPEG, WebP or GIF; 10 MB and 40 million pixels at most) for key moments and
/// personas. It is made smaller, and everything but its pixels is dropped, such as where it was
/// taken. The same picture is kept once.
#[utoipa::path(
    post, path = "/api/v1/pictures", tag = "journeys", operation_id = "upload_picture",
    request_body(content = String, content_type = "image/*", description = "The file itself"),
    responses(
        (status = 201, body = Picture),
        (status = 413, description = "`picture_too_large`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "`not_an_image`, `too_many_pixels`", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn upload_picture(
    State(api): State<Api>,
    can: Can<EditJourneys>,
    request: Request,
) -> Result<(StatusCode, Json<Picture>), Problem> {
    if !says_image(request.headers()) {
        return Err(problems::not_an_image());
    }
    let bytes = Bytes::from_request(request, &()).await.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            problems::picture_too_large()
        } else {
            problems::not_an_image()
        }
    })?;
    let picture = api.journeys.keep_picture(bytes, &Actor::from(&*can)).await?;
    Ok((StatusCode::CREATED, Json(picture)))
}

/// What a form of a foreign site cannot say without asking first.
fn says_image(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("image/"))
}
