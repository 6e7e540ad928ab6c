//! The words of this crate as types: what a journey is made of, what may be asked of it, and the
//! rules that need no database.

mod changes;
mod checks;
mod draft;
mod journey;
mod patch;
mod persona;
mod signal;
mod touchpoint;

pub(crate) use changes::changes;
pub(crate) use checks::Checks;
pub use draft::{JourneyDraft, PersonaDraft, StageDraft, TouchpointDraft};
pub use journey::{
    Hue, Journey, JourneyId, JourneySummary, JourneyVersion, PersonaRef, Stage, StageId,
};
pub(crate) use patch::set;
pub use patch::{
    JourneyPatch, NewJourney, NewStage, NewTouchpoint, PersonaPatch, Publication, SignalList,
    StagePatch, TouchpointPatch,
};
pub use persona::{Persona, PersonaId};
pub use signal::Signal;
pub use touchpoint::{Touchpoint, TouchpointContent, TouchpointId};

/// Stages a journey may have.
pub const MAX_STAGES: usize = 60;
/// Touchpoints a journey may have: one byte names a touchpoint in a path, and 255 means none.
pub const MAX_TOUCHPOINTS: usize = 255;
/// Signals a touchpoint may have.
pub const MAX_SIGNALS: usize = 20;
