//! Personas: archetypes with goals and frustrations.

use parcours_kernel::{Timestamp, prefixed_id};
use serde::Serialize;
use utoipa::ToSchema;

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
    /// Who it is, in a few sentences.
    pub summary: String,
    /// What it wants.
    pub goals: Vec<String>,
    /// What annoys it.
    pub frustrations: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}
