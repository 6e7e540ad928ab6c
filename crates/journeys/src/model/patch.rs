//! The bodies of requests. In a patch, what is left out stays as it is; an unknown field is an
//! error, so that a typing mistake is not taken for a success.

use parcours_kernel::Language;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use super::{Hue, Journey, PersonaDraft, PersonaId, Signal, StageId, Touchpoint};

/// Tells `null` (take it away) from a field that was left out.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    input: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(input).map(Some)
}

/// Writes a value that was given; one that was left out changes nothing.
pub(crate) fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// What to change about a persona.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonaPatch {
    /// What people call it: 1 to 200 characters.
    pub name: Option<String>,
    /// Who it is.
    pub summary: Option<String>,
    /// What it wants.
    pub goals: Option<Vec<String>>,
    /// What annoys it.
    pub frustrations: Option<Vec<String>>,
}

/// A journey to be made, from a template or with the five default stages.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJourney {
    /// What people call it: 1 to 200 characters.
    pub name: String,
    /// Whose journey it is; the template's own persona is made when this is left out.
    pub persona_id: Option<PersonaId>,
    /// The situation it tells; the template's when left out, as with all that follows.
    pub scenario: Option<String>,
    /// Where it starts.
    pub start: Option<String>,
    /// Where it ends.
    pub end: Option<String>,
    /// What the customer wants of it.
    pub goal: Option<String>,
    /// The id of a template.
    pub template: Option<String>,
    /// The language of the template's words; the caller's when left out.
    pub language: Option<Language>,
}

/// What to change about a journey.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JourneyPatch {
    /// What people call it: 1 to 200 characters.
    pub name: Option<String>,
    /// Whose journey it is; null for nobody's.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<PersonaId>)]
    pub persona_id: Option<Option<PersonaId>>,
    /// The situation it tells.
    pub scenario: Option<String>,
    /// Where it starts.
    pub start: Option<String>,
    /// Where it ends.
    pub end: Option<String>,
    /// What the customer wants of it.
    pub goal: Option<String>,
}

/// A stage to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStage {
    /// What people call it: 1 to 200 characters.
    pub name: String,
    /// The colour of its band; that of the stage before it when left out.
    pub hue: Option<Hue>,
    /// Its place, from 0; the last when left out.
    pub position: Option<usize>,
}

/// What to change about a stage.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StagePatch {
    /// What people call it: 1 to 200 characters.
    pub name: Option<String>,
    /// The colour of its band.
    pub hue: Option<Hue>,
    /// Where it moves, from 0; beyond the end is the end.
    pub position: Option<usize>,
}

/// A touchpoint to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTouchpoint {
    /// What people call it: 1 to 200 characters.
    pub name: String,
    /// Its place in the stage, from 0; the last when left out.
    pub position: Option<usize>,
    /// Which interactions happen here.
    #[serde(default)]
    pub signals: Vec<Signal>,
}

/// The signals a touchpoint is to have.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignalList {
    /// All of them; at most 20.
    pub signals: Vec<Signal>,
}

/// A publication.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Why, in a sentence for those who will wonder.
    pub note: Option<String>,
}

/// What to change about a touchpoint.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TouchpointPatch {
    /// The revision that was edited; when the touchpoint has moved on since, nothing is changed (409).
    pub expected_revision: Option<i64>,
    /// The stage to move it to, of the same journey.
    pub stage_id: Option<StageId>,
    /// Where it moves in its stage, from 0; beyond the end is the end.
    pub position: Option<usize>,
    /// What people call it: 1 to 200 characters.
    pub name: Option<String>,
    /// Whether reaching it is the journey's goal.
    pub goal: Option<bool>,
    /// Where it happens; null for nowhere in particular.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub channel: Option<Option<String>>,
    /// Who in the company answers for it.
    pub owning_team: Option<String>,
    /// What the customer needs here.
    pub needs: Option<String>,
    /// The moment that decides.
    pub key_moment: Option<String>,
    /// A picture of it; null for none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub key_moment_image: Option<Option<String>>,
    /// What the company does here.
    pub actions: Option<String>,
    /// What the customer does.
    pub does: Option<String>,
    /// What the customer thinks.
    pub thinks: Option<String>,
    /// What the customer feels.
    pub feels: Option<String>,
    /// What stands in the customer's way.
    pub stands_in_the_way: Option<String>,
    /// What goes well.
    pub strengths: Option<String>,
    /// What goes badly.
    pub frictions: Option<String>,
}

impl PersonaPatch {
    /// Writes the given fields into `persona`.
    pub(crate) fn apply(self, persona: &mut PersonaDraft) {
        let Self { name, summary, goals, frustrations } = self;
        set(&mut persona.name, name);
        set(&mut persona.summary, summary);
        set(&mut persona.goals, goals);
        set(&mut persona.frustrations, frustrations);
    }
}

impl JourneyPatch {
    /// Writes the given fields into `journey`, but for the persona, which must be looked up.
    pub(crate) fn apply(self, journey: &mut Journey) {
        let Self { name, persona_id: _, scenario, start, end, goal } = self;
        set(&mut journey.name, name);
        set(&mut journey.scenario, scenario);
        set(&mut journey.start, start);
        set(&mut journey.end, end);
        set(&mut journey.goal, goal);
    }
}

impl TouchpointPatch {
    /// Writes the given fields into `touchpoint`; moving it is the store's business.
    pub(crate) fn apply(self, touchpoint: &mut Touchpoint) {
        // Named one by one, so that a new field cannot be forgotten here.
        let Self {
            expected_revision: _,
            stage_id: _,
            position: _,
            name,
            goal,
            channel,
            owning_team,
            needs,
            key_moment,
            key_moment_image,
            actions,
            does,
            thinks,
            feels,
            stands_in_the_way,
            strengths,
            frictions,
        } = self;
        set(&mut touchpoint.name, name);
        set(&mut touchpoint.goal, goal);
        let content = &mut touchpoint.content;
        set(&mut content.channel, channel);
        set(&mut content.owning_team, owning_team);
        set(&mut content.needs, needs);
        set(&mut content.key_moment, key_moment);
        set(&mut content.key_moment_image, key_moment_image);
        set(&mut content.actions, actions);
        set(&mut content.does, does);
        set(&mut content.thinks, thinks);
        set(&mut content.feels, feels);
        set(&mut content.stands_in_the_way, stands_in_the_way);
        set(&mut content.strengths, strengths);
        set(&mut content.frictions, frictions);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_told_from_left_out() {
        let patch: TouchpointPatch = serde_json::from_str(r#"{"channel":null}"#).unwrap();
        assert_eq!((patch.channel, patch.key_moment_image), (Some(None), None));
        let patch: JourneyPatch = serde_json::from_str("{}").unwrap();
        assert!(patch.persona_id.is_none());
    }

    #[test]
    fn a_typing_mistake_is_no_success() {
        assert!(serde_json::from_str::<TouchpointPatch>(r#"{"fells":"well"}"#).is_err());
        assert!(serde_json::from_str::<TouchpointPatch>(r#"{"signals":[]}"#).is_err());
    }
}
