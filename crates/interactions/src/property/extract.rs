//! One member of a JSON object, found without building the object.
//!
//! The bytes are passed once: strings to their quote, lists and objects to their bracket. The last of
//! several members of one name counts, as everywhere in this project. What is no JSON object has no
//! members; what is wrong within values that are passed over is not noticed.

use std::borrow::Cow;

/// The value of a member as text: a text, a number or a truth. `None` where there is none, or it is
/// null, a list or an object. Cost: one pass over the bytes; no memory, but for texts with escapes.
pub(super) fn member<'o>(object: &'o [u8], name: &str) -> Option<Cow<'o, str>> {
    let mut found = None;
    each_member(object, |key, value| {
        if is(key, name) {
            found = Some(value);
        }
    })?;
    plain(found?)
}

/// Hands over each member of an object: its key in quotes and its value, as they are written. `None`
/// where it is no object.
pub(super) fn each_member<'o>(
    object: &'o [u8],
    mut each: impl FnMut(&'o [u8], &'o [u8]),
) -> Option<()> {
    let mut at = Cursor { bytes: object, at: 0 };
    at.expect(b'{')?;
    if at.peek()? == b'}' {
        at.at += 1;
        return at.end();
    }
    loop {
        at.peek()?;
        let key = at.string()?;
        at.expect(b':')?;
        at.peek()?;
        let value = at.value()?;
        each(key, value);
        match at.peek()? {
            b',' => at.at += 1,
            b'}' => {
                at.at += 1;
                return at.end();
            }
            _ => return None,
        }
    }
}

/// Whether a key in quotes is a name.
fn is(key: &[u8], name: &str) -> bool {
    let inner = &key[1..key.len() - 1];
    if inner == name.as_bytes() {
        return !inner.contains(&b'\\');
    }
    inner.contains(&b'\\') && unescaped(key).is_some_and(|key| key == name)
}

/// A key or text in quotes as it is meant.
pub(super) fn unescaped(quoted: &[u8]) -> Option<String> {
    serde_json::from_slice(quoted).ok()
}

fn plain(value: &[u8]) -> Option<Cow<'_, str>> {
    match value.first()? {
        b'"' => {
            let inner = &value[1..value.len() - 1];
            if inner.contains(&b'\\') {
                return unescaped(value).map(Cow::Owned);
            }
            std::str::from_utf8(inner).ok().map(Cow::Borrowed)
        }
        b't' if value == b"true" => Some("true".into()),
        b'f' if value == b"false" => Some("false".into()),
        b'-' | b'0'..=b'9' => number(value),
        _ => None,
    }
}

/// A number as it is written elsewhere too: `1e3` is `1000.0`.
fn number(value: &[u8]) -> Option<Cow<'_, str>> {
    let digits = value.strip_prefix(b"-").unwrap_or(value);
    let is_plain = (1..=18).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && (digits[0] != b'0' || value == b"0");
    if is_plain {
        return std::str::from_utf8(value).ok().map(Cow::Borrowed);
    }
    let number: serde_json::Number = serde_json::from_slice(value).ok()?;
    Some(number.to_string().into())
}

struct Cursor<'o> {
    bytes: &'o [u8],
    at: usize,
}

impl<'o> Cursor<'o> {
    /// The next byte that is no space, where the cursor stands then.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match *self.bytes.get(self.at)? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Nothing but space follows.
    fn end(&mut self) -> Option<()> {
        self.peek().is_none().then_some(())
    }

    /// A text with its quotes.
    fn string(&mut self) -> Option<&'o [u8]> {
        let start = self.at;
        if *self.bytes.get(start)? != b'"' {
            return None;
        }
        self.at += 1;
        loop {
            match *self.bytes.get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some(&self.bytes[start..self.at]);
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    fn value(&mut self) -> Option<&'o [u8]> {
        let start = self.at;
        match *self.bytes.get(start)? {
            b'"' => return self.string(),
            b'{' | b'[' => self.nested()?,
            _ => {
                let ends =
                    |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
                self.at += self.bytes[start..].iter().position(ends)?;
            }
        }
        (self.at > start).then(|| &self.bytes[start..self.at])
    }

    /// Passes a list or an object with all that is in it.
    fn nested(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match *self.bytes.get(self.at)? {
                b'"' => drop(self.string()?),
                open => {
                    self.at += 1;
                    depth += usize::from(matches!(open, b'{' | b'['));
                    depth -= usize::from(matches!(open, b'}' | b']'));
                    if depth == 0 {
                        return Some(());
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;

    fn read(text: &str, name: &str) -> Option<String> {
        member(text.as_bytes(), name).map(Cow::into_owned)
    }

    /// The same by a whole parse.
    fn slow(text: &[u8], name: &str) -> Option<String> {
        let object: Map<String, Value> = serde_json::from_slice(text).ok()?;
        match object.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    #[test]
    fn a_member_is_found_wherever_and_however_it_is_written() {
        let text =
            r#" { "a" : {"order_id":"no","x":["]}",{}]}, "order\u005fid" :10042 , "b":"é\n\"" }  "#;
        assert_eq!(read(text, "order_id").as_deref(), Some("10042"));
        assert_eq!(read(text, "b").as_deref(), Some("é\n\""));
        for name in ["a", "x", ""] {
            assert_eq!(read(text, name), None, "{name}");
        }
        assert_eq!(read(r#"{"a":1,"a":true}"#, "a").as_deref(), Some("true"), "the last counts");
        assert_eq!(read(r#"{"a":1,"a":null}"#, "a"), None);
        assert_eq!(
            read(r#"{"a":1e3,"b":-0,"c":12345678901234567890}"#, "a").as_deref(),
            Some("1000.0")
        );
        for broken in
            ["", "{", "[1]", r#"{"a":1"#, r#"{"a":1}}"#, r#"{"a" 1}"#, r#"{"a":}"#, r#"{"a":1,}"#]
        {
            assert_eq!(read(broken, "a"), None, "{broken}");
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            (-1e12..1e12_f64).prop_map(|number| json!(number)),
            "[a-b\"\\\\é{}\\[\\],: \n]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::btree_map("[ab\"]{0,2}", inner, 0..3)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_agrees_with_a_whole_parse(
            members in prop::collection::btree_map("[ab\"\\\\é]{0,2}", value(), 0..5),
            name in "[ab\"\\\\é]{0,2}",
            pretty: bool,
        ) {
            let object = Value::Object(members.into_iter().collect());
            let text = if pretty { serde_json::to_string_pretty(&object) } else { serde_json::to_string(&object) };
            let text = text.unwrap();
            prop_assert_eq!(read(&text, &name), slow(text.as_bytes(), &name), "{}", text);
        }

        #[test]
        fn whatever_is_told_it_ends(bytes in prop::collection::vec(prop::sample::select(&b"{}[]\",:\\ a1-e"[..]), 0..40)) {
            let found = member(&bytes, "a").map(Cow::into_owned);
            // What a whole parse finds is found; what is broken may be seen through.
            if let Some(slow) = slow(&bytes, "a") {
                prop_assert_eq!(found, Some(slow));
            }
        }
    }
}
