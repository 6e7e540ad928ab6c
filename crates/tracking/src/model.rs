//! Sources, their write keys and their last events. Pure.

use parcours_interactions::{CustomerId, SourceId as SourceNumber};
use parcours_kernel::{Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

prefixed_id!(
    /// A source.
    SourceId,
    "src"
);
prefixed_id!(
    /// A write key; its id, not the key itself.
    KeyId,
    "key"
);

/// What kind of program sends the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A program of the company.
    Server,
    /// A web page, in the customer's browser.
    Browser,
    /// An app, on the customer's phone.
    Mobile,
    /// Files. Parcours makes this one itself.
    Import,
}

impl SourceKind {
    const ALL: [Self; 4] = [Self::Server, Self::Browser, Self::Mobile, Self::Import];

    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Browser => "browser",
            Self::Mobile => "mobile",
            Self::Import => "import",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who tells us of interactions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Source {
    /// The number that its interactions carry.
    #[serde(skip)]
    pub number: SourceNumber,
    /// Its id.
    #[schema(value_type = String)]
    pub id: SourceId,
    /// What people call it.
    pub name: String,
    /// What kind of program sends the events.
    pub kind: SourceKind,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether its events are turned away.
    pub disabled: bool,
    /// Properties that become part of what signals can ask for. `device` and `campaign` are found
    /// in the context, `context.…` anywhere in it, other names in the event's properties.
    pub promoted: Vec<String>,
    /// Its keys, newest first, revoked ones too.
    pub keys: Vec<WriteKey>,
    /// When it last told something.
    pub last_event_at: Option<Timestamp>,
    /// Events stored in the last 24 hours, to the hour.
    pub events_24h: i64,
}

/// A key with which events are sent. It may only write, and is meant to be seen: browsers send it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WriteKey {
    /// Its id.
    #[schema(value_type = String)]
    pub id: KeyId,
    /// The key itself.
    pub key: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it is refused; null while it works.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It is in the log, or changed who somebody is.
    Stored,
    /// It was told before.
    Duplicate,
    /// It came late for somebody who was forgotten; nothing of it is kept.
    Erased,
    /// It was turned away; the reason says why.
    Refused,
}

impl Outcome {
    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Duplicate => "duplicate",
            Self::Erased => "erased",
            Self::Refused => "refused",
        }
    }

    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "stored" => Self::Stored,
            "duplicate" => Self::Duplicate,
            "erased" => Self::Erased,
            _ => Self::Refused,
        }
    }
}

/// One of the last events of a source, as it came.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SourceEvent {
    /// Its place among them.
    pub seq: i64,
    /// When it arrived.
    pub received_at: Timestamp,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was refused, in the caller's language.
    pub reason: Option<String>,
    /// `track`, `page`, `identify`, …
    #[serde(rename = "type")]
    pub call: String,
    /// The event's or page's name.
    pub name: Option<String>,
    /// Whose it is.
    #[schema(value_type = Option<String>)]
    pub customer_id: Option<CustomerId>,
    /// The event as it came; a text when it was too long to keep whole.
    #[schema(value_type = Object)]
    pub payload: serde_json::Value,
}

/// Properties that a new source promotes.
pub const DEFAULT_PROMOTED: [&str; 2] = ["device", "campaign"];
