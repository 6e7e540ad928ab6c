//! The write key of a request. It may be the user name of Basic authentication, in the query, or in
//! the body: there at the top or in the events.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::json;

/// Clients differ in whether they pad.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// `Authorization: Basic base64(writeKey:)`. A bearer token is not ours: the body names the key then.
pub(crate) fn in_header(authorization: Option<&str>) -> Option<String> {
    let (scheme, credentials) = authorization?.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(BASE64.decode(credentials.trim()).ok()?).ok()?;
    let name = decoded.split_once(':').map_or(decoded.as_str(), |(name, _)| name).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// `?writeKey=…`
pub(crate) fn in_query(query: Option<&str>) -> Option<String> {
    form_urlencoded::parse(query?.as_bytes())
        .find(|(name, value)| name == "writeKey" && !value.is_empty())
        .map(|(_, value)| value.into_owned())
}

#[derive(Deserialize)]
struct Top<'a> {
    #[serde(borrow, rename = "writeKey")]
    key: Option<&'a RawValue>,
    #[serde(borrow)]
    batch: Option<&'a RawValue>,
}

/// `writeKey` at the top of the body, else that of the first event that names one.
pub(crate) fn in_body(body: &str) -> Option<String> {
    let top: Top<'_> = serde_json::from_str(body).ok()?;
    if let Some(key) = top.key.and_then(json::text) {
        return Some(key);
    }
    let events: Vec<&RawValue> = serde_json::from_str(top.batch?.get()).ok()?;
    events.into_iter().find_map(|event| json::Fields::of(Some(event)).text("writeKey"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_to_name_the_key() {
        let basic = |text: &str| in_header(Some(&format!("Basic {}", BASE64.encode(text))));
        assert_eq!(basic("abc:").as_deref(), Some("abc"));
        assert_eq!(basic("abc").as_deref(), Some("abc"));
        assert_eq!(basic("abc:secret").as_deref(), Some("abc"));
        assert_eq!(in_header(Some("basic YWJjOg")).as_deref(), Some("abc"));
        assert_eq!(
            (basic(":"), in_header(Some("Bearer abc")), in_header(None)),
            (None, None, None)
        );
        assert_eq!(in_query(Some("a=1&writeKey=a%2Bb")).as_deref(), Some("a+b"));
        assert_eq!(in_body(r#"{"batch":[],"writeKey":"abc"}"#).as_deref(), Some("abc"));
        assert_eq!(in_body(r#"{"batch":[{"a":1},{"writeKey":"abc"}]}"#).as_deref(), Some("abc"));
        assert_eq!((in_body(r#"{"batch":[]}"#), in_body("[")), (None, None));
    }

    proptest! {
        #[test]
        fn no_header_panics(header in ".{0,40}", query in ".{0,40}", body in ".{0,60}") {
            let _ = in_header(Some(&format!("Basic {header}")));
            let _ = in_query(Some(&query));
            let _ = in_body(&body);
        }
    }
}
