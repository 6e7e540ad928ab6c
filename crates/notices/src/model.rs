//! Notices, and what of them people wish for.

use parcours_access::UserId;
use parcours_kernel::{Text, Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

prefixed_id!(
    /// A notice.
    NoticeId,
    "ntc"
);

/// Characters of what somebody wrote that a notice repeats.
pub(crate) const EXCERPT: usize = 280;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Somebody called you by name.
    Mention,
    /// Somebody answered where you had written.
    Reply,
    /// Somebody wrote about what is yours.
    Comment,
    /// What you asked is settled.
    Resolved,
    /// Something was given to you.
    Assigned,
}

impl NoticeKind {
    const ALL: [Self; 5] =
        [Self::Mention, Self::Reply, Self::Comment, Self::Resolved, Self::Assigned];

    /// Its name on the wire and in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Reply => "reply",
            Self::Comment => "comment",
            Self::Resolved => "resolved",
            Self::Assigned => "assigned",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is meant for this one person: such a notice comes through where the rest is muted.
    pub(crate) fn is_personal(self) -> bool {
        matches!(self, Self::Mention | Self::Assigned)
    }
}

/// Something that somebody should know.
#[derive(Debug, Clone)]
pub struct NewNotice {
    /// Who.
    pub to: UserId,
    /// What happened.
    pub kind: NoticeKind,
    /// Who did it.
    pub by: String,
    /// What happened, in a few words: “Karim mentioned you at Payment”.
    pub title: Text,
    /// What was written, if anything; shortened.
    pub excerpt: String,
    /// Where it leads, within Parcours: `/journeys/jrn_…?panel=comments`.
    pub path: String,
    /// What it belongs to, by which it can be muted: the id of a journey.
    pub entity: String,
}

/// Something that one should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// What happened.
    pub kind: NoticeKind,
    /// Who did it.
    pub by: String,
    /// What happened, in the reader's language.
    pub title: String,
    /// What was written; shortened.
    pub excerpt: String,
    /// Where it leads, within Parcours.
    pub path: String,
    /// When.
    pub created_at: Timestamp,
    /// When it was read; null before.
    pub read_at: Option<Timestamp>,
}

/// When somebody wants mail about what they have not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MailWish {
    /// Ten minutes after the first, with what has come since.
    #[default]
    Soon,
    /// In the morning.
    Daily,
    /// Never.
    Never,
}

impl MailWish {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Soon => "soon",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }

    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "daily" => Self::Daily,
            "never" => Self::Never,
            _ => Self::Soon,
        }
    }
}

/// What somebody wishes to hear of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NoticeSettings {
    /// When mail comes.
    pub mail: MailWish,
    /// Whether this installation sends mail at all.
    pub mail_is_set_up: bool,
    /// Ids of journeys of which only what is meant for them comes.
    pub muted: Vec<String>,
}
