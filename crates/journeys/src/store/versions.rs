//! The table of published versions: whole journeys as they were.

use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{from_json, to_json};
use crate::model::{Journey, JourneyId, JourneyVersion};

#[derive(FromQueryResult)]
struct VersionRow {
    number: i64,
    published_at: i64,
    published_by: String,
    note: String,
    name: String,
    kept: bool,
}

#[derive(FromQueryResult)]
struct Document {
    document: String,
}

/// Newest first.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
) -> Result<Vec<JourneyVersion>, StorageError> {
    let sql = "SELECT number, published_at, published_by, note, name, kept FROM journey_versions \
               WHERE journey_id = $1 ORDER BY number DESC";
    let rows: Vec<VersionRow> = sql::all(conn, sql, values![journey.to_string()]).await?;
    let versions = rows.into_iter().map(|row| JourneyVersion {
        number: row.number,
        published_at: Timestamp::from_micros(row.published_at),
        published_by: row.published_by,
        note: row.note,
        name: row.name,
        kept: row.kept,
    });
    Ok(versions.collect())
}

/// The journey as it was published; the newest version when no number is given. None of a removed journey.
pub(crate) async fn document(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
    number: Option<i64>,
) -> Result<Option<Journey>, StorageError> {
    let sql = "SELECT v.document FROM journey_versions v JOIN journeys j ON j.id = v.journey_id \
               WHERE v.journey_id = $1 AND j.deleted_at IS NULL AND v.number = coalesce($2, j.published_version)";
    let row: Option<Document> = sql::one(conn, sql, values![journey.to_string(), number]).await?;
    row.map(|row| from_json(&row.document)).transpose()
}

/// The number of the last version; 0 before the first one.
pub(crate) async fn last(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
) -> Result<i64, StorageError> {
    let sql = "SELECT max(number) FROM journey_versions WHERE journey_id = $1";
    sql::number(conn, sql, values![journey.to_string()]).await
}

/// Writes what is said of a version.
pub(crate) async fn describe(
    work: &UnitOfWork,
    journey: JourneyId,
    version: &JourneyVersion,
) -> Result<(), StorageError> {
    let sql =
        "UPDATE journey_versions SET name = $3, note = $4 WHERE journey_id = $1 AND number = $2";
    let row =
        values![journey.to_string(), version.number, version.name.clone(), version.note.clone()];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Writes a version.
pub(crate) async fn insert(
    work: &UnitOfWork,
    version: &JourneyVersion,
    document: &Journey,
) -> Result<(), StorageError> {
    let id = document.id.to_string();
    let at = version.published_at.as_micros();
    let sql = "INSERT INTO journey_versions (journey_id, number, published_at, published_by, note, document, name, kept) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let row = values![
        id.clone(),
        version.number,
        at,
        version.published_by.clone(),
        version.note.clone(),
        to_json(document),
        version.name.clone(),
        version.kept
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Makes a version the one that is published; `document.revision` is the one it shows.
pub(crate) async fn make_newest(
    work: &UnitOfWork,
    version: &JourneyVersion,
    document: &Journey,
) -> Result<(), StorageError> {
    let (id, at) = (document.id.to_string(), version.published_at.as_micros());
    let newest = "UPDATE journeys SET published_version = $2, published_revision = $3, updated_at = $4, \
                  updated_by = $5 WHERE id = $1";
    let row = values![id, version.number, document.revision, at, version.published_by.clone()];
    sql::execute(work.conn(), newest, row).await?;
    Ok(())
}
