//! What SDKs are answered.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use parcours_kernel::{Env, Language, Text};

use crate::intake::NotTaken;
use crate::segment::Refusal;

/// Seconds since 1970 at which to come back: older SDKs read this instead of `Retry-After`.
pub(super) const RATE_LIMIT_RESET: &str = "x-ratelimit-reset";

/// Why a request was not carried out.
#[derive(Debug, Clone, Copy)]
pub(super) enum Failure {
    /// Its sender is at fault: never worth a retry.
    Refused(Refusal),
    /// We are: worth a retry.
    NotTaken(NotTaken),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<NotTaken> for Failure {
    fn from(why: NotTaken) -> Self {
        Self::NotTaken(why)
    }
}

/// 200 and `{"success":true}`: some SDKs take any other 2xx for a failure.
pub(super) fn success() -> Response {
    json(StatusCode::OK, r#"{"success":true}"#.to_owned())
}

/// `{"code":…,"message":…}`, with when to come back where that helps.
pub(super) fn failure(failure: Failure, env: &Env, headers: &HeaderMap) -> Response {
    let (status, code, text) = match failure {
        Failure::Refused(refusal) => (refusal.status(), refusal.code(), refusal.text()),
        Failure::NotTaken(why) => not_taken(why),
    };
    metrics::counter!("parcours_tracking_refused_requests_total", "code" => code).increment(1);
    let message = text.get(language(headers));
    let body = serde_json::json!({ "code": code, "message": message });
    let mut response = json(status, body.to_string());
    if matches!(failure, Failure::NotTaken(_)) {
        let seconds = 5 + i64::from(env.rng().below(11));
        let reset = env.now().plus_seconds(seconds).as_micros() / 1_000_000;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response.headers_mut().insert(RATE_LIMIT_RESET, HeaderValue::from(reset));
    }
    response
}

fn not_taken(why: NotTaken) -> (StatusCode, &'static str, Text) {
    match why {
        NotTaken::Full => (
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_requests",
            Text::new(
                "More arrives than can be stored. Nothing of this request was; send it again later.",
                "Il arrive plus que ce qui peut être enregistré. Rien de cette requête ne l’a été\u{202f}; renvoyez-la plus tard.",
            ),
        ),
        NotTaken::Closed | NotTaken::Unavailable => (
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            Text::new(
                "Nothing can be stored right now. Send this request again later.",
                "Rien ne peut être enregistré pour l’instant. Renvoyez cette requête plus tard.",
            ),
        ),
    }
}

/// English unless asked otherwise: these words end in the logs of programs.
fn language(headers: &HeaderMap) -> Language {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|header| Language::negotiate(header.to_str().ok()?))
        .unwrap_or(Language::En)
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
