//! Properties of interactions as columns: for each row the value of one name.
//!
//! A property is what its source promoted into the signature, else the member of that name of the row's
//! JSON object, as text: texts as they are, numbers and truths as JSON writes them. Objects, lists and null are no
//! values. The text of properties is only read where a wanted signature has not promoted the name.

mod extract;
mod names;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::rows::Rows;
use crate::signature::Signature;
use extract::member;
pub(crate) use names::Names;

/// One property of the rows of a [`Bucket`](crate::Bucket): few values, many rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PropertyColumn {
    /// Its name.
    pub name: Arc<str>,
    /// By row: 0 where there is none, else the place in `values` plus one.
    pub codes: Vec<u32>,
    /// The values that occur, each once, in the order in which they were first met.
    pub values: Vec<Arc<str>>,
    /// Places of values, while rows are added.
    places: HashMap<Arc<str>, u32>,
}

impl PropertyColumn {
    /// A column without rows.
    pub fn new(name: Arc<str>) -> Self {
        Self { name, ..Self::default() }
    }

    /// The value of a row.
    pub fn value(&self, row: usize) -> Option<&str> {
        let place = self.codes[row].checked_sub(1)?;
        self.values.get(place as usize).map(AsRef::as_ref)
    }

    /// The code of a value; `None` where no row has it.
    pub fn code(&self, value: &str) -> Option<u32> {
        let place = self.values.iter().position(|known| &**known == value)?;
        u32::try_from(place + 1).ok()
    }

    /// Adds a row.
    pub fn push(&mut self, value: Option<&str>) {
        let code = value.map_or(0, |value| self.code_for(value));
        self.codes.push(code);
    }

    fn code_for(&mut self, value: &str) -> u32 {
        // Rows of one customer have the same value more often than not.
        if let Some(last) = self.codes.last()
            && let Some(place) = last.checked_sub(1)
            && self.values.get(place as usize).is_some_and(|known| &**known == value)
        {
            return *last;
        }
        if let Some(code) = self.places.get(value) {
            return *code;
        }
        let value: Arc<str> = value.into();
        self.values.push(Arc::clone(&value));
        let code = u32::try_from(self.values.len()).expect("a chunk holds fewer than 2³² rows");
        self.places.insert(value, code);
        code
    }

    /// Some of the rows, in no more memory than they take.
    pub(crate) fn part(&self, rows: Range<usize>) -> Self {
        let mut part = Self::new(Arc::clone(&self.name));
        part.codes.reserve_exact(rows.len());
        rows.for_each(|row| part.push(self.value(row)));
        part.shrink();
        part
    }

    pub(crate) fn clear(&mut self) {
        self.codes.clear();
        self.values.clear();
        self.places.clear();
    }

    /// Gives back what only adding rows needs.
    fn shrink(&mut self) {
        self.places = HashMap::new();
        self.codes.shrink_to_fit();
        self.values.shrink_to_fit();
    }

    /// Roughly what it takes in memory, once shrunk.
    pub(crate) fn bytes(&self) -> usize {
        let texts: usize = self.values.iter().map(|value| value.len() + 32).sum();
        self.codes.len() * size_of::<u32>() + texts
    }
}

/// A property that is asked for.
#[derive(Debug)]
struct Asked {
    name: Arc<str>,
    /// Its value by signature's number, where it is promoted.
    promoted: Vec<Option<Arc<str>>>,
}

/// The properties that are asked for; cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Properties(Arc<Vec<Asked>>);

impl Properties {
    /// Some names, as the signatures of a log promote them.
    pub(crate) fn new(names: impl IntoIterator<Item = Arc<str>>, signatures: &[Signature]) -> Self {
        let last = signatures.last().map_or(0, |signature| signature.id as usize + 1);
        let asked = |name: Arc<str>| {
            let mut promoted = vec![None; last];
            for Signature { id, parts } in signatures {
                promoted[*id as usize] =
                    parts.properties.get(&*name).map(|value| value.as_str().into());
            }
            Asked { name, promoted }
        };
        Self(Arc::new(names.into_iter().map(asked).collect()))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.0.iter().map(|asked| &asked.name)
    }

    /// Whether the text of properties has to be read for rows of these signatures (of any, when
    /// `None`).
    pub(crate) fn need_text(&self, signatures: Option<&[u32]>) -> bool {
        self.0.iter().any(|asked| match signatures {
            None => asked.promoted.iter().any(Option::is_none),
            Some(numbers) => numbers.iter().any(|number| asked.promoted(*number).is_none()),
        })
    }

    /// Columns without rows, in the memory of those given.
    pub(crate) fn begin(&self, columns: &mut Vec<PropertyColumn>) {
        if columns.len() == self.0.len() {
            columns.iter_mut().for_each(PropertyColumn::clear);
        } else {
            *columns = self.names().map(|name| PropertyColumn::new(Arc::clone(name))).collect();
        }
    }

    /// Adds some rows to columns that these properties began.
    pub(crate) fn add(&self, rows: &Rows, range: Range<usize>, columns: &mut [PropertyColumn]) {
        for (asked, column) in self.0.iter().zip(columns) {
            column.codes.reserve(range.len());
            for row in range.clone() {
                match asked.promoted(rows.signature[row]) {
                    Some(value) => column.push(Some(value)),
                    None => {
                        let object = rows.properties.get(row).map_or(&[][..], |text| text.data());
                        column.push(member(object, &asked.name).as_deref());
                    }
                }
            }
        }
    }
}

impl Asked {
    fn promoted(&self, signature: u32) -> Option<&Arc<str>> {
        self.promoted.get(signature as usize)?.as_ref()
    }
}
