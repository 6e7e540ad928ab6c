//! From a row of a file to something told.

use std::fmt::Write as _;
use std::io::Write as _;

use parcours_customers::{IdentityKind, Key, KeyRefusal};
use parcours_interactions::{NewInteraction, SourceId as SourceNumber};
use parcours_kernel::{Text, Timestamp};
use sha2::{Digest, Sha256};

use super::repeats::Repeats;
use super::signatures::Signatures;
use super::words;
use crate::files::RowView;
use crate::told::{Batch, NOBODY_YET};

const MESSAGE_ID_CHARS: usize = 100;

/// Rows that are shaped before they are settled together. More would leave the fast memory.
const TOGETHER: usize = 256;

/// Shapes the rows of one file, in their order.
#[derive(Debug)]
pub(super) struct Shaper {
    identity: IdentityKind,
    source: SourceNumber,
    received_at: Timestamp,
    signatures: Signatures,
    repeats: Repeats,
    /// What a row is told by, written one part after the other.
    written: Vec<u8>,
    /// Rows that are not settled yet: their ids lack their ends.
    shaped: Vec<(Key, NewInteraction)>,
    /// What those ends are found by, for rows whose file says no id.
    digests: Vec<Option<u64>>,
}

impl Shaper {
    pub(super) fn new(
        identity: IdentityKind,
        source: SourceNumber,
        promoted: Vec<String>,
        received_at: Timestamp,
    ) -> Self {
        let signatures = Signatures::new(promoted);
        Self {
            identity,
            source,
            received_at,
            signatures,
            repeats: Repeats::default(),
            written: Vec::new(),
            shaped: Vec::with_capacity(TOGETHER),
            digests: Vec::with_capacity(TOGETHER),
        }
    }

    /// What a row tells, or why nobody can be told from it. Told once it is
    /// [settled](Self::settle).
    pub(super) fn shape(&mut self, row: RowView<'_>) -> Result<&NewInteraction, Text> {
        let key = self.key(&row)?;
        let properties = row.properties.json();
        let (message_id, digest) = self.message_id(&row, &key, properties.as_deref());
        let signature = self.signatures.of(&row);
        let fact = NewInteraction {
            customer: NOBODY_YET,
            at: row.at,
            received_at: self.received_at,
            signature,
            subject: row.subject.map(Into::into),
            value: row.value,
            properties,
            source: self.source,
            derived: row.message_id.is_none(),
            lasting: true,
            message_id,
        };
        self.digests.push(digest);
        Ok(&self.shaped.push_mut((key, fact)).1)
    }

    /// Whether so many rows wait that it is time to settle them.
    pub(super) fn is_laden(&self) -> bool {
        self.shaped.len() >= TOGETHER
    }

    /// Tells the rows shaped since, their ids ended by how many equal rows came before each.
    pub(super) fn settle(&mut self, batch: &mut Batch) {
        // Apart from all else: the processor then waits for many places of a large table at once,
        // instead of for each in turn.
        for digest in self.digests.iter_mut().flatten() {
            *digest = u64::from(self.repeats.number(*digest));
        }
        for ((_, fact), number) in self.shaped.iter_mut().zip(self.digests.drain(..)) {
            if let Some(number) = number {
                write!(fact.message_id, ".{number}").expect("memory takes what is written");
            }
        }
        batch.push_about(&mut self.shaped);
    }

    /// Passes over a row that was stored before. Only its place among its equals counts.
    pub(super) fn pass(&mut self, row: &RowView<'_>) {
        if row.message_id.is_none()
            && let Ok(key) = self.key(row)
        {
            let digest = self.digest(row, &key, row.properties.json().as_deref());
            self.repeats.number(short(&digest));
        }
    }

    fn key(&self, row: &RowView<'_>) -> Result<Key, Text> {
        let kind = row.identity.and_then(|kind| kind.parse().ok()).unwrap_or(self.identity);
        Key::from_file(kind, &row.customer).map_err(|refusal| match refusal {
            KeyRefusal::TooLong => words::customer_too_long(),
            KeyRefusal::Empty | KeyRefusal::Blocked => words::not_a_customer(&row.customer),
        })
    }

    /// The id that the file says, else the start of one made of the row itself, and what its end
    /// is found by.
    fn message_id(
        &mut self,
        row: &RowView<'_>,
        key: &Key,
        properties: Option<&str>,
    ) -> (String, Option<u64>) {
        match &row.message_id {
            Some(said) if said.chars().count() <= MESSAGE_ID_CHARS => {
                (said.as_ref().to_owned(), None)
            }
            Some(said) => (hexadecimal(&Sha256::digest(said.as_bytes())), None),
            None => {
                let digest = self.digest(row, key, properties);
                (hexadecimal(&digest[..16]), Some(short(&digest)))
            }
        }
    }

    /// A digest of all that a row says.
    fn digest(&mut self, row: &RowView<'_>, key: &Key, properties: Option<&str>) -> [u8; 32] {
        self.written.clear();
        self.part(Some(key.kind.name()));
        self.part(Some(&key.value));
        self.shown(Some(row.at.as_micros()));
        self.part(Some(&row.kind));
        self.part(row.channel.as_deref());
        self.part(row.subject.as_deref());
        self.shown(row.value.map(f64::to_bits));
        self.part(properties);
        Sha256::digest(&self.written).into()
    }

    /// Writes a part after its length: ("ab", "c") and ("a", "bc") are not the same.
    fn part(&mut self, part: Option<&str>) {
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        self.written.extend_from_slice(&length.to_le_bytes());
        self.written.extend_from_slice(part.unwrap_or_default().as_bytes());
    }

    /// The same for a number, in digits.
    fn shown(&mut self, number: Option<impl std::fmt::Display>) {
        let Some(number) = number else { return self.part(None) };
        let start = self.written.len();
        self.written.extend_from_slice(&[0; 8]);
        write!(self.written, "{number}").expect("memory takes what is written");
        let length = (self.written.len() - start - 8) as u64;
        self.written[start..start + 8].copy_from_slice(&length.to_le_bytes());
    }
}

/// Enough of a digest to tell rows of one file apart.
fn short(digest: &[u8; 32]) -> u64 {
    let (first, _) = digest.split_first_chunk().expect("a digest has 32 bytes");
    u64::from_le_bytes(*first)
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half & 15)]);
    // Room for the number that may follow, too.
    let mut text = String::with_capacity(bytes.len() * 2 + 4);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(*byte));
    }
    text
}

#[cfg(test)]
mod tests;
