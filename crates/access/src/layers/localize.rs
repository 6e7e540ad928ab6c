//! Problems in the caller's language.

use std::convert::Infallible;

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::Route;
use http::{HeaderValue, StatusCode, header};
use parcours_kernel::{Language, Problem};
use tower::{Layer, Service};

/// Writes each problem in the language that [`layer`](super::layer) found, or that the request asks
/// for where that layer does not reach. The outermost layer of the API, so that it also sees what
/// other layers refuse.
pub fn localize() -> impl Layer<
    Route,
    Service = impl Service<Request, Response = Response, Error = Infallible, Future: Send + 'static>
              + Clone
              + Send
              + Sync
              + 'static,
> + Clone
+ Send
+ Sync
+ 'static {
    from_fn(translate)
}

async fn translate(request: Request, next: Next) -> Response {
    let wanted =
        request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let wanted = wanted.and_then(Language::negotiate);
    let response = next.run(request).await;
    let Some(problem) = response.extensions().get::<Problem>().cloned() else { return response };
    let language = response.extensions().get::<Language>().copied().or(wanted).unwrap_or_default();
    let (mut parts, _) = response.into_parts();
    let (words, body) = problem.respond(language).into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(words.headers);
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    if parts.status == StatusCode::UNAUTHORIZED {
        // RFC 9110 §15.5.2 wants a challenge with every 401.
        parts.headers.entry(header::WWW_AUTHENTICATE).or_insert(HeaderValue::from_static("Bearer"));
    }
    Response::from_parts(parts, body)
}
