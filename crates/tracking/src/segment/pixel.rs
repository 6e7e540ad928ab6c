//! Events in the address of a picture.

use super::{body, form};

/// The JSON object that a query string spells: the field `data` (JSON or Base64), or plain fields.
pub(crate) fn in_query_string(query: &str) -> Option<String> {
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    if pairs.iter().any(|(name, _)| name == "data") {
        return body::in_form(query);
    }
    let fields = pairs
        .iter()
        .filter(|(name, _)| name != "writeKey")
        .map(|(name, value)| (name.as_ref(), value.as_ref()));
    form::object(fields).map(|object| object.to_string())
}
