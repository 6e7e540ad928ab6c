//! Events in the address of a picture, for e-mails and pages without scripts.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};

use super::answer;
use super::receive;
use crate::Tracking;
use crate::segment::{self, CallType, Refusal};

/// A transparent picture of one pixel.
const GIF: [u8; 43] =
    *b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff\x21\xf9\x04\x01\x00\x00\x00\x00\
    \x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b";

/// Answers with the picture whatever happens, so that no reader sees a broken one; the status tells
/// programs how it went.
pub(super) async fn pixel(
    State(tracking): State<Tracking>,
    call: CallType,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let text = segment::in_query_string(parts.uri.query().unwrap_or_default());
    let stored = match text {
        Some(text) => receive::store(&tracking, Some(call), &parts, text).await,
        None => Err(Refusal::BadEvent.into()),
    };
    let mut response = match stored {
        Ok(()) => GIF.into_response(),
        Err(failure) => {
            let refused = answer::failure(failure, &tracking.env, &parts.headers);
            (refused.status(), GIF).into_response()
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/gif"));
    // A picture from a cache is an event that is not told.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
