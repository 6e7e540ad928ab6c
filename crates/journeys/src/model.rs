//! The words of this crate as types: what a journey is made of, what may be asked of it, and the
//! rules that need no database.

mod attention;
mod changes;
mod checks;
mod content;
mod difference;
mod draft;
mod journey;
mod lane;
mod link;
mod patch;
mod persona;
mod role;
mod signal;
mod team;
mod touchpoint;
mod touchpoint_patch;
mod translation;

pub use attention::{AttentionQuery, Neglect, Neglected};
pub(crate) use changes::changes;
pub(crate) use checks::Checks;
pub use content::{
    Feeling, Finding, FreeValue, HandledBy, KeyPicture, NextAction, Severity, TeamAction,
    TouchpointContent,
};
pub(crate) use difference::difference;
pub use difference::{
    Became, FieldDifference, JourneyDifference, StageDifference, TouchpointDifference,
};
pub use draft::{JourneyDraft, LinkDraft, PersonaDraft, StageDraft, TouchpointDraft};
pub(crate) use journey::review_days;
pub use journey::{
    Hue, Journey, JourneyId, JourneyMark, JourneyRef, JourneyStatus, JourneySummary,
    JourneyVersion, OwnerRef, ParentRef, PersonaRef, Stage, StageId,
};
pub use lane::{Lane, LaneId, LaneKind};
pub(crate) use lane::{check_lanes, first_lanes};
pub use link::{Link, LinkId, MAX_LINKS, NewLink};
pub(crate) use patch::set;
pub use patch::{
    JourneyPatch, MoveTouchpoints, NewJourney, NewStage, NewTouchpoint, PasteTouchpoints,
    PersonaPatch, Publication, SignalList, SomeTouchpoints, StagePatch, VersionPatch,
};
pub use persona::{Habit, MAX_HABITS, Persona, PersonaId, Profile};
pub(crate) use role::MAX_GRANTS;
pub use role::{JourneyAccess, JourneyGrant, JourneyRole, Reader};
pub use signal::Signal;
pub use team::Watchers;
pub(crate) use team::{KnownTeams, TeamRef};
pub use touchpoint::{Touchpoint, TouchpointId};
pub use touchpoint_patch::TouchpointPatch;
pub use translation::Translations;
pub(crate) use translation::{
    check as check_translations, follow as follow_lines, merge as merge_translations,
};

/// Stages a journey may have.
pub const MAX_STAGES: usize = 60;
/// Touchpoints a journey may have: one byte names a touchpoint in a path, and 255 means none.
pub const MAX_TOUCHPOINTS: usize = 255;
/// Signals a touchpoint may have.
pub const MAX_SIGNALS: usize = 20;
