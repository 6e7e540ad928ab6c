//! The session cookie.

use axum_extra::extract::CookieJar;
use http::{HeaderMap, HeaderValue, header};

use super::Client;
use crate::secret::Secret;
use crate::service::LONGEST_SECONDS;

const PLAIN: &str = "parcours_session";
/// Over https the name itself makes browsers refuse it from anywhere but this very host by https
/// (RFC 6265bis §4.1.3): no sibling domain can plant a session.
const SECURE: &str = "__Host-parcours_session";

fn name(client: &Client) -> &'static str {
    if client.secure { SECURE } else { PLAIN }
}

/// The session that a browser shows.
pub(super) fn read(headers: &HeaderMap, client: &Client) -> Option<Secret> {
    let jar = CookieJar::from_headers(headers);
    jar.get(name(client)).map(|cookie| Secret::of(cookie.value()))
}

/// `Set-Cookie` for a new session. It lasts as long as any session may; that an unused one ends
/// sooner is the server's doing.
pub(crate) fn set(client: &Client, secret: &Secret) -> (http::HeaderName, HeaderValue) {
    write(client, secret.expose(), LONGEST_SECONDS)
}

/// `Set-Cookie` that takes it away.
pub(crate) fn forget(client: &Client) -> (http::HeaderName, HeaderValue) {
    write(client, "", 0)
}

fn write(client: &Client, value: &str, seconds: i64) -> (http::HeaderName, HeaderValue) {
    let secure = if client.secure { "; Secure" } else { "" };
    let text = format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}",
        name(client)
    );
    (header::SET_COOKIE, HeaderValue::try_from(text).expect("URL-safe Base64 fits a header"))
}
