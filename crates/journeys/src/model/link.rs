//! Links: where a journey branches or goes back instead of on.

use parcours_kernel::prefixed_id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{TouchpointId, Translations};

prefixed_id!(
    /// Names a link.
    LinkId,
    "lnk"
);

/// Links a journey may have.
pub const MAX_LINKS: usize = 400;

/// A way from one touchpoint to another that is not simply the next: a branch, a shortcut, a loop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// Where it starts.
    pub from: TouchpointId,
    /// Where it leads.
    pub to: TouchpointId,
    /// When customers take it, in a few words; may be empty.
    pub label: String,
    /// What its label says in the other language.
    #[serde(default)]
    #[schema(required, value_type = BTreeMap<String, BTreeMap<String, String>>)]
    pub translations: Translations,
}

/// A link to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLink {
    /// Where it starts.
    pub from: TouchpointId,
    /// Where it leads: another touchpoint of the same journey.
    pub to: TouchpointId,
    /// When customers take it: 200 characters at most.
    #[serde(default)]
    pub label: String,
    /// What its label says in the other language; an empty text takes a translation away.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, BTreeMap<String, String>>)]
    pub translations: Translations,
}
