//! What the tables say about files.

use parcours_storage::{StorageError, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Files beside the live ones, and when anything changed last.
#[derive(Debug, Clone, Copy, Default, FromQueryResult)]
pub(crate) struct Files {
    pub(crate) replaced: i64,
    pub(crate) newest: Option<i64>,
}

pub(crate) async fn files(conn: &impl ConnectionTrait) -> Result<Files, StorageError> {
    let select = "SELECT coalesce(sum(CASE WHEN state = 'dropped' THEN 1 ELSE 0 END), 0) AS replaced, \
                  max(CASE WHEN state = 'live' THEN changed_at END) AS newest FROM log_files";
    Ok(sql::one(conn, select, vec![]).await?.unwrap_or_default())
}

#[derive(FromQueryResult)]
struct NameRow {
    name: String,
}

/// The names of all files, whatever their state.
pub(crate) async fn names(conn: &impl ConnectionTrait) -> Result<Vec<String>, StorageError> {
    let rows: Vec<NameRow> = sql::all(conn, "SELECT name FROM log_files", vec![]).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}
