//! What the lanes of a touchpoint say.

mod feeling;
mod items;
mod shorthand;

use std::collections::BTreeMap;

use parcours_access::TeamId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Checks, LaneId};
pub use feeling::Feeling;
use items::check_list;
pub use items::{Finding, FreeValue, HandledBy, KeyPicture, NextAction, Severity, TeamAction};

/// Channels a touchpoint may have.
const MAX_CHANNELS: usize = 12;

/// What the lanes of a touchpoint say. Stored whole, as JSON: a new lane is a new field here.
///
/// Lists may be given as one text, and channels as one name: templates do, and so did maps of
/// before there were lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TouchpointContent {
    /// Where it happens: email, web, store… The first is the main one.
    #[schema(required)]
    #[serde(deserialize_with = "shorthand::names", alias = "channel")]
    pub channels: Vec<String>,
    /// The team that answers for it, where that is one of those in Parcours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// What that team is called, or a text for one that is not in Parcours.
    #[schema(required)]
    pub owning_team: String,
    /// What the customer needs here.
    #[schema(required)]
    pub needs: String,
    /// The moment that decides.
    #[schema(required)]
    pub key_moment: String,
    /// Pictures of it.
    #[schema(required)]
    #[serde(deserialize_with = "shorthand::pictures", alias = "key_moment_image")]
    pub pictures: Vec<KeyPicture>,
    /// Whether the customer stays or goes because of this one: a moment of truth.
    #[schema(required)]
    pub moment_of_truth: bool,
    /// What the company does here, team by team.
    #[schema(required)]
    #[serde(deserialize_with = "shorthand::list")]
    pub actions: Vec<TeamAction>,
    /// What the customer does.
    #[schema(required)]
    pub does: String,
    /// What the customer thinks.
    #[schema(required)]
    pub thinks: String,
    /// What the customer feels.
    #[schema(required)]
    pub feels: String,
    /// What stands in the customer's way.
    #[schema(required)]
    pub stands_in_the_way: String,
    /// How the team believes it feels today.
    pub felt: Option<Feeling>,
    /// How it is to feel.
    pub wished: Option<Feeling>,
    /// What goes well.
    #[schema(required)]
    #[serde(deserialize_with = "shorthand::list")]
    pub strengths: Vec<Finding>,
    /// What goes badly.
    #[schema(required)]
    #[serde(deserialize_with = "shorthand::list")]
    pub frictions: Vec<Finding>,
    /// Who and what makes it happen, out of the customer's sight.
    #[schema(required)]
    pub behind_the_scenes: Vec<HandledBy>,
    /// What is done about it next, and by whom.
    pub next_action: Option<NextAction>,
    /// What the free lanes of the journey say.
    #[schema(required)]
    pub free: BTreeMap<LaneId, FreeValue>,
}

impl TouchpointContent {
    /// Trims the short fields, drops empty items, and checks all. `path` leads to this: `stages[0].`.
    pub(crate) fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.label(&format!("{path}owning_team"), &mut self.owning_team);
        self.check_channels(&format!("{path}channels"), checks);
        let texts = [
            ("needs", &self.needs),
            ("key_moment", &self.key_moment),
            ("does", &self.does),
            ("thinks", &self.thinks),
            ("feels", &self.feels),
            ("stands_in_the_way", &self.stands_in_the_way),
        ];
        for (field, text) in texts {
            checks.text(&format!("{path}{field}"), text);
        }
        check_list(&mut self.pictures, &format!("{path}pictures"), checks);
        check_list(&mut self.actions, &format!("{path}actions"), checks);
        check_list(&mut self.strengths, &format!("{path}strengths"), checks);
        check_list(&mut self.frictions, &format!("{path}frictions"), checks);
        check_list(&mut self.behind_the_scenes, &format!("{path}behind_the_scenes"), checks);
        if let Some(action) = &mut self.next_action {
            action.check(&format!("{path}next_action"), checks);
            if action.is_empty() {
                self.next_action = None;
            }
        }
        for (lane, value) in &mut self.free {
            value.check(&format!("{path}free.{lane}"), checks);
        }
        self.free.retain(|_, value| !value.is_empty());
    }

    fn check_channels(&mut self, field: &str, checks: &mut Checks) {
        for (place, channel) in self.channels.iter_mut().enumerate() {
            checks.label(&format!("{field}[{place}]"), channel);
        }
        let mut seen = std::collections::BTreeSet::new();
        self.channels.retain(|channel| !channel.is_empty() && seen.insert(channel.clone()));
        checks.count(field, self.channels.len(), MAX_CHANNELS);
    }

    /// Whether anybody wrote or drew anything here.
    pub fn says_something(&self) -> bool {
        let texts = [
            &self.needs,
            &self.key_moment,
            &self.does,
            &self.thinks,
            &self.feels,
            &self.stands_in_the_way,
        ];
        texts.iter().any(|text| !text.trim().is_empty())
            || self.felt.is_some()
            || !(self.pictures.is_empty()
                && self.actions.is_empty()
                && self.strengths.is_empty()
                && self.frictions.is_empty()
                && self.behind_the_scenes.is_empty()
                && self.free.is_empty())
    }
}

#[cfg(test)]
mod tests;
