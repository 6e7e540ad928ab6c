//! Teams and who is in them.

use std::collections::HashMap;

use parcours_kernel::Timestamp;
use parcours_storage::sql::{self, Row};
use parcours_storage::{Database, StorageError, UnitOfWork, values};
use sea_orm::{ConnectionTrait, DbErr};

use crate::UserId;
use crate::model::{Person, Team, TeamHue, TeamId, team_key};

#[derive(Row)]
struct TeamRow {
    id: String,
    name: String,
    hue: String,
    created_at: i64,
}

#[derive(Row)]
struct MemberRow {
    team_id: String,
    id: String,
    name: String,
}

impl TeamRow {
    fn into_model(self, members: Vec<Person>) -> Result<Team, StorageError> {
        Ok(Team {
            id: id(&self.id)?,
            name: self.name,
            hue: TeamHue::from_name(&self.hue).unwrap_or_default(),
            created_at: Timestamp::from_micros(self.created_at),
            members,
        })
    }
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, StorageError> {
    text.parse().map_err(|_| DbErr::Type(format!("{text} is no id of its table")).into())
}

/// All teams with their members, by name. Two reads, however many they are.
pub(crate) async fn list(conn: &impl ConnectionTrait) -> Result<Vec<Team>, StorageError> {
    let teams =
        "SELECT id, name, hue, created_at FROM teams WHERE removed_at IS NULL ORDER BY name_key";
    let members = "SELECT m.team_id, u.id, u.name FROM team_members m JOIN users u ON u.id = m.user_id \
                   WHERE NOT u.disabled ORDER BY u.name, u.id";
    let teams: Vec<TeamRow> = sql::all(conn, teams, vec![]).await?;
    let members: Vec<MemberRow> = sql::all(conn, members, vec![]).await?;
    let mut by_team: HashMap<String, Vec<Person>> = HashMap::new();
    for row in members {
        let person = Person { id: id(&row.id)?, name: row.name };
        by_team.entry(row.team_id).or_default().push(person);
    }
    teams
        .into_iter()
        .map(|row| {
            let members = by_team.remove(&row.id).unwrap_or_default();
            row.into_model(members)
        })
        .collect()
}

/// One team with its members, unless it is removed.
pub(crate) async fn get(
    conn: &impl ConnectionTrait,
    team: TeamId,
) -> Result<Option<Team>, StorageError> {
    Ok(list(conn).await?.into_iter().find(|known| known.id == team))
}

#[derive(Row)]
struct IdRow {
    team_id: String,
}

/// The teams that a user is in.
pub(crate) async fn of_user(
    database: &Database,
    user: UserId,
) -> Result<Vec<TeamId>, StorageError> {
    let sql = "SELECT m.team_id FROM team_members m JOIN teams t ON t.id = m.team_id \
               WHERE m.user_id = $1 AND t.removed_at IS NULL ORDER BY t.name_key";
    let rows: Vec<IdRow> = sql::all(database.read(), sql, values![user.to_string()]).await?;
    rows.iter().map(|row| id(&row.team_id)).collect()
}

/// Stores a team; [`StorageError::Taken`] when there is one of this name.
pub(crate) async fn insert(work: &UnitOfWork, team: &Team) -> Result<(), StorageError> {
    let sql = "INSERT INTO teams (id, name, name_key, hue, created_at) VALUES ($1, $2, $3, $4, $5)";
    let row = values![
        team.id.to_string(),
        team.name.clone(),
        team_key(&team.name),
        team.hue.name(),
        team.created_at.as_micros(),
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Holds a team until the unit of work ends; false when there is none. (An update that changes
/// nothing is the one row lock that both databases have.)
pub(crate) async fn hold(work: &UnitOfWork, team: TeamId) -> Result<bool, StorageError> {
    let sql = "UPDATE teams SET id = id WHERE id = $1 AND removed_at IS NULL";
    Ok(sql::execute(work.conn(), sql, values![team.to_string()]).await? > 0)
}

/// Stores name and hue; [`StorageError::Taken`] when another team has this name.
pub(crate) async fn update(work: &UnitOfWork, team: &Team) -> Result<(), StorageError> {
    let sql = "UPDATE teams SET name = $2, name_key = $3, hue = $4 WHERE id = $1";
    let row =
        values![team.id.to_string(), team.name.clone(), team_key(&team.name), team.hue.name()];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Removes a team; its members are members no more.
pub(crate) async fn remove(
    work: &UnitOfWork,
    team: TeamId,
    now: Timestamp,
) -> Result<(), StorageError> {
    let members = "DELETE FROM team_members WHERE team_id = $1";
    sql::execute(work.conn(), members, values![team.to_string()]).await?;
    let sql = "UPDATE teams SET removed_at = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![team.to_string(), now.as_micros()]).await?;
    Ok(())
}

/// Puts a user into a team; false when they are in it already.
pub(crate) async fn add(
    work: &UnitOfWork,
    team: TeamId,
    user: UserId,
) -> Result<bool, StorageError> {
    let sql = "INSERT INTO team_members (team_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(sql::execute(work.conn(), sql, values![team.to_string(), user.to_string()]).await? > 0)
}

/// Takes a user out of a team; false when they were not in it.
pub(crate) async fn take_out(
    work: &UnitOfWork,
    team: TeamId,
    user: UserId,
) -> Result<bool, StorageError> {
    let sql = "DELETE FROM team_members WHERE team_id = $1 AND user_id = $2";
    Ok(sql::execute(work.conn(), sql, values![team.to_string(), user.to_string()]).await? > 0)
}
