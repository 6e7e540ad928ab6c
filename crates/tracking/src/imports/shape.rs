//! From a row of a file to something told.

use std::collections::{BTreeMap, HashMap};

use parcours_customers::{Claim, IdentityKind, Key, KeyRefusal};
use parcours_interactions::{NewInteraction, SignatureParts, SourceId as SourceNumber};
use parcours_kernel::{Text, Timestamp};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::words;
use crate::files::Row;
use crate::told::{NOBODY_YET, Told};

const MESSAGE_ID_CHARS: usize = 100;

/// Shapes the rows of one file, in their order.
#[derive(Debug)]
pub(super) struct Shaper {
    identity: IdentityKind,
    source: SourceNumber,
    promoted: Vec<String>,
    received_at: Timestamp,
    /// How often a row with this digest came before: rows that are equal to the letter are several
    /// facts, and each keeps its number when the file is read again. Eight bytes of the digest do:
    /// a collision only gives a number that is one too high, each time the same.
    seen: HashMap<u64, u32>,
}

impl Shaper {
    pub(super) fn new(
        identity: IdentityKind,
        source: SourceNumber,
        promoted: Vec<String>,
        received_at: Timestamp,
    ) -> Self {
        Self { identity, source, promoted, received_at, seen: HashMap::new() }
    }

    /// What a row tells, or why nobody can be told from it.
    pub(super) fn shape(&mut self, row: Row) -> Result<Told, Text> {
        let kind = row.identity.and_then(|kind| kind.parse().ok()).unwrap_or(self.identity);
        let key = Key::from_file(kind, &row.customer).map_err(|refusal| match refusal {
            KeyRefusal::TooLong => words::customer_too_long(),
            KeyRefusal::Empty | KeyRefusal::Blocked => words::not_a_customer(&row.customer),
        })?;
        let properties = (!row.properties.is_empty())
            .then(|| serde_json::to_string(&row.properties).expect("JSON writes as JSON"));
        let message_id = self.message_id(&row, &key, properties.as_deref());
        let channel = row.channel.as_deref().unwrap_or_default();
        let promoted = self.promote(&row.properties);
        let signature =
            SignatureParts::new(&row.kind, channel, row.subject.as_deref(), promoted).into();
        let claim = if key.kind.is_lasting() {
            Claim { lasting: Some(key), ..Claim::default() }
        } else {
            Claim { anonymous: Some(key), ..Claim::default() }
        };
        let fact = NewInteraction {
            customer: NOBODY_YET,
            at: row.at,
            received_at: self.received_at,
            signature,
            subject: row.subject,
            value: row.value,
            properties,
            source: self.source,
            derived: row.message_id.is_none(),
            lasting: true,
            message_id,
        };
        Ok(Told { claim, fact: Some(fact) })
    }

    fn promote(&self, properties: &Map<String, Value>) -> BTreeMap<String, String> {
        let plain = |name: &String| match properties.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(yes) => Some(yes.to_string()),
            _ => None,
        };
        self.promoted.iter().filter_map(|name| Some((name.clone(), plain(name)?))).collect()
    }

    /// The id that the file says, else one made of the row itself and of how many equal rows came
    /// before it.
    fn message_id(&mut self, row: &Row, key: &Key, properties: Option<&str>) -> String {
        if let Some(said) = &row.message_id {
            return if said.chars().count() <= MESSAGE_ID_CHARS {
                said.clone()
            } else {
                hexadecimal(&Sha256::digest(said.as_bytes()))
            };
        }
        let mut digest = Sha256::new();
        let value = row.value.map(|value| value.to_bits().to_string());
        for part in [
            Some(key.kind.name()),
            Some(&key.value),
            Some(&row.at.as_micros().to_string()),
            Some(&row.kind),
            row.channel.as_deref(),
            row.subject.as_deref(),
            value.as_deref(),
            properties,
        ] {
            // Lengths first: ("ab", "c") and ("a", "bc") are not the same.
            let length = part.map_or(u64::MAX, |part| part.len() as u64);
            digest.update(length.to_le_bytes());
            digest.update(part.unwrap_or_default().as_bytes());
        }
        let digest = digest.finalize();
        let short = u64::from_le_bytes(digest[..8].try_into().expect("eight bytes"));
        let before = self.seen.entry(short).or_insert(0);
        let id = format!("{}.{before}", hexadecimal(&digest[..16]));
        *before += 1;
        id
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
