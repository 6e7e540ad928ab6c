//! Teams as touchpoints name them, and who follows these.

use parcours_access::{Person, TeamId, UserId};
use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::id;
use crate::model::{KnownTeams, TeamRef, TouchpointId};

#[derive(FromQueryResult)]
struct Named {
    id: String,
    name: String,
}

/// The teams there are.
pub(crate) async fn known(conn: &impl ConnectionTrait) -> Result<KnownTeams, StorageError> {
    let sql = "SELECT id, name FROM teams WHERE removed_at IS NULL";
    let rows: Vec<Named> = sql::all(conn, sql, vec![]).await?;
    let teams = rows.into_iter().map(|row| Ok(TeamRef { id: id(&row.id)?, name: row.name }));
    teams.collect::<Result<_, StorageError>>().map(KnownTeams)
}

/// Touchpoints whose team is but a text, with that text.
pub(crate) async fn texts(work: &UnitOfWork) -> Result<Vec<(String, String)>, StorageError> {
    let sql = "SELECT id, owning_team AS name FROM touchpoints WHERE team_id IS NULL AND owning_team <> ''";
    let rows: Vec<Named> = sql::all(work.conn(), sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Makes a team answer for a touchpoint that named it as a text.
pub(crate) async fn take_over(
    work: &UnitOfWork,
    touchpoint: &str,
    team: TeamId,
) -> Result<(), StorageError> {
    let sql = "UPDATE touchpoints SET team_id = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![touchpoint, team.to_string()]).await?;
    Ok(())
}

/// Who follows a touchpoint, by name; those who are kept out are left out.
pub(crate) async fn watchers(
    conn: &impl ConnectionTrait,
    touchpoint: TouchpointId,
) -> Result<Vec<Person>, StorageError> {
    let sql = "SELECT u.id, u.name FROM touchpoint_watchers w JOIN users u ON u.id = w.user_id \
               WHERE w.touchpoint_id = $1 AND NOT u.disabled ORDER BY u.name, u.id";
    let rows: Vec<Named> = sql::all(conn, sql, values![touchpoint.to_string()]).await?;
    rows.into_iter().map(|row| Ok(Person { id: id(&row.id)?, name: row.name })).collect()
}

/// Lets a user follow a touchpoint; false when they do already.
pub(crate) async fn watch(
    work: &UnitOfWork,
    touchpoint: TouchpointId,
    user: UserId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let sql = "INSERT INTO touchpoint_watchers (touchpoint_id, user_id, since) VALUES ($1, $2, $3) \
               ON CONFLICT DO NOTHING";
    let row = values![touchpoint.to_string(), user.to_string(), now.as_micros()];
    Ok(sql::execute(work.conn(), sql, row).await? > 0)
}

/// Lets a user follow a touchpoint no more; false when they did not.
pub(crate) async fn unwatch(
    work: &UnitOfWork,
    touchpoint: TouchpointId,
    user: UserId,
) -> Result<bool, StorageError> {
    let sql = "DELETE FROM touchpoint_watchers WHERE touchpoint_id = $1 AND user_id = $2";
    let row = values![touchpoint.to_string(), user.to_string()];
    Ok(sql::execute(work.conn(), sql, row).await? > 0)
}
