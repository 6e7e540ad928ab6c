//! A change to a touchpoint. What is left out stays as it is.

use std::collections::BTreeMap;

use parcours_access::TeamId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::patch::given;
use super::{
    Feeling, Finding, FreeValue, HandledBy, JourneyId, KeyPicture, LaneId, NextAction, StageId,
    TeamAction, Touchpoint, Translations, merge_translations, set,
};

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
    /// The journey that it opens into; null for none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<JourneyId>)]
    pub sub_journey_id: Option<Option<JourneyId>>,
    /// What it says in the other language; an empty text takes a translation away.
    #[schema(value_type = Option<BTreeMap<String, BTreeMap<String, String>>>)]
    pub translations: Option<Translations>,
    /// Where it happens; the first is the main one.
    pub channels: Option<Vec<String>>,
    /// The team that answers for it; null for none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<TeamId>)]
    pub team_id: Option<Option<TeamId>>,
    /// The same as a text: the name of a team, however it is typed, or of one that is not in Parcours.
    pub owning_team: Option<String>,
    /// What the customer needs here.
    pub needs: Option<String>,
    /// The moment that decides.
    pub key_moment: Option<String>,
    /// Pictures of it.
    pub pictures: Option<Vec<KeyPicture>>,
    /// Whether the customer stays or goes because of this one.
    pub moment_of_truth: Option<bool>,
    /// What the company does here, team by team.
    pub actions: Option<Vec<TeamAction>>,
    /// What the customer does.
    pub does: Option<String>,
    /// What the customer thinks.
    pub thinks: Option<String>,
    /// What the customer feels.
    pub feels: Option<String>,
    /// What stands in the customer's way.
    pub stands_in_the_way: Option<String>,
    /// How the team believes it feels today; null for no belief.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Feeling>)]
    pub felt: Option<Option<Feeling>>,
    /// How it is to feel; null for no wish.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Feeling>)]
    pub wished: Option<Option<Feeling>>,
    /// What goes well.
    pub strengths: Option<Vec<Finding>>,
    /// What goes badly.
    pub frictions: Option<Vec<Finding>>,
    /// Who and what makes it happen.
    pub behind_the_scenes: Option<Vec<HandledBy>>,
    /// What is done about it next; null for nothing.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<NextAction>)]
    pub next_action: Option<Option<NextAction>>,
    /// What free lanes say here; lanes that are left out stay, an empty value is taken away.
    #[serde(default)]
    pub free: BTreeMap<LaneId, FreeValue>,
}

impl TouchpointPatch {
    /// Writes the given fields into `touchpoint`; moving it, and the journey it opens into, are the
    /// store's business.
    pub(crate) fn apply(self, touchpoint: &mut Touchpoint) {
        // Named one by one, so that a new field cannot be forgotten here.
        let Self {
            expected_revision: _,
            stage_id: _,
            position: _,
            name,
            goal,
            sub_journey_id: _,
            translations,
            channels,
            team_id,
            owning_team,
            needs,
            key_moment,
            pictures,
            moment_of_truth,
            actions,
            does,
            thinks,
            feels,
            stands_in_the_way,
            felt,
            wished,
            strengths,
            frictions,
            behind_the_scenes,
            next_action,
            free,
        } = self;
        set(&mut touchpoint.name, name);
        set(&mut touchpoint.goal, goal);
        merge_translations(&mut touchpoint.translations, translations.unwrap_or_default());
        let content = &mut touchpoint.content;
        set(&mut content.channels, channels);
        // A text alone is a new choice; no team and no text is none.
        if owning_team.is_some() || team_id.is_some() {
            content.team_id = team_id.flatten();
            content.owning_team = owning_team.unwrap_or_default();
        }
        set(&mut content.needs, needs);
        set(&mut content.key_moment, key_moment);
        set(&mut content.pictures, pictures);
        set(&mut content.moment_of_truth, moment_of_truth);
        set(&mut content.actions, actions);
        set(&mut content.does, does);
        set(&mut content.thinks, thinks);
        set(&mut content.feels, feels);
        set(&mut content.stands_in_the_way, stands_in_the_way);
        set(&mut content.felt, felt);
        set(&mut content.wished, wished);
        set(&mut content.strengths, strengths);
        set(&mut content.frictions, frictions);
        set(&mut content.behind_the_scenes, behind_the_scenes);
        set(&mut content.next_action, next_action);
        content.free.extend(free);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_told_from_left_out() {
        let patch: TouchpointPatch = serde_json::from_str(r#"{"felt":null}"#).unwrap();
        assert_eq!((patch.felt, patch.wished), (Some(None), None));
    }

    #[test]
    fn a_typing_mistake_is_no_success() {
        for wrong in [r#"{"fells":"well"}"#, r#"{"signals":[]}"#, r#"{"felt":2.1}"#] {
            assert!(serde_json::from_str::<TouchpointPatch>(wrong).is_err(), "{wrong}");
        }
    }
}
