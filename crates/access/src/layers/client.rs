//! Where a request comes from, and by which way.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;
use http::{HeaderMap, header};
use parcours_kernel::Problem;

use crate::Access;
use crate::access::Config;

/// Where a request comes from. The forwarding headers count only when the configuration trusts the
/// proxy in front, and then only their last entry: what stands before was written by strangers.
#[derive(Debug, Clone)]
pub struct Client {
    /// The address; `None` when the server does not tell (no `ConnectInfo`).
    pub address: Option<IpAddr>,
    /// Whether the browser speaks https.
    pub secure: bool,
    /// Host and port as the browser wrote them.
    pub host: Option<String>,
    /// Where people reach Parcours, without a slash at the end.
    pub base_url: String,
}

impl Client {
    pub(super) fn of(parts: &Parts, config: &Config) -> Self {
        let forwarded =
            |name: &str| if config.trust_proxy { last(&parts.headers, name) } else { None };
        let peer =
            parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let public = config.public_url.as_deref().map(|url| url.trim_end_matches('/'));
        // The operator's word that people come by https is enough to keep the cookie off plain http.
        let secure = public.is_some_and(|url| url.starts_with("https://"))
            || forwarded("x-forwarded-proto")
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
        let host = forwarded("x-forwarded-host")
            .or_else(|| parts.uri.authority().map(ToString::to_string))
            .or_else(|| last(&parts.headers, header::HOST.as_str()));
        let base_url = public.map(ToOwned::to_owned).unwrap_or_else(|| {
            let scheme = if secure { "https" } else { "http" };
            format!("{scheme}://{}", host.as_deref().unwrap_or("localhost"))
        });
        Self {
            address: forwarded("x-forwarded-for").and_then(|text| ip(&text)).or(peer),
            secure,
            host,
            base_url,
        }
    }
}

impl Access {
    /// Where a request comes from, for routers that need nobody signed in.
    pub fn client(&self, parts: &Parts) -> Client {
        Client::of(parts, &self.config)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Problem::internal("the authentication layer is missing"))
    }
}

fn last(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    let value = value.rsplit(',').next()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn ip(text: &str) -> Option<IpAddr> {
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn client(config: &Config) -> Client {
        let (mut parts, ()) = Request::get("/")
            .header("host", "10.0.0.9:7878")
            .header("x-forwarded-for", "203.0.113.9, 198.51.100.7")
            .header("x-forwarded-proto", "https")
            .header("x-forwarded-host", "parcours.example.org")
            .body(())
            .unwrap()
            .into_parts();
        parts.extensions.insert(ConnectInfo("10.0.0.1:4000".parse::<SocketAddr>().unwrap()));
        Client::of(&parts, config)
    }

    #[test]
    fn forwarding_headers_count_only_when_the_proxy_is_trusted() {
        let stranger = client(&Config::default());
        assert_eq!(stranger.address, Some("10.0.0.1".parse().unwrap()));
        assert!(!stranger.secure);
        assert_eq!(stranger.base_url, "http://10.0.0.9:7878");
        let ours = client(&Config { trust_proxy: true, ..Default::default() });
        assert_eq!(
            ours.address,
            Some("198.51.100.7".parse().unwrap()),
            "the last: the proxy wrote it"
        );
        assert!(ours.secure);
        assert_eq!(ours.base_url, "https://parcours.example.org");
    }

    #[test]
    fn a_public_url_is_believed() {
        let config =
            Config { public_url: Some("https://cx.example.org/".into()), ..Default::default() };
        let client = client(&config);
        assert!(client.secure);
        assert_eq!(client.base_url, "https://cx.example.org");
    }
}
