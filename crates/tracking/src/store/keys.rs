//! The table `write_keys`.

use std::collections::HashMap;

use parcours_interactions::SourceId as SourceNumber;
use parcours_kernel::{Env, Timestamp};
use parcours_storage::sql::{self, Row};
use parcours_storage::{Database, StorageError, UnitOfWork, values};

use super::sources::broken;
use crate::keys::KnownKey;
use crate::model::{KeyId, SourceKind, WriteKey};

#[derive(Row)]
struct KeyRow {
    id: String,
    source: i64,
    write_key: String,
    created_at: i64,
    revoked_at: Option<i64>,
    last_used_at: Option<i64>,
}

#[derive(Row)]
struct WorkingRow {
    id: String,
    write_key: String,
    source: i64,
    public_id: String,
    kind: String,
    promoted: String,
    disabled: bool,
}

/// Inserts a key.
pub(crate) async fn insert(
    work: &UnitOfWork,
    env: &Env,
    source: SourceNumber,
    key: &str,
) -> Result<WriteKey, StorageError> {
    let made = WriteKey {
        id: KeyId::new(env),
        key: key.to_owned(),
        created_at: env.now(),
        revoked_at: None,
        last_used_at: None,
    };
    let insert =
        "INSERT INTO write_keys (id, source, write_key, created_at) VALUES ($1, $2, $3, $4)";
    let row = values![made.id.to_string(), source.0, key, made.created_at.as_micros()];
    sql::execute(work.conn(), insert, row).await?;
    Ok(made)
}

/// Revokes a key of a source, or all of them; how many worked until now.
pub(crate) async fn revoke(
    work: &UnitOfWork,
    source: SourceNumber,
    key: Option<KeyId>,
    now: Timestamp,
) -> Result<u64, StorageError> {
    let which = if key.is_some() { "AND id = $3" } else { "" };
    let revoke = format!(
        "UPDATE write_keys SET revoked_at = $1 WHERE source = $2 AND revoked_at IS NULL {which}"
    );
    let mut bound = values![now.as_micros(), source.0];
    bound.extend(key.map(|key| sql::Value::from(key.to_string())));
    sql::execute(work.conn(), revoke, bound).await
}

/// All keys, newest first, by the number of their source.
pub(crate) async fn by_source(
    database: &Database,
) -> Result<HashMap<i64, Vec<WriteKey>>, StorageError> {
    let select = "SELECT id, source, write_key, created_at, revoked_at, last_used_at FROM write_keys \
                  ORDER BY created_at DESC, id DESC";
    let rows: Vec<KeyRow> = sql::all(database.read(), select, vec![]).await?;
    let mut keys: HashMap<i64, Vec<WriteKey>> = HashMap::new();
    for row in rows {
        keys.entry(row.source).or_default().push(WriteKey {
            id: row.id.parse().map_err(|error| broken("write_keys.id", error))?,
            key: row.write_key,
            created_at: Timestamp::from_micros(row.created_at),
            revoked_at: row.revoked_at.map(Timestamp::from_micros),
            last_used_at: row.last_used_at.map(Timestamp::from_micros),
        });
    }
    Ok(keys)
}

/// The keys that work, with their sources.
pub(crate) async fn working(database: &Database) -> Result<Vec<KnownKey>, StorageError> {
    let select = "SELECT k.id, k.write_key, k.source, s.public_id, s.kind, s.promoted, s.disabled \
                  FROM write_keys k JOIN sources s ON s.id = k.source \
                  WHERE k.revoked_at IS NULL AND s.deleted_at IS NULL";
    let rows: Vec<WorkingRow> = sql::all(database.read(), select, vec![]).await?;
    let known = rows.into_iter().map(|row| {
        Ok(KnownKey {
            id: row.id.parse().map_err(|error| broken("write_keys.id", error))?,
            key: row.write_key,
            source: SourceNumber(row.source),
            source_id: row.public_id.parse().map_err(|error| broken("sources.public_id", error))?,
            kind: SourceKind::from_name(&row.kind).unwrap_or(SourceKind::Server),
            promoted: serde_json::from_str(&row.promoted).unwrap_or_default(),
            disabled: row.disabled,
        })
    });
    known.collect()
}

/// Notes that a key was used, to the minute.
pub(crate) async fn touch(
    work: &UnitOfWork,
    key: KeyId,
    minute: Timestamp,
) -> Result<(), StorageError> {
    let touch = "UPDATE write_keys SET last_used_at = $1 WHERE id = $2 \
                 AND (last_used_at IS NULL OR last_used_at < $1)";
    sql::execute(work.conn(), touch, values![minute.as_micros(), key.to_string()]).await?;
    Ok(())
}
