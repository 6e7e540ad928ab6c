//! From the bytes of a request to the JSON it holds.
//!
//! Content types are not believed: one SDK sends gzipped JSON as a form, another JSON as plain text.
//! What counts is what the bytes look like.

use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use flate2::read::MultiGzDecoder;

use super::limits::REQUEST_BYTES;
use super::{Refusal, form, surrogates};

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The JSON object of a body: as it is, gzipped, percent-encoded, or in the field `data` of a form.
pub(crate) fn text(body: &[u8], says_gzip: bool) -> Result<String, Refusal> {
    if body.len() > REQUEST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let bytes = if body.starts_with(&GZIP) {
        unpack(body)?
    } else if says_gzip && !looks_like_json(body) {
        return Err(Refusal::BadGzip);
    } else {
        body.to_vec()
    };
    let text = String::from_utf8(bytes).map_err(|_| Refusal::BadJson)?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(unmarked) => unmarked.to_owned(),
        None => text,
    };
    let text = if looks_like_json(text.as_bytes()) {
        text
    } else {
        in_form(&text).ok_or(Refusal::BadJson)?
    };
    Ok(surrogates::repair(text))
}

fn looks_like_json(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
}

fn unpack(body: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let most = u64::try_from(REQUEST_BYTES + 1).expect("a few MB fit");
    MultiGzDecoder::new(body).take(most).read_to_end(&mut bytes).map_err(|_| Refusal::BadGzip)?;
    if bytes.len() > REQUEST_BYTES { Err(Refusal::TooLarge) } else { Ok(bytes) }
}

/// The JSON in a form: the field `data` (JSON or its Base64), the whole body percent-encoded, or
/// plain fields such as `event=…&properties.price=12`.
pub(crate) fn in_form(text: &str) -> Option<String> {
    let pairs: Vec<_> = form_urlencoded::parse(text.trim().as_bytes()).collect();
    if let Some((_, data)) = pairs.iter().find(|(name, _)| name == "data") {
        return json_of(data);
    }
    let (first, rest) = pairs.first()?;
    if looks_like_json(first.as_bytes()) {
        // An unencoded "=" in the JSON ends what looks like the name of a field.
        let whole = if rest.is_empty() { first.to_string() } else { format!("{first}={rest}") };
        return Some(whole);
    }
    let fields = pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref()));
    form::object(fields).map(|object| object.to_string())
}

fn json_of(data: &str) -> Option<String> {
    if looks_like_json(data.as_bytes()) {
        return Some(data.to_owned());
    }
    let digits: String = data
        .trim_end_matches('=')
        .chars()
        .map(|c| match c {
            // The URL-safe alphabet has "-" and "_"; a form turns an unencoded "+" into a space.
            '-' | ' ' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    let bytes = STANDARD_NO_PAD.decode(digits).ok()?;
    String::from_utf8(bytes).ok().filter(|text| looks_like_json(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    const EVENT: &str = r#"{"event":"Café+1","userId":"a=b&c"}"#;

    #[test]
    fn one_event_reads_alike_in_every_wrapping() {
        let encoded: String = form_urlencoded::byte_serialize(EVENT.as_bytes()).collect();
        let base64 = STANDARD_NO_PAD.encode(EVENT);
        let url_safe = base64::engine::general_purpose::URL_SAFE.encode(EVENT);
        for body in [
            EVENT.as_bytes().to_vec(),
            format!("\u{feff} {EVENT}").into_bytes(),
            gzip(EVENT.as_bytes()),
            encoded.clone().into_bytes(),
            format!("data={encoded}").into_bytes(),
            gzip(format!("data={encoded}").as_bytes()),
            format!("data={base64}").into_bytes(),
            format!("data={url_safe}").into_bytes(),
        ] {
            let text = text(&body, false).unwrap();
            assert_eq!(text.trim(), EVENT, "{}", String::from_utf8_lossy(&body));
        }
    }

    #[test]
    fn a_plain_form_becomes_an_object() {
        let said = text(b"event=Signed+Up&userId=7&properties.plan=club", false).unwrap();
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!(
            said,
            serde_json::json!({"event": "Signed Up", "userId": "7", "properties": {"plan": "club"}})
        );
    }

    #[test]
    fn limits_and_damage_are_named() {
        let long = vec![b' '; REQUEST_BYTES + 1];
        assert_eq!(text(&long, false), Err(Refusal::TooLarge));
        assert_eq!(text(&gzip(&long), false), Err(Refusal::TooLarge));
        assert_eq!(text(&gzip(EVENT.as_bytes())[..20], true), Err(Refusal::BadGzip));
        assert_eq!(text(b"hello", true), Err(Refusal::BadGzip));
        assert_eq!(text(b"{\"a\":\"\xe9\"}", false), Err(Refusal::BadJson));
        assert_eq!(text(b"", false), Err(Refusal::BadJson));
        assert!(text(EVENT.as_bytes(), true).is_ok(), "said to be gzip, and is not, but is JSON");
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), says_gzip: bool) {
            let _ = text(&bytes, says_gzip);
            let _ = text(&gzip(&bytes), says_gzip);
        }

        #[test]
        fn no_form_panics(form in "(data=|[a-c.]{0,4}=|[%&+=]|[0-9A-F]{2}|.){0,30}") {
            let _ = in_form(&form);
        }
    }
}
