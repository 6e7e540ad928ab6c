//! Who may do what with one journey.

use parcours_access::{Caller, Role, TeamId, User, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody may do with a restricted journey, never more than their role in Parcours allows;
/// each may do all that the ones before it may.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum JourneyRole {
    /// Sees it and its figures.
    View,
    /// Says something about it.
    Comment,
    /// Changes it.
    Edit,
}

impl JourneyRole {
    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Comment => "comment",
            Self::Edit => "edit",
        }
    }

    /// The role of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::View, Self::Comment, Self::Edit].into_iter().find(|role| role.name() == name)
    }
}

/// One line of a journey's list: a person or a team, and what they may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JourneyGrant {
    /// A person; or else a team.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// A team; or else a person.
    #[serde(default)]
    pub team_id: Option<TeamId>,
    /// What they may do.
    pub role: JourneyRole,
}

/// Lines a journey's list may have.
pub(crate) const MAX_GRANTS: usize = 200;

/// Who may see and edit a journey.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JourneyAccess {
    /// Whether only those who are listed see it; else everybody does, by their role in Parcours.
    /// Its owner and administrators always do.
    pub restricted: bool,
    /// Who is listed. Kept while it is open, for when it is restricted again.
    #[serde(default)]
    pub grants: Vec<JourneyGrant>,
}

/// Through whose eyes journeys are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader(Option<UserId>);

impl Reader {
    /// One who sees all journeys: an administrator, the command line, a job.
    pub fn of_all() -> Self {
        Self(None)
    }

    /// Whoever asks. A token sees what its maker sees.
    pub fn of(caller: &Caller) -> Self {
        Self((caller.role() < Role::Admin).then(|| caller.responsible().id))
    }

    /// A user, as when they ask themselves.
    pub fn of_user(user: &User) -> Self {
        Self((user.role < Role::Admin).then_some(user.id))
    }

    /// The user; `None` for one who sees all.
    pub(crate) fn user(self) -> Option<UserId> {
        self.0
    }
}
