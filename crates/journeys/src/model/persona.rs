//! Personas: archetypes with goals and frustrations.

mod habit;

use parcours_kernel::{Language, Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use habit::{Habit, MAX_HABITS};

use super::{Checks, Translations};

prefixed_id!(
    /// Names a persona.
    PersonaId,
    "prs"
);

/// An archetype of customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Persona {
    /// Its id.
    pub id: PersonaId,
    /// What people call it.
    pub name: String,
    /// Who it is: its story, in a few sentences.
    pub summary: String,
    /// What it wants.
    pub goals: Vec<String>,
    /// What annoys it.
    pub frustrations: Vec<String>,
    /// The rest of its profile.
    #[serde(flatten)]
    pub profile: Profile,
    /// What it says in the other language.
    #[schema(value_type = BTreeMap<String, BTreeMap<String, String>>)]
    pub translations: Translations,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What else is known of a persona. Stored whole, as JSON: a new field needs no migration.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Profile {
    /// Its picture: an uploaded one (`/api/v1/pictures/…`), or a web address.
    pub picture: Option<String>,
    /// What such people say.
    #[schema(required)]
    pub quotes: Vec<String>,
    /// Where they are met.
    #[schema(required)]
    pub channels: Vec<String>,
    /// Which customers they are, in words.
    #[schema(required)]
    pub segment: String,
    /// …and by what they did: customers of the log for whom all of these hold. Nobody when there are none.
    #[schema(required)]
    pub known_by: Vec<Habit>,
    /// The language in which it is written first.
    #[schema(required)]
    pub language: Language,
}

impl Profile {
    pub(super) fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.address(&format!("{path}picture"), &mut self.picture);
        checks.sentences(&format!("{path}quotes"), &mut self.quotes);
        checks.sentences(&format!("{path}channels"), &mut self.channels);
        checks.text(&format!("{path}segment"), &self.segment);
        Habit::check_all(&mut self.known_by, &format!("{path}known_by"), checks);
    }
}
