//! Teams: making, naming, removing, and who is in them.

use parcours_kernel::Problem;
use parcours_storage::{StorageError, Topic, UnitOfWork};
use serde_json::{Map, Value, json};

use super::users::user_not_found;
use crate::access::By;
use crate::audit;
use crate::model::{
    self, MAX_MEMBERS, MAX_TEAMS, Team, TeamHue, TeamId, team_key, team_name_taken, team_not_found,
    too_many_members, too_many_teams,
};
use crate::store::{teams, users};
use crate::{Access, UserId};

/// What changes of a team; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct TeamChanges {
    /// What colleagues call it.
    pub name: Option<String>,
    /// The colour it is known by.
    pub hue: Option<TeamHue>,
}

impl Access {
    /// All teams, by name.
    pub async fn teams(&self) -> Result<Vec<Team>, Problem> {
        Ok(teams::list(self.database.read()).await?)
    }

    /// One team.
    pub async fn team(&self, id: TeamId) -> Result<Team, Problem> {
        teams::get(self.database.read(), id).await?.ok_or_else(team_not_found)
    }

    /// The team of a name, whatever its case.
    pub async fn team_by_name(&self, name: &str) -> Result<Option<Team>, Problem> {
        let key = team_key(name);
        Ok(self.teams().await?.into_iter().find(|team| team_key(&team.name) == key))
    }

    /// The teams that a user is in, by name.
    pub async fn teams_of(&self, user: UserId) -> Result<Vec<Team>, Problem> {
        let mine = teams::of_user(&self.database, user).await?;
        Ok(self.teams().await?.into_iter().filter(|team| mine.contains(&team.id)).collect())
    }

    /// Makes a team; the next colour is taken when none is chosen.
    pub async fn create_team(
        &self,
        by: &By,
        name: &str,
        hue: Option<TeamHue>,
    ) -> Result<Team, Problem> {
        let name = model::name("name", name)?;
        let mut work = self.database.begin().await?;
        let there = teams::list(work.conn()).await?.len();
        if there >= MAX_TEAMS {
            return Err(too_many_teams());
        }
        let team = Team {
            id: TeamId::new(&self.env),
            name,
            hue: hue.unwrap_or_else(|| TeamHue::nth(there)),
            created_at: self.env.now(),
            members: Vec::new(),
        };
        teams::insert(&work, &team).await.map_err(|error| taken(error, &team.name))?;
        let what = json!({ "hue": team.hue });
        self.note(&mut work, by, "team.created", &team, what).await?;
        work.commit(&self.env).await?;
        Ok(team)
    }

    /// Changes a team's name or colour.
    pub async fn change_team(
        &self,
        by: &By,
        id: TeamId,
        wish: TeamChanges,
    ) -> Result<Team, Problem> {
        let (mut work, before) = self.held_team(id).await?;
        let mut after = before.clone();
        if let Some(name) = wish.name {
            after.name = model::name("name", &name)?;
        }
        after.hue = wish.hue.unwrap_or(after.hue);
        let mut changes = Map::new();
        if after.name != before.name {
            changes.insert("name".into(), json!({ "from": before.name, "to": after.name }));
        }
        if after.hue != before.hue {
            changes.insert("hue".into(), json!({ "from": before.hue, "to": after.hue }));
        }
        if changes.is_empty() {
            return Ok(after);
        }
        teams::update(&work, &after).await.map_err(|error| taken(error, &after.name))?;
        self.note(&mut work, by, "team.changed", &after, changes.into()).await?;
        work.commit(&self.env).await?;
        Ok(after)
    }

    /// Removes a team. What it answered for keeps its name as a word, and no team answers for it.
    pub async fn remove_team(&self, by: &By, id: TeamId) -> Result<(), Problem> {
        let (mut work, team) = self.held_team(id).await?;
        teams::remove(&work, id, self.env.now()).await?;
        let members: Vec<_> = team.members.iter().map(|member| member.id).collect();
        self.note(&mut work, by, "team.removed", &team, json!({ "members": members })).await?;
        Ok(work.commit(&self.env).await?)
    }

    /// Puts a user into a team. Doing it twice is no mistake.
    pub async fn add_member(&self, by: &By, id: TeamId, user: UserId) -> Result<Team, Problem> {
        let (mut work, team) = self.held_team(id).await?;
        let user = users::hold(&work, user).await?.ok_or_else(user_not_found)?;
        if team.members.len() >= MAX_MEMBERS {
            return Err(too_many_members());
        }
        if teams::add(&work, id, user.id).await? {
            let what = json!({ "user": user.id, "name": user.name });
            self.note(&mut work, by, "team.member_added", &team, what).await?;
        }
        let team = teams::get(work.conn(), id).await?.ok_or_else(team_not_found)?;
        work.commit(&self.env).await?;
        Ok(team)
    }

    /// Takes a user out of a team. Who is not in it stays out.
    pub async fn take_out_member(
        &self,
        by: &By,
        id: TeamId,
        user: UserId,
    ) -> Result<Team, Problem> {
        let (mut work, team) = self.held_team(id).await?;
        if teams::take_out(&work, id, user).await? {
            self.note(&mut work, by, "team.member_removed", &team, json!({ "user": user })).await?;
        }
        let team = teams::get(work.conn(), id).await?.ok_or_else(team_not_found)?;
        work.commit(&self.env).await?;
        Ok(team)
    }

    /// A unit of work in which nobody else changes the team.
    async fn held_team(&self, id: TeamId) -> Result<(UnitOfWork, Team), Problem> {
        let work = self.database.begin().await?;
        if !teams::hold(&work, id).await? {
            return Err(team_not_found());
        }
        let team = teams::get(work.conn(), id).await?.ok_or_else(team_not_found)?;
        Ok((work, team))
    }

    /// The entry in the audit trail, and the note for the screens: maps show their teams.
    async fn note(
        &self,
        work: &mut UnitOfWork,
        by: &By,
        action: &'static str,
        team: &Team,
        what: Value,
    ) -> Result<(), StorageError> {
        work.note_change(Topic::Journeys, None);
        let by = by.actor.clone();
        audit::record(work, &self.env, by, action, team.id, Some(&team.name), what).await
    }
}

fn taken(error: StorageError, name: &str) -> Problem {
    match error {
        StorageError::Taken(_) => team_name_taken(name),
        other => other.into(),
    }
}
