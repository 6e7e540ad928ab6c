//! The bodies of requests. In a patch, what is left out stays as it is; an unknown field is an
//! error, so that a typing mistake is not taken for a success.

use parcours_access::UserId;
use parcours_kernel::Language;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::{
    Habit, Hue, Journey, JourneyStatus, Lane, PersonaDraft, PersonaId, Signal, StageId,
    TouchpointContent, TouchpointDraft, TouchpointId, Translations, follow_lines,
    merge_translations,
};

/// Tells `null` (take it away) from a field that was left out.
pub(super) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
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
    /// Its picture: an uploaded one, or a web address; empty for none.
    pub picture: Option<String>,
    /// What such people say.
    pub quotes: Option<Vec<String>>,
    /// Where they are met.
    pub channels: Option<Vec<String>>,
    /// Which customers they are, in words.
    pub segment: Option<String>,
    /// …and by what they did.
    pub known_by: Option<Vec<Habit>>,
    /// The language in which it is written first.
    pub language: Option<Language>,
    /// What it says in the other language; an empty text takes a translation away.
    #[schema(value_type = Option<BTreeMap<String, BTreeMap<String, String>>>)]
    pub translations: Option<Translations>,
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
    /// The user who answers for it; null for nobody.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<UserId>)]
    pub owner_id: Option<Option<UserId>>,
    /// How far it has come.
    pub status: Option<JourneyStatus>,
    /// Days after which a touchpoint is to be looked through again: 1 to 1,000.
    pub review_days: Option<u16>,
    /// The language in which it is written first.
    pub language: Option<Language>,
    /// Its rows, in order: fixed ones that are left out are hidden.
    pub lanes: Option<Vec<Lane>>,
    /// What it says in the other language; an empty text takes a translation away.
    #[schema(value_type = Option<BTreeMap<String, BTreeMap<String, String>>>)]
    pub translations: Option<Translations>,
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
    /// What it says in the other language; an empty text takes a translation away.
    #[schema(value_type = Option<BTreeMap<String, BTreeMap<String, String>>>)]
    pub translations: Option<Translations>,
}

/// A touchpoint to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTouchpoint {
    /// What people call it: 1 to 200 characters.
    pub name: String,
    /// Its place in the stage, from 0; the last when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
    /// Which interactions happen here.
    #[serde(default)]
    pub signals: Vec<Signal>,
    /// Whether reaching it is the journey's goal.
    #[serde(default)]
    pub goal: bool,
    /// What its lanes say; nothing when left out.
    #[serde(default)]
    pub content: TouchpointContent,
    /// What it says in the other language.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, BTreeMap<String, String>>)]
    pub translations: Translations,
}

/// Touchpoints to be added to a stage, in their order.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasteTouchpoints {
    /// The stage that takes them.
    pub stage_id: StageId,
    /// The place of the first, from 0; after the last when left out.
    pub position: Option<usize>,
    /// The touchpoints.
    pub touchpoints: Vec<NewTouchpoint>,
}

impl From<NewTouchpoint> for TouchpointDraft {
    fn from(new: NewTouchpoint) -> Self {
        let NewTouchpoint { name, position: _, signals, goal, content, translations } = new;
        Self { name, goal, content, signals, translations, ..Self::default() }
    }
}

/// Touchpoints to be moved together.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveTouchpoints {
    /// Which, in the order that they are to have.
    pub touchpoint_ids: Vec<TouchpointId>,
    /// The stage that takes them, of the same journey.
    pub stage_id: StageId,
    /// The place of the first among those that stay, from 0; beyond the end is the end.
    pub position: usize,
}

/// Some touchpoints of a journey.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SomeTouchpoints {
    /// Which.
    pub touchpoint_ids: Vec<TouchpointId>,
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
    /// What people will call this version: 200 characters at most.
    pub name: Option<String>,
}

/// What to change about a version: what is said of it, never what it shows.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionPatch {
    /// What people call it; empty for nothing.
    pub name: Option<String>,
    /// Why it was published.
    pub note: Option<String>,
}

impl PersonaPatch {
    /// Writes the given fields into `persona`.
    pub(crate) fn apply(self, persona: &mut PersonaDraft) {
        let Self {
            name,
            summary,
            goals,
            frustrations,
            picture,
            quotes,
            channels,
            segment,
            known_by,
            language,
            translations,
        } = self;
        set(&mut persona.name, name);
        set(&mut persona.summary, summary);
        let profile = &mut persona.profile;
        for (field, lines, given) in [
            ("goals", &mut persona.goals, goals),
            ("frustrations", &mut persona.frustrations, frustrations),
            ("quotes", &mut profile.quotes, quotes),
            ("channels", &mut profile.channels, channels),
        ] {
            let Some(mut given) = given else { continue };
            given.retain(|line| !line.trim().is_empty());
            follow_lines(&mut persona.translations, field, lines, &given);
            *lines = given;
        }
        set(&mut profile.picture, picture.map(Some));
        set(&mut profile.segment, segment);
        set(&mut profile.known_by, known_by);
        set(&mut profile.language, language);
        merge_translations(&mut persona.translations, translations.unwrap_or_default());
    }
}

impl JourneyPatch {
    /// Writes the given fields into `journey`, but for the persona and the owner, which must be
    /// looked up.
    pub(crate) fn apply(self, journey: &mut Journey) {
        let Self {
            name,
            persona_id: _,
            scenario,
            start,
            end,
            goal,
            owner_id: _,
            status,
            review_days,
            language,
            lanes,
            translations,
        } = self;
        set(&mut journey.name, name);
        set(&mut journey.scenario, scenario);
        set(&mut journey.start, start);
        set(&mut journey.end, end);
        set(&mut journey.goal, goal);
        set(&mut journey.status, status);
        set(&mut journey.review_days, review_days);
        set(&mut journey.language, language);
        set(&mut journey.lanes, lanes);
        merge_translations(&mut journey.translations, translations.unwrap_or_default());
    }
}
