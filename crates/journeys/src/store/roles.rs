//! Who may do what with which journey.

use std::collections::HashSet;

use parcours_access::UserId;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{broken, id};
use crate::model::{JourneyAccess, JourneyGrant, JourneyId, JourneyRole, Reader};

/// The ids of the restricted journeys that a user may not see, as a query; `user` is its parameter,
/// whose value is [`user_of`] the reader.
pub(super) fn hidden(user: &str) -> String {
    format!(
        "SELECT h.id FROM journeys h WHERE h.restricted AND {user} <> '' AND coalesce(h.owner_id, '') <> {user} \
           AND NOT EXISTS (SELECT 1 FROM journey_roles r WHERE r.journey_id = h.id AND (r.user_id = {user} \
             OR r.team_id IN (SELECT m.team_id FROM team_members m WHERE m.user_id = {user})))"
    )
}

/// The value for [`hidden`].
pub(super) fn user_of(reader: Reader) -> String {
    reader.user().map(|user| user.to_string()).unwrap_or_default()
}

#[derive(FromQueryResult)]
struct Id {
    id: String,
}

/// The journeys that a reader may not see.
pub(crate) async fn hidden_from(
    conn: &impl ConnectionTrait,
    reader: Reader,
) -> Result<HashSet<JourneyId>, StorageError> {
    if reader.user().is_none() {
        return Ok(HashSet::new());
    }
    let rows: Vec<Id> = sql::all(conn, hidden("$1"), values![user_of(reader)]).await?;
    rows.iter().map(|row| id(&row.id)).collect()
}

#[derive(FromQueryResult)]
struct State {
    restricted: bool,
    owner_id: Option<String>,
}

/// How a journey is kept, removed or not.
pub(crate) struct Kept {
    pub(crate) restricted: bool,
    /// Whether the user answers for it.
    pub(crate) owned: bool,
}

/// Whether a journey is restricted, and whether a user answers for it.
pub(crate) async fn kept(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
    user: Option<UserId>,
) -> Result<Option<Kept>, StorageError> {
    let sql = "SELECT restricted, owner_id FROM journeys WHERE id = $1";
    let row: Option<State> = sql::one(conn, sql, values![journey.to_string()]).await?;
    Ok(row.map(|row| Kept {
        restricted: row.restricted,
        owned: user.is_some_and(|user| row.owner_id.as_deref() == Some(&user.to_string())),
    }))
}

#[derive(FromQueryResult)]
struct GrantRow {
    user_id: Option<String>,
    team_id: Option<String>,
    role: String,
}

fn role(name: &str) -> Result<JourneyRole, StorageError> {
    JourneyRole::from_name(name).ok_or_else(|| broken(format!("{name} is no role")))
}

/// The highest role that a journey's list gives a user, by themselves or by a team.
pub(crate) async fn granted(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
    user: UserId,
) -> Result<Option<JourneyRole>, StorageError> {
    let sql = "SELECT user_id, team_id, role FROM journey_roles WHERE journey_id = $1 AND (user_id = $2 \
               OR team_id IN (SELECT team_id FROM team_members WHERE user_id = $2))";
    let row = values![journey.to_string(), user.to_string()];
    let rows: Vec<GrantRow> = sql::all(conn, sql, row).await?;
    let roles = rows.iter().map(|row| role(&row.role)).collect::<Result<Vec<_>, _>>()?;
    Ok(roles.into_iter().max())
}

/// The list of a journey: people first, each by id. Teams that were removed are left out.
pub(crate) async fn access(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
) -> Result<Option<JourneyAccess>, StorageError> {
    let Some(kept) = kept(conn, journey, None).await? else { return Ok(None) };
    let sql = "SELECT r.user_id, r.team_id, r.role FROM journey_roles r LEFT JOIN teams t ON t.id = r.team_id \
               WHERE r.journey_id = $1 AND t.removed_at IS NULL \
               ORDER BY coalesce(r.user_id, '~'), r.team_id";
    let rows: Vec<GrantRow> = sql::all(conn, sql, values![journey.to_string()]).await?;
    let grants = rows.into_iter().map(|row| {
        Ok(JourneyGrant {
            user_id: row.user_id.as_deref().map(id).transpose()?,
            team_id: row.team_id.as_deref().map(id).transpose()?,
            role: role(&row.role)?,
        })
    });
    let grants = grants.collect::<Result<_, StorageError>>()?;
    Ok(Some(JourneyAccess { restricted: kept.restricted, grants }))
}

/// Writes the list of a journey anew; whoever is on it was checked.
pub(crate) async fn set(
    work: &UnitOfWork,
    journey: JourneyId,
    access: &JourneyAccess,
) -> Result<(), StorageError> {
    let id = journey.to_string();
    let sql = "UPDATE journeys SET restricted = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![id.clone(), access.restricted]).await?;
    let sql = "DELETE FROM journey_roles WHERE journey_id = $1";
    sql::execute(work.conn(), sql, values![id.clone()]).await?;
    for grant in &access.grants {
        let sql = "INSERT INTO journey_roles (journey_id, user_id, team_id, role) VALUES ($1, $2, $3, $4)";
        let row = values![
            id.clone(),
            grant.user_id.map(|id| id.to_string()),
            grant.team_id.map(|id| id.to_string()),
            grant.role.name()
        ];
        sql::execute(work.conn(), sql, row).await?;
    }
    Ok(())
}
