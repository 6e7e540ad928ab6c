//! Users, their roles and what people are shown of them. Pure.

use std::fmt;

use parcours_kernel::{Language, Text, Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

prefixed_id!(
    /// A user.
    UserId,
    "usr"
);
prefixed_id!(
    /// An API token (its name, not its secret).
    TokenId,
    "tok"
);
prefixed_id!(
    /// An entry of the audit trail.
    AuditId,
    "aud"
);

/// What a user may do; each role may do all that the ones before it may.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads maps.
    Viewer,
    /// Reads maps, customers and their interactions.
    Agent,
    /// Edits journeys and imports files.
    Editor,
    /// Manages sources, users, tokens and the system.
    Admin,
    /// Manages owners too.
    Owner,
}

impl Role {
    const ALL: [Self; 5] = [Self::Viewer, Self::Agent, Self::Editor, Self::Admin, Self::Owner];

    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Agent => "agent",
            Self::Editor => "editor",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }

    /// The role of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// What people call it.
    pub fn label(self) -> Text {
        match self {
            Self::Viewer => Text::new("viewer", "lecteur"),
            Self::Agent => Text::new("agent", "conseiller"),
            Self::Editor => Text::new("editor", "éditeur"),
            Self::Admin => Text::new("administrator", "administrateur"),
            Self::Owner => Text::new("owner", "propriétaire"),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Someone who may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct User {
    /// Its id.
    #[schema(value_type = String)]
    pub id: UserId,
    /// What colleagues call them.
    pub name: String,
    /// Where they get mail; what they sign in with. Unique, whatever the case.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The language they are spoken to in.
    pub language: Language,
    /// When the account was made.
    pub created_at: Timestamp,
    /// When they last did something, to the minute; null before the first sign-in.
    pub last_seen_at: Option<Timestamp>,
    /// Whether they are kept out.
    pub disabled: bool,
}
