//! A journey before it has ids: what a template, the demo or an import describes.

use parcours_kernel::{Language, Problem, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Checks, Hue, JourneyStatus, Lane, MAX_LINKS, MAX_STAGES, MAX_TOUCHPOINTS, PersonaId, Profile,
    Signal, TouchpointContent, Translations, check_lanes, check_translations, first_lanes,
};

/// A persona to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = NewPersona)]
pub struct PersonaDraft {
    /// What people call it: 1 to 200 characters.
    pub name: String,
    /// Who it is.
    #[serde(default)]
    pub summary: String,
    /// What it wants.
    #[serde(default)]
    pub goals: Vec<String>,
    /// What annoys it.
    #[serde(default)]
    pub frustrations: Vec<String>,
    /// The rest of its profile.
    #[serde(flatten)]
    pub profile: Profile,
    /// What it says in the other language.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, BTreeMap<String, String>>)]
    pub translations: Translations,
}

impl PersonaDraft {
    /// Trims and checks all; `path` leads to this, such as `persona.`.
    pub(crate) fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.name(&format!("{path}name"), &mut self.name);
        checks.text(&format!("{path}summary"), &self.summary);
        checks.sentences(&format!("{path}goals"), &mut self.goals);
        checks.sentences(&format!("{path}frustrations"), &mut self.frustrations);
        self.profile.check(path, checks);
        check_translations(&self.translations, checks);
    }
}

/// A journey to be made, whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JourneyDraft {
    /// What people will call it.
    pub name: String,
    /// A persona that exists; it goes before `persona`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persona_id: Option<PersonaId>,
    /// A persona to be made with the journey.
    #[serde(default)]
    pub persona: Option<PersonaDraft>,
    /// The situation it tells.
    #[serde(default)]
    pub scenario: String,
    /// Where it starts.
    #[serde(default)]
    pub start: String,
    /// Where it ends.
    #[serde(default)]
    pub end: String,
    /// What the customer wants of it.
    #[serde(default)]
    pub goal: String,
    /// The language in which it is written first.
    #[serde(default)]
    pub language: Language,
    /// How far it has come.
    #[serde(default)]
    pub status: JourneyStatus,
    /// Days after which a touchpoint is to be looked through again; the usual ones when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_days: Option<u16>,
    /// Its rows; those of a new journey when there are none.
    #[serde(default)]
    pub lanes: Vec<Lane>,
    /// Where it branches or goes back.
    #[serde(default)]
    pub links: Vec<LinkDraft>,
    /// What it says in the other language.
    #[serde(default)]
    pub translations: Translations,
    /// Its stages, in order.
    #[serde(default)]
    pub stages: Vec<StageDraft>,
}

/// A link to be made, by the places of its touchpoints in map order, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDraft {
    /// Where it starts.
    pub from: usize,
    /// Where it leads.
    pub to: usize,
    /// When customers take it.
    #[serde(default)]
    pub label: String,
    /// What its label says in the other language.
    #[serde(default)]
    pub translations: Translations,
}

/// A stage to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageDraft {
    /// What people will call it.
    pub name: String,
    /// The colour of its band.
    pub hue: Hue,
    /// What it says in the other language.
    #[serde(default)]
    pub translations: Translations,
    /// Its touchpoints, in order.
    #[serde(default)]
    pub touchpoints: Vec<TouchpointDraft>,
}

/// A touchpoint to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchpointDraft {
    /// What people will call it.
    pub name: String,
    /// Whether reaching it is the journey's goal.
    #[serde(default)]
    pub goal: bool,
    /// What its lanes say.
    #[serde(flatten)]
    pub content: TouchpointContent,
    /// Which interactions happen here.
    #[serde(default)]
    pub signals: Vec<Signal>,
    /// What it says in the other language.
    #[serde(default)]
    pub translations: Translations,
    /// When somebody last went through it.
    #[serde(default)]
    pub reviewed_at: Option<Timestamp>,
    /// Who did.
    #[serde(default)]
    pub reviewed_by: Option<String>,
}

impl JourneyDraft {
    /// Trims and checks all of it.
    pub fn checked(mut self) -> Result<Self, Problem> {
        let mut checks = Checks::default();
        self.check(&mut checks);
        checks.finish()?;
        Ok(self)
    }

    /// The same, with faults told to `checks`.
    pub(crate) fn check(&mut self, checks: &mut Checks) {
        checks.name("name", &mut self.name);
        if let Some(persona) = &mut self.persona {
            persona.check("persona.", checks);
        }
        for (field, text) in [
            ("scenario", &self.scenario),
            ("start", &self.start),
            ("end", &self.end),
            ("goal", &self.goal),
        ] {
            checks.text(field, text);
        }
        check_translations(&self.translations, checks);
        if let Some(days) = self.review_days {
            checks.review_days(days);
        }
        if self.lanes.is_empty() {
            self.lanes = first_lanes();
        }
        check_lanes(&mut self.lanes, checks);
        checks.count("links", self.links.len(), MAX_LINKS);
        checks.count("stages", self.stages.len(), MAX_STAGES);
        let touchpoints = self.stages.iter().map(|stage| stage.touchpoints.len()).sum();
        checks.count("touchpoints", touchpoints, MAX_TOUCHPOINTS);
        for (place, link) in self.links.iter_mut().enumerate() {
            checks.label(&format!("links[{place}].label"), &mut link.label);
            check_translations(&link.translations, checks);
        }
        self.links.retain(|link| link.from != link.to && link.from.max(link.to) < touchpoints);
        for (index, stage) in self.stages.iter_mut().enumerate() {
            stage.check(&format!("stages[{index}]."), checks);
        }
    }
}

impl StageDraft {
    fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.name(&format!("{path}name"), &mut self.name);
        check_translations(&self.translations, checks);
        for (index, touchpoint) in self.touchpoints.iter_mut().enumerate() {
            touchpoint.check(&format!("{path}touchpoints[{index}]."), checks);
        }
    }
}

impl TouchpointDraft {
    /// Trims and checks all of it; `path` leads to this and is empty for one alone.
    pub(crate) fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.name(&format!("{path}name"), &mut self.name);
        self.content.check(path, checks);
        Signal::check_all(&mut self.signals, &format!("{path}signals"), checks);
        check_translations(&self.translations, checks);
    }
}
