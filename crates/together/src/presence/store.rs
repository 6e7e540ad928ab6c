//! The table of who is where.

use parcours_access::UserId;
use parcours_journeys::{JourneyId, TouchpointId};
use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::{PresenceDraft, Present};

#[derive(FromQueryResult)]
struct Row {
    client: String,
    user_id: String,
    name: String,
    touchpoint: Option<String>,
    field: String,
    since: i64,
}

#[derive(FromQueryResult)]
struct Where {
    touchpoint: Option<String>,
    field: String,
    seen_at: i64,
}

/// Notes it, and forgets who is gone; whether others see a difference.
pub(super) async fn say(
    work: &UnitOfWork,
    journey: JourneyId,
    client: &str,
    draft: &PresenceDraft,
    user: UserId,
    now: Timestamp,
    gone: Timestamp,
) -> Result<bool, StorageError> {
    let left = "DELETE FROM presences WHERE seen_at < $1";
    let swept = sql::execute(work.conn(), left, values![gone.as_micros()]).await?;
    let key = values![journey.to_string(), client, user.to_string()];
    let sql = "SELECT touchpoint, field, seen_at FROM presences \
               WHERE journey = $1 AND client = $2 AND user_id = $3";
    let before: Option<Where> = sql::one(work.conn(), sql, key).await?;
    let touchpoint = draft.touchpoint_id.map(|id| id.to_string());
    let sql = "INSERT INTO presences (journey, client, user_id, touchpoint, field, since, seen_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (journey, client) DO UPDATE SET \
               user_id = excluded.user_id, touchpoint = excluded.touchpoint, field = excluded.field, \
               seen_at = excluded.seen_at";
    let row = values![
        journey.to_string(),
        client,
        user.to_string(),
        touchpoint.clone(),
        draft.field.clone(),
        now.as_micros(),
    ];
    sql::execute(work.conn(), sql, row).await?;
    let same = before.is_some_and(|before| {
        before.touchpoint == touchpoint
            && before.field == draft.field
            && before.seen_at >= gone.as_micros()
    });
    Ok(swept > 0 || !same)
}

/// Whether it was there.
pub(super) async fn leave(
    work: &UnitOfWork,
    journey: JourneyId,
    client: &str,
    user: UserId,
) -> Result<bool, StorageError> {
    let sql = "DELETE FROM presences WHERE journey = $1 AND client = $2 AND user_id = $3";
    let row = values![journey.to_string(), client, user.to_string()];
    Ok(sql::execute(work.conn(), sql, row).await? > 0)
}

/// Who gave a sign since a moment, the first to come first.
pub(super) async fn there(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
    gone: Timestamp,
) -> Result<Vec<Present>, StorageError> {
    let sql = "SELECT p.client, p.user_id, u.name, p.touchpoint, p.field, p.since FROM presences p \
               JOIN users u ON u.id = p.user_id WHERE p.journey = $1 AND p.seen_at >= $2 \
               ORDER BY p.since, p.client";
    let rows: Vec<Row> =
        sql::all(conn, sql, values![journey.to_string(), gone.as_micros()]).await?;
    let odd = |error: parcours_kernel::IdError| {
        StorageError::from(DbErr::Type(format!("presences: {error}")))
    };
    let present = |row: Row| {
        let touchpoint = row.touchpoint.map(|id| id.parse::<TouchpointId>()).transpose();
        Ok(Present {
            client: row.client,
            user_id: row.user_id.parse().map_err(odd)?,
            name: row.name,
            touchpoint_id: touchpoint.map_err(odd)?,
            field: row.field,
            since: Timestamp::from_micros(row.since),
        })
    };
    rows.into_iter().map(present).collect()
}
