//! The signatures of a file's rows. Making one means to normalise texts letter by letter; most rows
//! have one that was made before.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use parcours_interactions::SignatureParts;
use serde_json::Value;

use crate::files::RowView;

/// Signatures that are remembered. More than a journey can have touchpoints for; a file that has a
/// subject of its own in every row shall not fill the memory.
const MOST: usize = 20_000;

/// Makes signatures.
#[derive(Debug)]
pub(super) struct Signatures {
    /// The properties that are part of one.
    promoted: Vec<String>,
    made: HashMap<Box<[u8]>, Arc<SignatureParts>>,
    /// What is asked for, as a key: all parts, each after its length.
    asked: Vec<u8>,
    /// The promoted properties of the row that is asked for.
    values: Vec<Option<String>>,
}

impl Signatures {
    pub(super) fn new(promoted: Vec<String>) -> Self {
        Self { promoted, made: HashMap::new(), asked: Vec::new(), values: Vec::new() }
    }

    /// The signature of a row.
    pub(super) fn of(&mut self, row: &RowView<'_>) -> Arc<SignatureParts> {
        self.values.clear();
        self.values.extend(self.promoted.iter().map(|name| plain(row, name)));
        self.asked.clear();
        let own = [Some(&*row.kind), row.channel.as_deref(), row.subject.as_deref()];
        for part in own.into_iter().chain(self.values.iter().map(Option::as_deref)) {
            let length = part.map_or(u64::MAX, |part| part.len() as u64);
            self.asked.extend_from_slice(&length.to_le_bytes());
            self.asked.extend_from_slice(part.unwrap_or_default().as_bytes());
        }
        if let Some(made) = self.made.get(self.asked.as_slice()) {
            return Arc::clone(made);
        }
        let values = self.promoted.iter().zip(&mut self.values);
        let promoted: BTreeMap<_, _> =
            values.filter_map(|(name, value)| Some((name.clone(), value.take()?))).collect();
        let channel = row.channel.as_deref().unwrap_or_default();
        let subject = row.subject.as_deref();
        let made = Arc::new(SignatureParts::new(&row.kind, channel, subject, promoted));
        if self.made.len() >= MOST {
            self.made.clear();
        }
        self.made.insert(self.asked.as_slice().into(), Arc::clone(&made));
        made
    }
}

/// A property that is one value, as text.
fn plain(row: &RowView<'_>, name: &str) -> Option<String> {
    match row.properties.get(name)?.json() {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}
