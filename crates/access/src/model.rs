//! Users, their roles and what people are shown of them. Pure.

mod invitation;
mod team;

use std::fmt;

use parcours_kernel::{Language, Problem, Text, Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::permission::Scope;
pub use invitation::{Invitation, InvitationId, InvitationState};
pub(crate) use invitation::{invitation_is_over, invitation_not_found};
pub(crate) use team::{
    MAX_MEMBERS, MAX_TEAMS, team_name_taken, team_not_found, too_many_members, too_many_teams,
    unknown_team,
};
pub use team::{Team, TeamHue, TeamId, team_key};

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
            Self::Agent => Text::new("agent", "agent"),
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

/// Somebody as colleagues see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Person {
    /// Their id as a user.
    #[schema(value_type = String)]
    pub id: UserId,
    /// What colleagues call them.
    pub name: String,
}

/// A program's key to the API; its secret was shown once, when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ApiToken {
    /// Its id.
    #[schema(value_type = String)]
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// What it is limited to.
    pub scopes: Vec<Scope>,
    /// The name of the user who made it, and whose rights bound it.
    pub created_by: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// When it stops working; null for never.
    pub expires_at: Option<Timestamp>,
}

/// A checked name of a person or a token: 1 to 100 characters on one line, trimmed.
pub(crate) fn name(field: &str, text: &str) -> Result<String, Problem> {
    let name = text.trim();
    if name.is_empty() {
        let text = Text::new("Give a name.", "Donnez un nom.");
        return Err(Problem::invalid(field, "required", text));
    }
    if name.chars().count() > 100 || name.chars().any(char::is_control) {
        let text = Text::new(
            "A name has at most 100 characters, on one line.",
            "Un nom a 100 caractères au plus, sur une ligne.",
        );
        return Err(Problem::invalid(field, "invalid_name", text));
    }
    Ok(name.to_owned())
}

/// A checked e-mail address: as it was typed, and the key that makes it unique whatever the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Email {
    pub(crate) text: String,
    pub(crate) key: String,
}

impl Email {
    /// Accepts what mail servers in use accept; only a message that arrives proves an address.
    pub(crate) fn parse(field: &str, text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let good = text.len() <= 254
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c))
            && text.rsplit_once('@').is_some_and(|(local, domain)| {
                !local.is_empty() && !local.contains('@') && !domain.split('.').any(str::is_empty)
            });
        if !good {
            let text = Text::new(
                "This is not an e-mail address. Write it as name@example.org.",
                "Ceci n’est pas une adresse e-mail. Écrivez-la ainsi\u{202f}: nom@exemple.fr.",
            );
            return Err(Problem::invalid(field, "invalid_email", text));
        }
        Ok(Self { text: text.to_owned(), key: Self::key(text) })
    }

    /// The key of whatever was typed into a sign-in form.
    pub(crate) fn key(text: &str) -> String {
        text.trim().to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_and_folded() {
        let good = Email::parse("email", " Élodie.M@Foulee.Example ").unwrap();
        assert_eq!(
            (good.text.as_str(), good.key.as_str()),
            ("Élodie.M@Foulee.Example", "élodie.m@foulee.example")
        );
        assert!(Email::parse("email", "root@localhost").is_ok());
        for bad in [
            "",
            "a",
            "@b.c",
            "a@",
            "a@b..c",
            "a@b.",
            "a b@c.d",
            "a@b@c.d",
            "<a@b.c>",
            &format!("{}@b.c", "a".repeat(260)),
        ] {
            assert!(Email::parse("email", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(name("name", "  Élodie ").unwrap(), "Élodie");
        for bad in ["", "  ", "a\nb", &"a".repeat(101)] {
            assert!(name("name", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn roles_are_ordered_and_named() {
        assert!(Role::Owner > Role::Admin && Role::Agent > Role::Viewer);
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.name());
        }
    }
}
