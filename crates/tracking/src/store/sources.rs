//! The table `sources`, with what is shown beside each.

use std::collections::HashMap;

use parcours_interactions::SourceId as SourceNumber;
use parcours_kernel::{Env, Timestamp};
use parcours_storage::sql::{self, Column, Row, Rows};
use parcours_storage::{Database, StorageError, UnitOfWork, values};

use super::keys;
use crate::model::{Source, SourceId, SourceKind};

#[derive(Row)]
struct SourceRow {
    id: i64,
    public_id: String,
    name: String,
    kind: String,
    promoted: String,
    created_at: i64,
    disabled: bool,
}

#[derive(Row)]
struct ActivityRow {
    source: i64,
    last_at: i64,
    events: i64,
}

#[derive(Row)]
struct NumberRow {
    id: i64,
}

const COLUMNS: &str = "id, public_id, name, kind, promoted, created_at, disabled";

/// Inserts a source; `reserved` names one that Parcours makes itself. `None` when that one is there
/// already.
pub(crate) async fn insert(
    work: &UnitOfWork,
    env: &Env,
    name: &str,
    kind: SourceKind,
    promoted: &[String],
    reserved: Option<&str>,
) -> Result<Option<(SourceId, SourceNumber)>, StorageError> {
    let id = SourceId::new(env);
    let insert = "INSERT INTO sources (public_id, name, kind, promoted, created_at, disabled, reserved) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (reserved) DO NOTHING RETURNING id";
    let row = values![
        id.to_string(),
        name,
        kind.name(),
        json_list(promoted),
        env.now().as_micros(),
        false,
        reserved
    ];
    let number: Option<NumberRow> = sql::one(work.conn(), insert, row).await?;
    Ok(number.map(|row| (id, SourceNumber(row.id))))
}

/// All sources, oldest first.
pub(crate) async fn list(database: &Database, now: Timestamp) -> Result<Vec<Source>, StorageError> {
    let select = format!("SELECT {COLUMNS} FROM sources WHERE deleted_at IS NULL ORDER BY id");
    let rows = sql::all(database.read(), select, vec![]).await?;
    whole(database, rows, now).await
}

/// One source.
pub(crate) async fn by_id(
    database: &Database,
    id: SourceId,
    now: Timestamp,
) -> Result<Option<Source>, StorageError> {
    let select =
        format!("SELECT {COLUMNS} FROM sources WHERE public_id = $1 AND deleted_at IS NULL");
    let rows = sql::all(database.read(), select, values![id.to_string()]).await?;
    Ok(whole(database, rows, now).await?.pop())
}

/// The source that Parcours made itself under a name.
pub(crate) async fn reserved(
    database: &Database,
    name: &str,
    now: Timestamp,
) -> Result<Option<Source>, StorageError> {
    let select = format!("SELECT {COLUMNS} FROM sources WHERE reserved = $1");
    let rows = sql::all(database.read(), select, values![name]).await?;
    Ok(whole(database, rows, now).await?.pop())
}

/// Overwrites what may change.
pub(crate) async fn update(work: &UnitOfWork, source: &Source) -> Result<(), StorageError> {
    let update = "UPDATE sources SET name = $1, disabled = $2, promoted = $3 WHERE id = $4";
    let row =
        values![source.name.clone(), source.disabled, json_list(&source.promoted), source.number.0];
    sql::execute(work.conn(), update, row).await?;
    Ok(())
}

/// Takes a source off the list. Its interactions stay, and refer to its number.
pub(crate) async fn delete(
    work: &UnitOfWork,
    number: SourceNumber,
    now: Timestamp,
) -> Result<(), StorageError> {
    let delete = "UPDATE sources SET deleted_at = $1 WHERE id = $2";
    sql::execute(work.conn(), delete, values![now.as_micros(), number.0]).await?;
    let forget = "DELETE FROM source_events WHERE source = $1";
    sql::execute(work.conn(), forget, values![number.0]).await?;
    Ok(())
}

const MICROS_AN_HOUR: i64 = 3_600_000_000;
const HOURS_A_DAY: i64 = 24;

/// What a source told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    pub(crate) source: SourceNumber,
    /// How much of it was new.
    pub(crate) events: i64,
    /// When it was last heard.
    pub(crate) at: Timestamp,
}

const HOUR: [(&str, Column); 4] = [
    ("source", Column::Number),
    ("hour", Column::Number),
    ("events", Column::Number),
    ("last_at", Column::Number),
];

/// Counts what some sources told, one count a source, in the hour that runs. Locks their rows in
/// the order given.
pub(crate) async fn count(work: &UnitOfWork, counts: &[Count]) -> Result<(), StorageError> {
    let mut rows = Rows::new("source_hours", &HOUR, counts.len());
    for Count { source, events, at } in counts {
        let at = at.as_micros();
        let hour = at.div_euclid(MICROS_AN_HOUR);
        rows.push([source.0.into(), hour.into(), (*events).into(), at.into()]);
    }
    let add = "ON CONFLICT (source, hour) DO UPDATE SET events = source_hours.events + excluded.events, \
               last_at = excluded.last_at";
    rows.insert(work.conn(), add).await?;
    Ok(())
}

/// Forgets hours that are shown nowhere any more; the last one of each source says when it was last
/// heard of.
pub(crate) async fn forget_hours(work: &UnitOfWork, now: Timestamp) -> Result<u64, StorageError> {
    let horizon = now.as_micros().div_euclid(MICROS_AN_HOUR) - 2 * HOURS_A_DAY;
    let forget = "DELETE FROM source_hours WHERE hour < $1 AND EXISTS (SELECT 1 FROM source_hours later \
                  WHERE later.source = source_hours.source AND later.hour > source_hours.hour)";
    sql::execute(work.conn(), forget, values![horizon]).await
}

async fn whole(
    database: &Database,
    rows: Vec<SourceRow>,
    now: Timestamp,
) -> Result<Vec<Source>, StorageError> {
    let since = now.as_micros().div_euclid(MICROS_AN_HOUR) - HOURS_A_DAY;
    let select = "SELECT source, max(last_at) AS last_at, \
                  CAST(coalesce(sum(CASE WHEN hour > $1 THEN events ELSE 0 END), 0) AS BIGINT) AS events \
                  FROM source_hours GROUP BY source";
    let activity: Vec<ActivityRow> = sql::all(database.read(), select, values![since]).await?;
    let activity: HashMap<_, _> =
        activity.into_iter().map(|row| (row.source, (row.last_at, row.events))).collect();
    let mut keys = keys::by_source(database).await?;
    let mut sources = Vec::with_capacity(rows.len());
    for row in rows {
        let known = activity.get(&row.id);
        sources.push(Source {
            number: SourceNumber(row.id),
            id: row.public_id.parse().map_err(|error| broken("sources.public_id", error))?,
            name: row.name,
            kind: SourceKind::from_name(&row.kind).unwrap_or(SourceKind::Server),
            created_at: Timestamp::from_micros(row.created_at),
            disabled: row.disabled,
            promoted: serde_json::from_str(&row.promoted).unwrap_or_default(),
            keys: keys.remove(&row.id).unwrap_or_default(),
            last_event_at: known.map(|(last_at, _)| Timestamp::from_micros(*last_at)),
            events_24h: known.map_or(0, |(_, events)| *events),
        });
    }
    Ok(sources)
}

fn json_list(names: &[String]) -> String {
    serde_json::to_string(names).expect("texts are plain JSON")
}

/// A value in a table that this crate cannot have written.
pub(crate) fn broken(what: &str, error: impl std::fmt::Display) -> StorageError {
    StorageError::Open(format!("{what} cannot be read: {error}"))
}
