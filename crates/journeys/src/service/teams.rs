//! Teams that answer for touchpoints, and people who follow them.

use parcours_access::{Actor, TeamId, User};
use parcours_kernel::Problem;
use parcours_storage::{Topic, UnitOfWork};
use serde_json::json;

use super::{Entry, Journeys};
use crate::model::{Journey, KnownTeams, Reader, TouchpointContent, TouchpointId, Watchers};
use crate::{problems, store};

impl Journeys {
    /// Makes a team answer for the touchpoints of all journeys that name it as a text and have no
    /// team; how many. Maps were drawn before there were teams.
    pub async fn take_over(&self, team: TeamId, actor: &Actor) -> Result<usize, Problem> {
        let mut work = self.database.begin().await?;
        let known = store::teams::known(work.conn()).await?;
        let named = known.0.iter().find(|known| known.id == team);
        let name = named.ok_or_else(problems::team_not_found)?.name.clone();
        let texts = store::teams::texts(&work).await?;
        let is_it = |text: &str| known.named(text).is_some_and(|found| found.id == team);
        let all: Vec<_> = texts.iter().filter(|(_, text)| is_it(text)).map(|(id, _)| id).collect();
        for touchpoint in &all {
            store::teams::take_over(&work, touchpoint, team).await?;
        }
        if !all.is_empty() {
            let changes = json!({ "touchpoints": all });
            let entry =
                Entry { action: "team.took_over", entity: team.to_string(), name: &name, changes };
            self.record(&work, actor, entry).await?;
            work.note_change(Topic::Journeys, None);
            work.commit(&self.env).await?;
        }
        Ok(all.len())
    }

    /// The journeys in which a team answers for a touchpoint, of those that a reader may see, with
    /// the name of the team.
    pub async fn of_team(
        &self,
        reader: Reader,
        team: TeamId,
    ) -> Result<(String, Vec<Journey>), Problem> {
        let moment = self.database.snapshot().await?;
        let known = store::teams::known(&moment).await?;
        let named = known.0.into_iter().find(|known| known.id == team);
        let name = named.ok_or_else(problems::team_not_found)?.name;
        Ok((name, store::journeys::of_team(&moment, reader, team).await?))
    }

    /// Who follows a touchpoint.
    pub async fn watchers(
        &self,
        touchpoint: TouchpointId,
        you: Option<&User>,
    ) -> Result<Watchers, Problem> {
        let items = store::teams::watchers(self.database.read(), touchpoint).await?;
        let watching = you.is_some_and(|you| items.iter().any(|person| person.id == you.id));
        Ok(Watchers { items, watching })
    }

    /// Lets a user follow a touchpoint, or no more; again is no mistake.
    pub async fn watch(
        &self,
        touchpoint: TouchpointId,
        user: &User,
        watching: bool,
    ) -> Result<Watchers, Problem> {
        let work = self.database.begin().await?;
        let name = store::touchpoints::name(work.conn(), touchpoint).await?;
        let name = name.ok_or_else(problems::touchpoint_not_found)?;
        let changed = if watching {
            store::teams::watch(&work, touchpoint, user.id, self.env.now()).await?
        } else {
            store::teams::unwatch(&work, touchpoint, user.id).await?
        };
        if changed {
            let action = if watching { "touchpoint.watched" } else { "touchpoint.unwatched" };
            let (entity, name) = (touchpoint.to_string(), name.as_str());
            let entry = Entry { action, entity, name, changes: json!({}) };
            self.record(&work, &Actor::from(user), entry).await?;
        }
        work.commit(&self.env).await?;
        self.watchers(touchpoint, Some(user)).await
    }
}

/// The teams there are, once for all touchpoints of a change.
pub(super) async fn known(work: &UnitOfWork) -> Result<KnownTeams, Problem> {
    Ok(store::teams::known(work.conn()).await?)
}

/// The same as [`KnownTeams::settle`], for a request: a team that it names has to be there.
pub(super) fn settle_asked(
    known: &KnownTeams,
    field: &str,
    content: &mut TouchpointContent,
) -> Result<(), Problem> {
    if content.team_id.is_some_and(|id| !known.has(id)) {
        return Err(problems::unknown_team(field));
    }
    known.settle(content);
    Ok(())
}
