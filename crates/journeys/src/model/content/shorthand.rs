//! Short forms of content: one text for a list, one name for several.

use serde::{Deserialize, Deserializer};

use super::{Finding, KeyPicture, TeamAction};

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Nothing(()),
    Text(String),
    Many(Vec<T>),
}

pub(super) fn list<'de, D, T>(input: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + From<String>,
{
    Ok(match OneOrMany::deserialize(input)? {
        OneOrMany::Text(text) if !text.trim().is_empty() => vec![T::from(text)],
        OneOrMany::Many(items) => items,
        OneOrMany::Nothing(()) | OneOrMany::Text(_) => Vec::new(),
    })
}

pub(super) fn names<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    list(input)
}

pub(super) fn pictures<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<KeyPicture>, D::Error> {
    list(input)
}

impl From<String> for KeyPicture {
    fn from(address: String) -> Self {
        Self { id: "i1".to_owned(), address, ..Self::default() }
    }
}

impl From<String> for TeamAction {
    fn from(text: String) -> Self {
        Self { id: "i1".to_owned(), text, ..Self::default() }
    }
}

impl From<String> for Finding {
    fn from(text: String) -> Self {
        Self { id: "i1".to_owned(), text, ..Self::default() }
    }
}
