//! How a file is to be read: its form, and which column says what.

use std::str::FromStr;

use parcours_kernel::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::words;

/// The forms of file that are read. Each may be compressed with gzip, Parquet excepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ImportFormat)]
pub enum Format {
    /// A table in text with a header line (RFC 4180), cells separated by any one character.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet.
    Parquet,
    /// An event log of process mining (IEEE 1849).
    Xes,
}

/// The encodings a text file may be declared to have. UTF-16 is recognised by its mark and needs
/// no declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportEncoding)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// The code page of western Windows, a superset of ISO 8859-1.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// How to read a file. What is `None` is found by looking at the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ImportOptions)]
pub struct Options {
    /// The form of the file.
    #[schema(required)]
    pub format: Option<Format>,
    /// CSV: the one character between cells, `\t` for a tab.
    #[schema(required)]
    pub separator: Option<String>,
    /// CSV and JSON lines: how the bytes spell characters.
    #[schema(required)]
    pub encoding: Option<Encoding>,
    /// The IANA time zone in which times without an offset are read.
    #[schema(required)]
    pub time_zone: String,
    /// Which column says what.
    #[schema(required)]
    pub columns: Columns,
    /// Whether one bad row refuses the whole file. Readers report rows either way.
    #[schema(required)]
    pub strict: bool,
    /// The kind of identity that the customer column holds: `user_id`, `email`, `phone`,
    /// `anonymous_id`.
    #[schema(required)]
    pub identity: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: None,
            separator: None,
            encoding: None,
            time_zone: "UTC".into(),
            columns: Columns::default(),
            strict: false,
            identity: "user_id".into(),
        }
    }
}

/// Which column holds which part of an interaction. All other columns become properties.
///
/// A name is that of the header. In JSON lines and Parquet a dotted name reaches into objects
/// (`context.page.path`), and `userId|anonymousId` means the first of the two that is filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ImportColumns)]
pub struct Columns {
    /// Who: the customer's identity. Needed.
    #[schema(required)]
    pub customer: Option<String>,
    /// When. Needed.
    #[schema(required)]
    pub at: Option<String>,
    /// What happened. Needed.
    #[schema(required)]
    pub kind: Option<String>,
    /// Where: e-mail, web, store.
    #[schema(required)]
    pub channel: Option<String>,
    /// About what: a page, a product, a survey.
    #[schema(required)]
    pub subject: Option<String>,
    /// Money or a score.
    #[schema(required)]
    pub value: Option<String>,
    /// What tells this row from every other, so that it is stored once.
    #[schema(required)]
    pub message_id: Option<String>,
}

/// The parts of an interaction that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Customer,
    At,
    Kind,
    Channel,
    Subject,
    Value,
    MessageId,
}

impl Role {
    pub(super) const ALL: [Self; 7] = [
        Self::Customer,
        Self::At,
        Self::Kind,
        Self::Channel,
        Self::Subject,
        Self::Value,
        Self::MessageId,
    ];
    /// Those without which there is no interaction.
    pub(super) const NEEDED: [Self; 3] = [Self::Customer, Self::At, Self::Kind];

    /// The name in [`Columns`], in the API and on the command line.
    pub(super) fn name(self) -> &'static str {
        self.field().trim_start_matches("columns.")
    }

    /// The path in [`Options`], for an error that names its field.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Customer => "columns.customer",
            Self::At => "columns.at",
            Self::Kind => "columns.kind",
            Self::Channel => "columns.channel",
            Self::Subject => "columns.subject",
            Self::Value => "columns.value",
            Self::MessageId => "columns.message_id",
        }
    }
}

impl Columns {
    pub(super) fn get(&self, role: Role) -> Option<&str> {
        match role {
            Role::Customer => self.customer.as_deref(),
            Role::At => self.at.as_deref(),
            Role::Kind => self.kind.as_deref(),
            Role::Channel => self.channel.as_deref(),
            Role::Subject => self.subject.as_deref(),
            Role::Value => self.value.as_deref(),
            Role::MessageId => self.message_id.as_deref(),
        }
    }

    pub(super) fn slot(&mut self, role: Role) -> &mut Option<String> {
        match role {
            Role::Customer => &mut self.customer,
            Role::At => &mut self.at,
            Role::Kind => &mut self.kind,
            Role::Channel => &mut self.channel,
            Role::Subject => &mut self.subject,
            Role::Value => &mut self.value,
            Role::MessageId => &mut self.message_id,
        }
    }

    /// Whether nothing was chosen yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// These columns, and for what they leave open those of `other`.
    #[must_use]
    pub fn or(mut self, mut other: Self) -> Self {
        for role in Role::ALL {
            if self.get(role).is_none() {
                *self.slot(role) = other.slot(role).take();
            }
        }
        self
    }
}

/// Reads `customer=case:concept:name,at=time:timestamp,kind=concept:name`. A column name may hold
/// commas: only a comma before `role=` separates.
impl FromStr for Columns {
    type Err = Text;

    fn from_str(text: &str) -> Result<Self, Text> {
        let mut columns = Self::default();
        let mut last: Option<Role> = None;
        for piece in text.split(',') {
            let role = piece.split_once('=').and_then(|(role, name)| {
                let role = Role::ALL.into_iter().find(|known| known.name() == role.trim())?;
                Some((role, name))
            });
            match (role, last) {
                (Some((role, name)), _) => {
                    *columns.slot(role) = Some(name.to_owned());
                    last = Some(role);
                }
                (None, Some(role)) => {
                    let name = columns.slot(role).get_or_insert_default();
                    name.push(',');
                    name.push_str(piece);
                }
                (None, None) if text.trim().is_empty() => {}
                (None, None) => return Err(words::bad_columns(piece)),
            }
        }
        for role in Role::ALL {
            let slot = columns.slot(role);
            *slot = slot.take().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        Ok(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_from_the_command_line() {
        let columns: Columns =
            "customer=case:concept:name, at=time:timestamp,kind=Type, précis,value="
                .parse()
                .unwrap();
        assert_eq!(columns.customer.as_deref(), Some("case:concept:name"));
        assert_eq!(columns.at.as_deref(), Some("time:timestamp"));
        assert_eq!(columns.kind.as_deref(), Some("Type, précis"));
        assert_eq!(columns.value, None);
        assert!(" ".parse::<Columns>().unwrap().is_empty());
        let error = "client=a".parse::<Columns>().unwrap_err().to_string();
        assert!(error.contains("client=a"), "{error}");
    }

    #[test]
    fn options_may_be_sent_in_part() {
        let options: Options =
            serde_json::from_str(r#"{"format":"xes","encoding":"windows-1252"}"#).unwrap();
        assert_eq!(options.format, Some(Format::Xes));
        assert_eq!(options.encoding, Some(Encoding::Windows1252));
        assert_eq!((options.time_zone.as_str(), options.identity.as_str()), ("UTC", "user_id"));
    }

    #[test]
    fn what_is_chosen_wins_over_what_is_guessed() {
        let chosen: Columns = "at=when".parse().unwrap();
        let guessed: Columns = "at=date,kind=event".parse().unwrap();
        let both = chosen.or(guessed);
        assert_eq!((both.at.as_deref(), both.kind.as_deref()), (Some("when"), Some("event")));
    }
}
