//! The table `imports`.

use parcours_kernel::{PageQuery, Problem, Timestamp};
use parcours_storage::sql::{self, Row};
use parcours_storage::{Database, StorageError, UnitOfWork, values};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::sources::broken;
use crate::files;
use crate::imports::{ImportId, ImportProgress, ImportState, Record, Refused};

#[derive(Row)]
struct ImportRow {
    id: String,
    name: String,
    bytes: i64,
    state: String,
    created_at: i64,
    created_by: String,
    options: String,
    progress: String,
    errors: String,
    problem: Option<String>,
    started_at: Option<i64>,
    finished_at: Option<i64>,
}

const COLUMNS: &str = "id, name, bytes, state, created_at, created_by, options, progress, errors, problem, \
    started_at, finished_at";

pub(crate) async fn insert(work: &UnitOfWork, record: &Record) -> Result<(), StorageError> {
    let insert = format!(
        "INSERT INTO imports ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    );
    let row = values![
        record.id.to_string(),
        record.name.clone(),
        i64::try_from(record.bytes).unwrap_or(i64::MAX),
        record.state.name(),
        record.created_at.as_micros(),
        record.created_by.clone(),
        json(&record.options),
        json(&record.progress),
        json(&record.errors),
        record.problem.as_ref().map(json),
        record.started_at.map(Timestamp::as_micros),
        record.finished_at.map(Timestamp::as_micros),
    ];
    sql::execute(work.conn(), insert, row).await?;
    Ok(())
}

/// Overwrites what may change of an import; `false` when it is gone.
pub(crate) async fn update(work: &UnitOfWork, record: &Record) -> Result<bool, StorageError> {
    let update = "UPDATE imports SET state = $1, options = $2, progress = $3, errors = $4, problem = $5, \
                  started_at = $6, finished_at = $7 WHERE id = $8";
    let row = values![
        record.state.name(),
        json(&record.options),
        json(&record.progress),
        json(&record.errors),
        record.problem.as_ref().map(json),
        record.started_at.map(Timestamp::as_micros),
        record.finished_at.map(Timestamp::as_micros),
        record.id.to_string(),
    ];
    Ok(sql::execute(work.conn(), update, row).await? > 0)
}

/// Stores how far an import is; `false` when it is gone.
pub(crate) async fn advance(
    work: &UnitOfWork,
    id: ImportId,
    progress: &ImportProgress,
    errors: &[Refused],
) -> Result<bool, StorageError> {
    let update = "UPDATE imports SET progress = $1, errors = $2 WHERE id = $3";
    let row = values![json(progress), json(&errors), id.to_string()];
    Ok(sql::execute(work.conn(), update, row).await? > 0)
}

/// Takes an import off the list; `false` when it is gone already.
pub(crate) async fn delete(work: &UnitOfWork, id: ImportId) -> Result<bool, StorageError> {
    let delete = "DELETE FROM imports WHERE id = $1";
    Ok(sql::execute(work.conn(), delete, values![id.to_string()]).await? > 0)
}

/// Takes out what is shown of the bad rows of files that came until a moment and are not being
/// read; of how many files.
pub(crate) async fn forget_errors(work: &UnitOfWork, at: Timestamp) -> Result<u64, StorageError> {
    let update = "UPDATE imports SET errors = '[]' WHERE created_at <= $1 AND errors <> '[]' \
                  AND state NOT IN ('waiting', 'running')";
    sql::execute(work.conn(), update, values![at.as_micros()]).await
}

pub(crate) async fn by_id(
    database: &Database,
    id: ImportId,
) -> Result<Option<Record>, StorageError> {
    let select = format!("SELECT {COLUMNS} FROM imports WHERE id = $1");
    let row: Option<ImportRow> = sql::one(database.read(), select, values![id.to_string()]).await?;
    row.map(record).transpose()
}

/// A page of imports, newest first, with one row more than asked for when there are more.
pub(crate) async fn list(database: &Database, page: &PageQuery) -> Result<Vec<Record>, Problem> {
    let (at, id) = page.after::<(i64, String)>()?.unwrap_or((i64::MAX, String::new()));
    let select = format!(
        "SELECT {COLUMNS} FROM imports WHERE created_at < $1 OR (created_at = $1 AND id < $2) \
         ORDER BY created_at DESC, id DESC LIMIT $3"
    );
    let bound = values![at, id, i64::from(page.limit()) + 1];
    let rows: Vec<ImportRow> = sql::all(database.read(), select, bound).await?;
    Ok(rows.into_iter().map(record).collect::<Result<_, StorageError>>()?)
}

fn record(row: ImportRow) -> Result<Record, StorageError> {
    let problem = row.problem.as_deref().map(|json| read("imports.problem", json)).transpose()?;
    Ok(Record {
        id: row.id.parse().map_err(|error| broken("imports.id", error))?,
        name: row.name,
        bytes: u64::try_from(row.bytes).unwrap_or(0),
        state: ImportState::from_name(&row.state)
            .ok_or_else(|| broken("imports.state", &row.state))?,
        created_at: Timestamp::from_micros(row.created_at),
        created_by: row.created_by,
        options: read::<files::Options>("imports.options", &row.options)?,
        progress: read("imports.progress", &row.progress)?,
        errors: read("imports.errors", &row.errors)?,
        problem,
        started_at: row.started_at.map(Timestamp::from_micros),
        finished_at: row.finished_at.map(Timestamp::from_micros),
    })
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("records are plain JSON")
}

fn read<T: DeserializeOwned>(what: &str, json: &str) -> Result<T, StorageError> {
    serde_json::from_str(json).map_err(|error| broken(what, error))
}
