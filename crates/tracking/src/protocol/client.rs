//! Where a request comes from and how it reached us.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap};

use crate::Config;

/// The address of the client: that of the connection, or what our own proxy says of it.
pub(super) fn address(
    extensions: &Extensions,
    headers: &HeaderMap,
    config: &Config,
) -> Option<IpAddr> {
    let forwarded = if config.trust_proxy { last(headers, "x-forwarded-for") } else { None };
    forwarded.and_then(ip).or_else(|| {
        let connection = extensions.get::<ConnectInfo<SocketAddr>>()?;
        Some(connection.0.ip())
    })
}

/// Protocol and host by which the browser reached us.
pub(super) fn place(headers: &HeaderMap, config: &Config) -> (&'static str, String) {
    if let Some((scheme, rest)) = config.public_url.as_deref().and_then(|url| url.split_once("://"))
    {
        let host = rest.split('/').next().unwrap_or(rest);
        return (
            if scheme.eq_ignore_ascii_case("https") { "https" } else { "http" },
            host.to_owned(),
        );
    }
    let forwarded = |name| if config.trust_proxy { last(headers, name) } else { None };
    let secure = match forwarded("x-forwarded-proto") {
        Some(protocol) => protocol.eq_ignore_ascii_case("https"),
        // A secure page may only call secure addresses, so its origin says how it reached us.
        None => last(headers, "origin").is_some_and(|origin| origin.starts_with("https:")),
    };
    let host = forwarded("x-forwarded-host").or_else(|| last(headers, "host"));
    (if secure { "https" } else { "http" }, host.unwrap_or("localhost").to_owned())
}

/// The last entry of a header: of a list, the only one that our own proxy wrote.
fn last<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next().map(str::trim).filter(|value| !value.is_empty())
}

fn ip(text: &str) -> Option<IpAddr> {
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(said: &[(&'static str, &str)]) -> HeaderMap {
        said.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_proxy_is_believed_only_when_it_is_ours() {
        let headers = headers(&[
            ("host", "10.0.0.9:7878"),
            ("x-forwarded-for", "203.0.113.9, 198.51.100.7"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "cx.example.org"),
        ]);
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo::<SocketAddr>("10.0.0.1:4000".parse().unwrap()));
        let (strange, ours) =
            (Config::default(), Config { trust_proxy: true, ..Config::default() });
        assert_eq!(address(&extensions, &headers, &strange), "10.0.0.1".parse().ok());
        assert_eq!(address(&extensions, &headers, &ours), "198.51.100.7".parse().ok());
        assert_eq!(place(&headers, &strange), ("http", "10.0.0.9:7878".to_owned()));
        assert_eq!(place(&headers, &ours), ("https", "cx.example.org".to_owned()));
        let told =
            Config { public_url: Some("https://shop.example/".to_owned()), ..Config::default() };
        assert_eq!(place(&headers, &told), ("https", "shop.example".to_owned()));
    }

    #[test]
    fn a_secure_page_reaches_us_securely() {
        let headers = headers(&[("host", "cx.example.org"), ("origin", "https://shop.example")]);
        assert_eq!(place(&headers, &Config::default()).0, "https");
    }
}
