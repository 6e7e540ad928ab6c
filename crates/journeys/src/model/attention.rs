//! Touchpoints that nobody looks after.

use parcours_kernel::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{JourneyId, JourneyRef, OwnerRef, StageId, TouchpointId};

/// A touchpoint that was not looked through for too long, or for which no team answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Neglected {
    /// The journey it lies in.
    pub journey: JourneyRef,
    /// Who answers for that journey.
    pub journey_owner: Option<OwnerRef>,
    /// The stage it lies in.
    pub stage_id: StageId,
    /// Its name.
    pub stage: String,
    /// Its id.
    pub touchpoint_id: TouchpointId,
    /// Its name.
    pub touchpoint: String,
    /// The team that answers for it; empty for none.
    pub owning_team: String,
    /// When somebody last went through it.
    pub reviewed_at: Option<Timestamp>,
    /// Who did.
    pub reviewed_by: Option<String>,
    /// When it was to be looked through again; null when nobody ever looked.
    pub due_at: Option<Timestamp>,
    /// Whether that time is over, or it was never looked through.
    pub stale: bool,
    /// Whether no team answers for it.
    pub without_owner: bool,
}

/// What a list of neglected touchpoints is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Neglect {
    /// Either.
    #[default]
    Any,
    /// Not looked through for too long, or never.
    Stale,
    /// No team answers for it.
    WithoutOwner,
}

/// Which neglected touchpoints to list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AttentionQuery {
    /// Of one journey only.
    #[param(value_type = Option<String>)]
    pub journey_id: Option<JourneyId>,
    /// Of one team only, by its exact name.
    pub team: Option<String>,
    /// Only stale ones, or only those without an owner.
    #[serde(default)]
    #[param(inline)]
    pub about: Neglect,
}
