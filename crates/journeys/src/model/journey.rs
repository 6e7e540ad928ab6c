//! A journey as it is read: stages in order, touchpoints in order within them.

use std::collections::HashSet;

use parcours_access::UserId;
use parcours_kernel::{Language, Text, Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::lane::{Lane, first_lanes};
use super::{JourneyRole, Link, PersonaId, Touchpoint, TouchpointId, Translations};

prefixed_id!(
    /// Names a journey.
    JourneyId,
    "jrn"
);
prefixed_id!(
    /// Names a stage.
    StageId,
    "stg"
);

/// The map of one scenario of one persona, from a start to an end.
///
/// Published versions are stored in this form: a new field needs `#[serde(default)]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Journey {
    /// Its id.
    pub id: JourneyId,
    /// What people call it.
    pub name: String,
    /// Whose journey it is.
    pub persona: Option<PersonaRef>,
    /// The situation it tells.
    pub scenario: String,
    /// Where it starts.
    pub start: String,
    /// Where it ends.
    pub end: String,
    /// What the customer wants of it.
    pub goal: String,
    /// Grows with every change to the journey or to anything in it.
    pub revision: i64,
    /// The newest published version.
    pub published_version: Option<i64>,
    /// Whether this differs from the newest published version; true before the first one.
    pub has_unpublished_changes: bool,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who changed it last.
    pub updated_by: String,
    /// Who answers for it.
    #[serde(default)]
    pub owner: Option<OwnerRef>,
    /// How far it has come.
    #[serde(default)]
    pub status: JourneyStatus,
    /// Days after which a touchpoint is to be looked through again.
    #[serde(default = "review_days")]
    pub review_days: u16,
    /// The language in which it is written first.
    #[serde(default)]
    pub language: Language,
    /// What it says in the other.
    #[serde(default)]
    #[schema(required, value_type = BTreeMap<String, BTreeMap<String, String>>)]
    pub translations: Translations,
    /// Its rows, in order.
    #[serde(default = "first_lanes")]
    pub lanes: Vec<Lane>,
    /// Where it branches or goes back.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The touchpoint of another journey that opens into this one.
    #[serde(default)]
    pub parents: Vec<ParentRef>,
    /// What you may do with it, where it is restricted and that is less than to edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub your_role: Option<JourneyRole>,
    /// Its stages, in order.
    pub stages: Vec<Stage>,
}

/// Days after which a map is stale unless it says otherwise: a season.
pub(crate) fn review_days() -> u16 {
    90
}

/// A journey by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JourneyRef {
    /// Its id.
    pub id: JourneyId,
    /// Its name.
    pub name: String,
}

/// A touchpoint that opens into a journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ParentRef {
    /// The journey it lies in.
    pub journey: JourneyRef,
    /// Its id.
    pub touchpoint_id: TouchpointId,
    /// Its name.
    pub touchpoint: String,
}

/// Who answers for a journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnerRef {
    /// The user's id.
    pub id: UserId,
    /// The user's name.
    pub name: String,
}

/// How far a journey has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JourneyStatus {
    /// It is being drawn.
    #[default]
    Sketch,
    /// It says how things are, and is kept up.
    InUse,
    /// It says how things are to be.
    Target,
    /// It is kept for the record.
    Archived,
}

impl JourneyStatus {
    const ALL: [Self; 4] = [Self::Sketch, Self::InUse, Self::Target, Self::Archived];

    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sketch => "sketch",
            Self::InUse => "in_use",
            Self::Target => "target",
            Self::Archived => "archived",
        }
    }

    /// The status of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

impl Journey {
    /// All touchpoints in map order: stage by stage, from the first to the last.
    pub fn touchpoints(&self) -> impl Iterator<Item = &Touchpoint> {
        self.stages.iter().flat_map(|stage| &stage.touchpoints)
    }

    /// Takes out the names of other journeys that are not to be seen.
    pub fn hide(&mut self, hidden: &HashSet<JourneyId>) {
        self.parents.retain(|parent| !hidden.contains(&parent.journey.id));
        for touchpoint in self.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints) {
            touchpoint.sub_journey.take_if(|inner| hidden.contains(&inner.id));
        }
    }

    /// One of its stages.
    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// One of its touchpoints.
    pub fn touchpoint(&self, id: TouchpointId) -> Option<&Touchpoint> {
        self.touchpoints().find(|touchpoint| touchpoint.id == id)
    }
}

/// A persona by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonaRef {
    /// Its id.
    pub id: PersonaId,
    /// Its name.
    pub name: String,
}

/// A phase of a journey: a column of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Stage {
    /// Its id.
    pub id: StageId,
    /// What people call it.
    pub name: String,
    /// The colour of its band.
    pub hue: Hue,
    /// Its place among the stages, from 0.
    pub position: usize,
    /// What it says in the other language.
    #[serde(default)]
    #[schema(required, value_type = BTreeMap<String, BTreeMap<String, String>>)]
    pub translations: Translations,
    /// Its touchpoints, in order.
    pub touchpoints: Vec<Touchpoint>,
}

/// The five default stages, which lend their colours to all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hue {
    /// Sensibilisation.
    Awareness,
    /// Considération.
    Consideration,
    /// Décision.
    Decision,
    /// Fidélisation.
    Retention,
    /// Recommandation.
    Advocacy,
}

impl Hue {
    /// In the order of a journey.
    pub const ALL: [Self; 5] =
        [Self::Awareness, Self::Consideration, Self::Decision, Self::Retention, Self::Advocacy];

    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Awareness => "awareness",
            Self::Consideration => "consideration",
            Self::Decision => "decision",
            Self::Retention => "retention",
            Self::Advocacy => "advocacy",
        }
    }

    /// What the default stage of this hue is called.
    pub fn label(self) -> Text {
        match self {
            Self::Awareness => Text::new("Awareness", "Sensibilisation"),
            Self::Consideration => Text::new("Consideration", "Considération"),
            Self::Decision => Text::new("Decision", "Décision"),
            Self::Retention => Text::new("Retention", "Fidélisation"),
            Self::Advocacy => Text::new("Advocacy", "Recommandation"),
        }
    }

    /// The hue of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hue| hue.name() == name)
    }
}

/// How far a journey has come: equal only while nothing in it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JourneyMark {
    /// Its id.
    pub id: JourneyId,
    /// Of the draft.
    pub revision: i64,
    /// The newest published version.
    pub published_version: Option<i64>,
}

/// A journey as a line of a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct JourneySummary {
    /// Its id.
    pub id: JourneyId,
    /// What people call it.
    pub name: String,
    /// Whose journey it is.
    pub persona: Option<PersonaRef>,
    /// The situation it tells.
    pub scenario: String,
    /// How many stages it has.
    pub stages: i64,
    /// How many touchpoints it has.
    pub touchpoints: i64,
    /// How many of these nobody answers for.
    pub without_owner: i64,
    /// How many were not looked through for longer than the journey allows, or never.
    pub stale: i64,
    /// Who answers for the journey.
    pub owner: Option<OwnerRef>,
    /// How far it has come.
    pub status: JourneyStatus,
    /// The newest published version.
    pub published_version: Option<i64>,
    /// Whether the draft differs from it; true before the first one.
    pub has_unpublished_changes: bool,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who changed it last.
    pub updated_by: String,
}

/// One publication of a journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct JourneyVersion {
    /// 1 for the first.
    pub number: i64,
    /// When.
    pub published_at: Timestamp,
    /// By whom.
    pub published_by: String,
    /// Why, in their words; may be empty.
    pub note: String,
    /// What people call it; may be empty.
    pub name: String,
    /// Whether it was never published: what the draft said before another version took its place.
    pub kept: bool,
}
