//! The addresses of the Segment protocol.
//!
//! Answers are for programs: exactly 200 and `{"success":true}`, or an error with `code` and
//! `message`, because SDKs take anything else for a network fault and send again. Any web page may
//! call from anywhere: a write key may only write, and no cookie is looked at.

mod answer;
mod client;
mod pixel;
mod receive;
mod settings;

use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::routing::{get, post};
use http::{HeaderName, Method};
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

use crate::Tracking;
use crate::segment::CallType;

/// Single calls and the letters by which analytics.js says them.
const CALLS: [(&str, CallType); 13] = [
    ("track", CallType::Track),
    ("t", CallType::Track),
    ("page", CallType::Page),
    ("p", CallType::Page),
    ("screen", CallType::Screen),
    ("s", CallType::Screen),
    ("identify", CallType::Identify),
    ("i", CallType::Identify),
    ("group", CallType::Group),
    ("g", CallType::Group),
    ("alias", CallType::Alias),
    ("a", CallType::Alias),
    ("merge", CallType::Merge),
];

const BATCHES: [&str; 4] = ["/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch"];

/// `/v1/…`, `/beacon/…` and `/pixel/…`. Must stand outside whatever checks cookies, unpacks bodies
/// or limits their length: this does all of that itself.
pub fn protocol_router(tracking: Tracking) -> Router {
    let mut router = Router::new()
        .route("/v1/projects/{write_key}/settings", get(settings::settings))
        .route(
            "/pixel/v1/track",
            get(|state, request| pixel::pixel(state, CallType::Track, request)),
        )
        .route(
            "/pixel/v1/page",
            get(|state, request| pixel::pixel(state, CallType::Page, request)),
        );
    for path in BATCHES {
        let batch = |State(tracking): State<Tracking>, request: Request| {
            receive::receive(tracking, None, request)
        };
        router = router.route(path, post(batch));
    }
    for (name, call) in CALLS {
        let single = move |State(tracking): State<Tracking>, request: Request| {
            receive::receive(tracking, Some(call), request)
        };
        router = router.route(&format!("/v1/{name}"), post(single));
    }
    router.layer(cors()).with_state(tracking)
}

fn cors() -> CorsLayer {
    const A_DAY: Duration = Duration::from_secs(24 * 3600);
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        // authorization, content-type, x-retry-count today; SDKs add their own.
        .allow_headers(AllowHeaders::mirror_request())
        // Without it a page cannot read when to come back.
        .expose_headers([
            http::header::RETRY_AFTER,
            HeaderName::from_static(answer::RATE_LIMIT_RESET),
        ])
        .max_age(A_DAY)
}

#[cfg(test)]
mod tests;
