//! What one may be allowed to do. A permission is a type, so that a handler's signature says what it
//! asks for: `Can<EditJourneys>`.
//!
//! To add one: a line in the macro below, and in [`Permission`]'s list by that. Each belongs to the
//! lowest role that has it, and to the scopes with which an API token has it.

use std::fmt::Debug;

use parcours_kernel::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Role;

/// What an API token may be limited to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
pub enum Scope {
    /// Reads journeys and their figures.
    #[serde(rename = "journeys:read")]
    JourneysRead,
    /// Reads and edits journeys.
    #[serde(rename = "journeys:write")]
    JourneysWrite,
    /// Reads customers and their interactions.
    #[serde(rename = "interactions:read")]
    InteractionsRead,
    /// Imports files.
    #[serde(rename = "imports:write")]
    ImportsWrite,
    /// Manages sources and their keys.
    #[serde(rename = "sources:manage")]
    SourcesManage,
    /// Manages users, up to administrators.
    #[serde(rename = "users:manage")]
    UsersManage,
    /// Reads the audit trail.
    #[serde(rename = "audit:read")]
    AuditRead,
}

impl Scope {
    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::JourneysRead => "journeys:read",
            Self::JourneysWrite => "journeys:write",
            Self::InteractionsRead => "interactions:read",
            Self::ImportsWrite => "imports:write",
            Self::SourcesManage => "sources:manage",
            Self::UsersManage => "users:manage",
            Self::AuditRead => "audit:read",
        }
    }

    /// The lowest role that may do all that this scope allows.
    pub fn role(self) -> Role {
        Facts::ALL
            .iter()
            .filter(|facts| facts.scopes.contains(&self))
            .map(|facts| facts.role)
            .max()
            .unwrap_or(Role::Owner)
    }
}

/// A permission; implemented by the marker types of this module only.
pub trait Permission: Debug + Send + Sync + 'static {
    /// What is known of it.
    const FACTS: Facts;
}

/// What is known of a permission.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Its name in `Session.permissions`.
    pub name: &'static str,
    /// The lowest role that has it.
    pub role: Role,
    /// The scopes with which a token has it; none: never.
    pub scopes: &'static [Scope],
    /// What it lets one do, after "to" and after "pour".
    words: (&'static str, &'static str),
}

impl Facts {
    /// What it lets one do: "edit journeys", "modifier les parcours".
    pub fn words(&self) -> Text {
        Text::new(self.words.0, self.words.1)
    }
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $type:ident: $name:literal, $role:ident, [$($scope:ident),*], $en:literal, $fr:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $type;

            impl Permission for $type {
                const FACTS: Facts = Facts {
                    name: $name,
                    role: Role::$role,
                    scopes: &[$(Scope::$scope),*],
                    words: ($en, $fr),
                };
            }
        )*

        impl Facts {
            /// All permissions.
            pub const ALL: &'static [Facts] = &[$($type::FACTS),*];
        }
    };
}

permissions! {
    /// Reads journeys, personas, templates and figures.
    ViewJourneys: "view_journeys", Viewer, [JourneysRead, JourneysWrite], "read journeys", "lire les parcours";
    /// Makes, edits, publishes and deletes journeys and personas.
    EditJourneys: "edit_journeys", Editor, [JourneysWrite], "edit journeys", "modifier les parcours";
    /// Comments journeys, and shows where one is in them.
    CommentJourneys: "comment_journeys", Viewer, [JourneysWrite], "comment journeys", "commenter les parcours";
    /// Reads customers, who they are and what they did: personal data.
    ViewInteractions: "view_interactions", Agent, [InteractionsRead], "read customers’ interactions", "lire les interactions des clients";
    /// Forgets a customer for good. Never by token: a person decides.
    ForgetCustomers: "forget_customers", Admin, [], "forget customers", "oublier des clients";
    /// Uploads and imports files of interactions.
    ImportFiles: "import_files", Editor, [ImportsWrite], "import files", "importer des fichiers";
    /// Makes sources, rotates and revokes their keys, reads their last events.
    ManageSources: "manage_sources", Admin, [SourcesManage], "manage sources", "gérer les sources";
    /// Makes users, changes their roles, keeps them out; makes and revokes API tokens.
    ManageUsers: "manage_users", Admin, [UsersManage], "manage users and tokens", "gérer les utilisateurs et les jetons";
    /// Reads who changed what.
    ReadAudit: "read_audit", Admin, [AuditRead], "read the audit trail", "lire le journal d’audit";
    /// Sets the time zone, retries dead jobs. Never by token: a person decides.
    ManageSystem: "manage_system", Admin, [], "manage the system", "gérer le système";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_needs_the_role_of_all_it_allows() {
        assert_eq!(Scope::JourneysRead.role(), Role::Viewer);
        assert_eq!(Scope::JourneysWrite.role(), Role::Editor);
        assert_eq!(Scope::AuditRead.role(), Role::Admin);
    }

    #[test]
    fn a_scope_is_named_alike_on_the_wire_and_in_code() {
        for facts in Facts::ALL {
            for scope in facts.scopes {
                assert_eq!(serde_json::to_value(scope).unwrap(), scope.name());
            }
        }
    }
}
