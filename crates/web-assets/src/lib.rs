//! The built front end inside the binary, or a page that says how to build it.
//!
//! What it never does: build it. `cargo xtask web` does; the next `cargo build` embeds the result.
//! In a dev build the files are read from disk at each request, so that a rebuilt front end shows
//! without a rebuilt binary.

use axum_core::body::Body;
use axum_core::response::Response;
use http::{HeaderValue, StatusCode, header};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/app/dist"]
#[allow_missing = true]
struct Built;

const MISSING: &str = include_str!("missing.html");
const PAGE: &str = "index.html";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Whether the front end was there when this was built.
pub fn is_built() -> bool {
    Built::get(PAGE).is_some()
}

/// The file of a path, or the application's page for every address that the front end routes
/// itself. Paths below `assets/` are named after their content and may be kept for ever; who takes
/// Brotli gets the copy that was made when they were built.
pub fn respond(path: &str, takes_brotli: bool) -> Response {
    let path = path.trim_start_matches('/');
    let asset = path.starts_with("assets/");
    if asset
        && takes_brotli
        && let Some(response) = small(path)
    {
        return response;
    }
    let file = if path.is_empty() { None } else { Built::get(path) };
    match file
        .map(|file| (path, file))
        .or_else(|| Built::get(PAGE).filter(|_| !asset).map(|page| (PAGE, page)))
    {
        Some((name, file)) => {
            let cache = if asset { FOR_EVER } else { "no-cache" };
            let kind =
                if name == PAGE { "text/html; charset=utf-8" } else { file.metadata.mimetype() };
            answer(StatusCode::OK, kind, cache, Body::from(file.data.into_owned()))
        }
        None if asset => answer(StatusCode::NOT_FOUND, "text/plain", "no-store", Body::empty()),
        None => answer(StatusCode::OK, "text/html; charset=utf-8", "no-store", Body::from(MISSING)),
    }
}

/// The Brotli copy of an asset.
fn small(path: &str) -> Option<Response> {
    let copy = Built::get(&format!("{path}.br"))?;
    let kind = Built::get(path)?.metadata.mimetype().to_owned();
    let mut response = answer(StatusCode::OK, &kind, FOR_EVER, Body::from(copy.data.into_owned()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    Some(response)
}

fn answer(status: StatusCode, kind: &str, cache: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let kind =
        HeaderValue::from_str(kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_asset_is_not_a_page() {
        let response = respond("/assets/none-1234.js", true);
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn every_other_address_is_the_application() {
        for path in ["/", "/journeys/jrn_1", "/nothing/here"] {
            let response = respond(path, true);
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(response.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        }
    }

    #[test]
    fn the_stand_in_page_names_the_command() {
        assert!(MISSING.contains("cargo xtask web"));
    }
}
