//! A touchpoint: one moment of contact, with what its lanes say.

use parcours_kernel::{Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{JourneyRef, Signal, StageId, TouchpointContent, Translations};

prefixed_id!(
    /// Names a touchpoint.
    TouchpointId,
    "tch"
);

/// One moment of contact in a stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Touchpoint {
    /// Its id.
    pub id: TouchpointId,
    /// The stage it lies in.
    pub stage_id: StageId,
    /// What people call it.
    pub name: String,
    /// Its place in the stage, from 0.
    pub position: usize,
    /// Whether reaching it is the journey's goal.
    pub goal: bool,
    /// What its lanes say.
    #[serde(flatten)]
    pub content: TouchpointContent,
    /// Grows with every change to it.
    pub revision: i64,
    /// Which interactions happen here: any of these.
    pub signals: Vec<Signal>,
    /// The journey that it opens into: this moment, drawn in detail.
    #[serde(default)]
    pub sub_journey: Option<JourneyRef>,
    /// When somebody last went through it and found it right.
    #[serde(default)]
    pub reviewed_at: Option<Timestamp>,
    /// Who did.
    #[serde(default)]
    pub reviewed_by: Option<String>,
    /// What it says in the other language.
    #[serde(default)]
    #[schema(required, value_type = BTreeMap<String, BTreeMap<String, String>>)]
    pub translations: Translations,
}
