//! Teams as maps know them: who answers for a touchpoint, and how a text becomes one of them.

use parcours_access::{Person, TeamId, team_key};
use serde::Serialize;
use utoipa::ToSchema;

use super::TouchpointContent;

/// A team by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TeamRef {
    pub(crate) id: TeamId,
    pub(crate) name: String,
}

/// The teams there are.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownTeams(pub(crate) Vec<TeamRef>);

impl KnownTeams {
    /// Whether there is such a team.
    pub(crate) fn has(&self, id: TeamId) -> bool {
        self.0.iter().any(|team| team.id == id)
    }

    /// The team that a text means, however it is typed.
    pub(crate) fn named(&self, text: &str) -> Option<&TeamRef> {
        let key = team_key(text);
        self.0.iter().find(|team| !key.is_empty() && team_key(&team.name) == key)
    }

    /// Lets a touchpoint's team and the text beside it say the same: the team names it; a text that
    /// is the name of a team becomes that team; any other text stays a text.
    pub(crate) fn settle(&self, content: &mut TouchpointContent) {
        let chosen = content.team_id.and_then(|id| self.0.iter().find(|team| team.id == id));
        let team = chosen.or_else(|| self.named(&content.owning_team));
        content.team_id = team.map(|team| team.id);
        if let Some(team) = team {
            content.owning_team.clone_from(&team.name);
        }
    }
}

/// Who follows a touchpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Watchers {
    /// Who they are, by name.
    pub items: Vec<Person>,
    /// Whether you are among them.
    pub watching: bool,
}

#[cfg(test)]
mod tests {
    use parcours_kernel::Env;

    use super::*;

    #[test]
    fn a_text_becomes_the_team_of_that_name_and_a_team_names_itself() {
        let web = TeamRef { id: TeamId::new(&Env::system()), name: "Équipe Web".into() };
        let gone = TeamId::new(&Env::system());
        let known = KnownTeams(vec![web.clone()]);
        let settled = |team_id, text: &str| {
            let mut content =
                TouchpointContent { team_id, owning_team: text.into(), ..Default::default() };
            known.settle(&mut content);
            (content.team_id, content.owning_team)
        };
        let is_web = (Some(web.id), web.name.clone());
        assert_eq!(settled(None, " équipe WEB"), is_web);
        assert_eq!(settled(Some(web.id), "Boutique"), is_web);
        assert_eq!(settled(Some(gone), "Boutique"), (None, "Boutique".into()));
        assert_eq!(settled(None, ""), (None, String::new()));
    }
}
