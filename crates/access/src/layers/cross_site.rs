//! Whether a request that changes something was sent by a page of ours.
//!
//! First what the browser says and no page can forge: `Sec-Fetch-Site`, or where a browser sends
//! none (plain http), that `Origin` names our own host. Then, for a session, the token that only
//! our own pages can read. Programs send neither header, and no cookie.

use http::{HeaderMap, Method, StatusCode, header};
use parcours_kernel::{Problem, Text};

use super::Client;
use crate::secret::same;

/// The header in which our pages repeat the token of `GET /api/v1/session`.
const CSRF_HEADER: &str = "x-csrf-token";

/// Requests that begin a session do not act with the one the browser may still have; a page that
/// was opened before that one began does not know its token.
const BEGINS_A_SESSION: [&str; 5] = [
    "/api/v1/session",
    "/api/v1/session/link",
    "/api/v1/session/invitation",
    "/api/v1/session/invitation/read",
    "/api/v1/setup",
];

pub(super) fn changes_something(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE)
}

/// Refuses what the browser says another site sent.
pub(super) fn check_site(headers: &HeaderMap, client: &Client) -> Result<(), Problem> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let ours = match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => is_ours(origin, client),
        (None, None) => true,
    };
    if ours { Ok(()) } else { Err(refused("cross_site_request")) }
}

/// Without the scheme: behind a proxy it is the proxy's, and a page on our host is ours by either.
fn is_ours(origin: &str, client: &Client) -> bool {
    let Some((_, host)) = origin.split_once("://") else { return false };
    let public = client.base_url.split_once("://").map(|(_, host)| host);
    [client.host.as_deref(), public]
        .into_iter()
        .flatten()
        .any(|ours| ours.eq_ignore_ascii_case(host))
}

/// Refuses what does not repeat the session's token.
pub(super) fn check_token(
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    csrf: &str,
) -> Result<(), Problem> {
    if *method == Method::POST && BEGINS_A_SESSION.contains(&path) {
        return Ok(());
    }
    let sent = headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if same(sent, csrf) { Ok(()) } else { Err(refused("csrf_token_invalid")) }
}

fn refused(code: &'static str) -> Problem {
    metrics::counter!("parcours_cross_site_refused_total", "code" => code).increment(1);
    tracing::warn!(code, "a request was refused as not sent by our own pages");
    Problem::new(
        StatusCode::FORBIDDEN,
        code,
        Text::new(
            "This request did not come from this page of Parcours. Reload the page and try again.",
            "Cette requête ne vient pas de cette page de Parcours. Rechargez la page et réessayez.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(sent: &[(&'static str, &'static str)]) -> bool {
        let client = Client {
            address: None,
            secure: false,
            host: Some("cx.example.org:7878".into()),
            base_url: "https://public.example.org".into(),
        };
        let mut headers = HeaderMap::new();
        for (name, value) in sent {
            headers.insert(*name, http::HeaderValue::from_static(value));
        }
        check_site(&headers, &client).is_ok()
    }

    #[test]
    fn only_our_own_pages_and_programs_pass() {
        assert!(verdict(&[]));
        assert!(verdict(&[("sec-fetch-site", "same-origin"), ("origin", "https://other.example")]));
        assert!(verdict(&[("sec-fetch-site", "none")]));
        assert!(verdict(&[("origin", "http://cx.example.org:7878")]));
        assert!(verdict(&[("origin", "https://PUBLIC.example.org")]));
        for site in ["cross-site", "same-site", "", "elsewhere"] {
            assert!(
                !verdict(&[("sec-fetch-site", site), ("origin", "http://cx.example.org:7878")]),
                "{site}"
            );
        }
        for origin in [
            "null",
            "http://cx.example.org",
            "https://evil.example",
            "http://cx.example.org:7878.evil.example",
        ] {
            assert!(!verdict(&[("origin", origin)]), "{origin}");
        }
    }
}
