//! What analytics.js asks for before it sends anything: where to.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use serde_json::json;

use super::{answer, client};
use crate::Tracking;
use crate::intake::NotTaken;
use crate::segment::Refusal;

/// The settings of a write key: this installation and no other destination.
pub(super) async fn settings(
    State(tracking): State<Tracking>,
    Path(write_key): Path<String>,
    headers: HeaderMap,
) -> Response {
    let fail = |failure| answer::failure(failure, &tracking.env, &headers);
    match tracking.keys.find(&write_key).await {
        Ok(Some(known)) if known.disabled => return fail(Refusal::Disabled.into()),
        Ok(Some(_)) => {}
        Ok(None) => return fail(Refusal::UnknownKey.into()),
        Err(error) => {
            tracing::error!(%error, "write keys could not be read");
            return fail(NotTaken::Unavailable.into());
        }
    }
    let (protocol, host) = client::place(&headers, &tracking.config);
    let settings = json!({
        "integrations": {
            "Segment.io": {
                "apiKey": write_key,
                "apiHost": format!("{host}/v1"),
                "protocol": protocol,
            }
        },
        // The SDK would report its own figures to Segment.
        "metrics": { "sampleRate": 0 },
    });
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        // Each page view asks: a revoked key may be believed a little longer.
        (header::CACHE_CONTROL, "public, max-age=60"),
    ];
    (headers, settings.to_string()).into_response()
}
