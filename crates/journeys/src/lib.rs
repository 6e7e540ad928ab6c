//! Personas, journeys, stages, touchpoints, signals, versions and templates: the map.
//!
//! [`Journeys`] reads and changes them; every change is one unit of work with its entry in the audit
//! trail and its note for the screens. [`bind`] tells which signature belongs to which touchpoint.
//!
//! What it never does: read an interaction. Figures are made elsewhere, from a [`Binding`].
//! Nothing is lost by a click: journeys, stages and touchpoints are removed until they are restored.
//!
//! To add a lane to touchpoints: a field in `TouchpointContent` and in `TouchpointPatch`, and a line in
//! the `check` and `apply` beside them; no migration. To add an endpoint: one file in `api/`. To add a
//! template: see `templates.rs`.

mod api;
mod bilingual;
mod binding;
mod matching;
mod model;
mod picture;
mod problems;
mod service;
mod store;
mod templates;

pub use api::{Api, Commentable, Editable, InJourney, Viewable, router};
pub use binding::{Binding, bind};
pub use matching::SignalMatcher;
pub use model::{
    AttentionQuery, Became, Feeling, FieldDifference, Finding, FreeValue, Habit, HandledBy, Hue,
    Journey, JourneyAccess, JourneyDifference, JourneyDraft, JourneyGrant, JourneyId, JourneyMark,
    JourneyPatch, JourneyRef, JourneyRole, JourneyStatus, JourneySummary, JourneyVersion,
    KeyPicture, Lane, LaneId, LaneKind, Link, LinkDraft, LinkId, MAX_HABITS, MAX_LINKS,
    MAX_SIGNALS, MAX_STAGES, MAX_TOUCHPOINTS, MoveTouchpoints, Neglect, Neglected, NewJourney,
    NewLink, NewStage, NewTouchpoint, NextAction, OwnerRef, ParentRef, PasteTouchpoints, Persona,
    PersonaDraft, PersonaId, PersonaPatch, PersonaRef, Profile, Publication, Reader, Severity,
    Signal, SignalList, SomeTouchpoints, Stage, StageDifference, StageDraft, StageId, StagePatch,
    TeamAction, Touchpoint, TouchpointContent, TouchpointDifference, TouchpointDraft, TouchpointId,
    TouchpointPatch, Translations, VersionPatch, Watchers,
};
pub use picture::{Picture, PictureContent, PictureId};
pub use service::Journeys;
pub use templates::{Template, TemplateStage};

#[cfg(test)]
mod tests;
