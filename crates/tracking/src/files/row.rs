//! One interaction as a file tells it.

use std::borrow::Cow;

use parcours_kernel::Timestamp;
use serde_json::{Map, Value};

use super::cell::Cell;
use super::table::Free;

/// One interaction as a file tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where it stands: the line of the file from 1, the row of a Parquet file, the event of an XES
    /// log. Rows come in this order, which is also that of equal times.
    pub line: u64,
    /// Who. Never empty; `NA` and `null` are ids like any other.
    pub customer: String,
    /// The kind of identity that `customer` is, when this row says another than
    /// [`Options::identity`](super::Options::identity): a Segment row that knows its visitor by
    /// `anonymousId` alone.
    pub identity: Option<&'static str>,
    /// When.
    pub at: Timestamp,
    /// What happened. Never empty.
    pub kind: String,
    /// Where.
    pub channel: Option<String>,
    /// About what.
    pub subject: Option<String>,
    /// Money or a score.
    pub value: Option<f64>,
    /// What tells this row from every other.
    pub message_id: Option<String>,
    /// All other columns that are filled in. Typed where the file has types, else texts as they
    /// stand. What Segment keeps in an object `properties` is lifted out of it.
    pub properties: Map<String, Value>,
}

/// A [`Row`] that lives in the buffers of its reader until that moves on: a file has millions, and
/// most of what they say is said again and again.
#[derive(Debug)]
pub(crate) struct RowView<'a> {
    /// See [`Row`] for this and all below.
    pub(crate) line: u64,
    pub(crate) customer: Cow<'a, str>,
    pub(crate) identity: Option<&'static str>,
    pub(crate) at: Timestamp,
    pub(crate) kind: Cow<'a, str>,
    pub(crate) channel: Option<Cow<'a, str>>,
    pub(crate) subject: Option<Cow<'a, str>>,
    pub(crate) value: Option<f64>,
    pub(crate) message_id: Option<Cow<'a, str>>,
    pub(crate) properties: Properties<'a>,
}

impl RowView<'_> {
    /// A row that says nothing yet.
    pub(super) fn new(line: u64) -> Self {
        Self {
            line,
            customer: Cow::Borrowed(""),
            identity: None,
            at: Timestamp::default(),
            kind: Cow::Borrowed(""),
            channel: None,
            subject: None,
            value: None,
            message_id: None,
            properties: Properties::Object(Map::new()),
        }
    }

    pub(super) fn into_owned(self) -> Row {
        Row {
            line: self.line,
            customer: self.customer.into_owned(),
            identity: self.identity,
            at: self.at,
            kind: self.kind.into_owned(),
            channel: self.channel.map(Cow::into_owned),
            subject: self.subject.map(Cow::into_owned),
            value: self.value,
            message_id: self.message_id.map(Cow::into_owned),
            properties: self.properties.into_map(),
        }
    }
}

/// What a row says beyond its own parts; see [`Row::properties`].
#[derive(Debug)]
pub(crate) enum Properties<'a> {
    /// Of a record that has an object of its own.
    Object(Map<String, Value>),
    /// Cells of a table.
    Cells(Free<'a>),
}

impl Properties<'_> {
    /// The one of this name.
    pub(crate) fn get(&self, name: &str) -> Option<Cell<'_>> {
        match self {
            Self::Object(map) => map.get(name).map(Cell::from),
            Self::Cells(free) => {
                free.iter().find(|(known, _)| *known == name).map(|(_, cell)| cell)
            }
        }
    }

    /// All of them as a JSON object with its names in order; `None` when there is none.
    pub(crate) fn json(&self) -> Option<String> {
        match self {
            Self::Object(map) => {
                let write = || serde_json::to_string(map).expect("JSON writes as JSON");
                (!map.is_empty()).then(write)
            }
            Self::Cells(free) => free.json(),
        }
    }

    fn into_map(self) -> Map<String, Value> {
        match self {
            Self::Object(map) => map,
            Self::Cells(free) => {
                free.iter().map(|(name, cell)| (name.to_owned(), cell.json())).collect()
            }
        }
    }
}
