//! A journey before it has ids: what a template, the demo or an import describes.

use serde::{Deserialize, Serialize};

use parcours_kernel::Problem;
use utoipa::ToSchema;

use super::{Checks, Hue, MAX_STAGES, MAX_TOUCHPOINTS, PersonaId, Signal, TouchpointContent};

/// A persona to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
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
}

impl PersonaDraft {
    /// Trims and checks all; `path` leads to this, such as `persona.`.
    pub(crate) fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.name(&format!("{path}name"), &mut self.name);
        checks.text(&format!("{path}summary"), &self.summary);
        checks.sentences(&format!("{path}goals"), &mut self.goals);
        checks.sentences(&format!("{path}frustrations"), &mut self.frustrations);
    }
}

/// A journey to be made, whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JourneyDraft {
    /// What people will call it.
    pub name: String,
    /// A persona that exists; it goes before `persona`.
    #[serde(default)]
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
    /// Its stages, in order.
    #[serde(default)]
    pub stages: Vec<StageDraft>,
}

/// A stage to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageDraft {
    /// What people will call it.
    pub name: String,
    /// The colour of its band.
    pub hue: Hue,
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
}

impl JourneyDraft {
    /// Trims and checks all of it.
    pub(crate) fn checked(mut self) -> Result<Self, Problem> {
        let mut checks = Checks::default();
        checks.name("name", &mut self.name);
        if let Some(persona) = &mut self.persona {
            persona.check("persona.", &mut checks);
        }
        for (field, text) in [
            ("scenario", &self.scenario),
            ("start", &self.start),
            ("end", &self.end),
            ("goal", &self.goal),
        ] {
            checks.text(field, text);
        }
        checks.count("stages", self.stages.len(), MAX_STAGES);
        let touchpoints = self.stages.iter().map(|stage| stage.touchpoints.len()).sum();
        checks.count("touchpoints", touchpoints, MAX_TOUCHPOINTS);
        for (index, stage) in self.stages.iter_mut().enumerate() {
            stage.check(&format!("stages[{index}]."), &mut checks);
        }
        checks.finish()?;
        Ok(self)
    }
}

impl StageDraft {
    fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.name(&format!("{path}name"), &mut self.name);
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
    }
}
