//! Signatures: the few distinct (kind, channel, normalised subject, promoted properties) that a
//! million interactions share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const MAX_NAME: usize = 100;
const MAX_SUBJECT: usize = 200;
const MAX_PROPERTIES: usize = 8;

/// A signature in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Its number, small and dense.
    pub id: u32,
    /// What signals are matched against.
    pub parts: SignatureParts,
}

/// What a signature is made of, within bounds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SignatureParts {
    /// What happened, such as `page_viewed`.
    pub kind: String,
    /// Where, such as `web`; may be empty.
    pub channel: String,
    /// What about, with the parts that differ each time replaced by `*`.
    pub subject: Option<String>,
    /// Promoted properties; which ones is set per source.
    pub properties: BTreeMap<String, String>,
}

impl SignatureParts {
    /// Normalises the subject and keeps every part within its length.
    pub fn new(
        kind: &str,
        channel: &str,
        subject: Option<&str>,
        properties: BTreeMap<String, String>,
    ) -> Self {
        let properties = properties
            .into_iter()
            .take(MAX_PROPERTIES)
            .map(|(name, value)| (cut(&name, MAX_NAME), cut(&value, MAX_NAME)))
            .collect();
        Self {
            kind: cut(kind.trim(), MAX_NAME),
            channel: cut(channel.trim(), MAX_NAME),
            subject: subject.map(normalise_subject).filter(|subject| !subject.is_empty()),
            properties,
        }
    }

    /// The same without what can take any number of values: where a kind with too many subjects ends up.
    pub(crate) fn without_details(&self) -> Self {
        Self { subject: None, properties: BTreeMap::new(), ..self.clone() }
    }

    /// A short key that is unique to these parts.
    pub(crate) fn fingerprint(&self) -> String {
        let json = serde_json::to_vec(self).expect("names and texts are plain JSON");
        Sha256::digest(&json).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(most).collect()
}

/// Makes a subject comparable: an address loses its host, query and fragment; segments that
/// look like an id (numbers, UUIDs, long hexadecimal, e-mail addresses) become `*`.
pub fn normalise_subject(subject: &str) -> String {
    let subject = subject.trim();
    let path = match subject.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |slash| &rest[slash..]),
        None => subject,
    };
    if !path.starts_with('/') {
        return cut(&without_addresses(path), MAX_SUBJECT).trim_end().to_owned();
    }
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path: Vec<_> = path
        .split('/')
        .map(str::trim)
        .map(|segment| if is_id(segment) { "*" } else { segment })
        .collect();
    let path = cut(&path.join("/"), MAX_SUBJECT);
    match path.trim_end_matches(['/', ' ']) {
        "" => "/".to_owned(),
        path => path.to_owned(),
    }
}

/// A text with each e-mail address replaced by `*`.
fn without_addresses(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let is_address = |word: &str| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    let words = text.split(' ').map(|word| if is_address(word) { "*" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

fn is_id(segment: &str) -> bool {
    let digits = segment.bytes().filter(u8::is_ascii_digit).count();
    let hexadecimal = segment.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    !segment.is_empty()
        && (digits == segment.len()
            || (hexadecimal && segment.len() >= 16 && digits > 0)
            || digits >= 8
            || segment.len() > 80
            || segment.contains('@')
            || segment.contains("%40"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_keep_what_they_share() {
        for (said, kept) in [
            ("https://foulee.fr/chaussures/pegase-41?utm=x#top", "/chaussures/pegase-41"),
            ("/commande/100234/suivi", "/commande/*/suivi"),
            ("/u/6f1c1a52-9a0e-4d0f-8c57-0c8f4c1a2b3d/", "/u/*"),
            ("/", "/"),
            ("https://foulee.fr", "/"),
            ("Pégase 41", "Pégase 41"),
            ("/compte/lea@exemple.fr", "/compte/*"),
            ("Enquête NPS ?", "Enquête NPS ?"),
            ("Facture pour lea@exemple.fr, merci", "Facture pour * merci"),
            ("@foulee sur Instagram", "@foulee sur Instagram"),
        ] {
            assert_eq!(normalise_subject(said), kept, "{said}");
        }
    }

    #[test]
    fn parts_that_differ_have_other_fingerprints() {
        let with = |subject| {
            SignatureParts::new("page_viewed", "web", subject, BTreeMap::new()).fingerprint()
        };
        assert_ne!(with(Some("/a")), with(Some("/b")));
        assert_ne!(with(None), with(Some("null")));
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(subject in "(https://[a-z.]{1,9})?/?[a-zA-Z0-9@/?#é -]{0,60}") {
            let once = normalise_subject(&subject);
            prop_assert_eq!(normalise_subject(&once), once);
        }
    }
}
