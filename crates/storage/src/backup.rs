//! Copies of the SQLite database, consistent while it serves.

use std::path::{Path, PathBuf};

use sea_orm::FromQueryResult;

use crate::database::open_sqlite;
use crate::{Database, StorageError, sql};

/// Copies the database as it was at one moment (`VACUUM INTO`).
pub(crate) async fn copy(database: &Database, file: &Path) -> Result<(), StorageError> {
    if file.exists() {
        return Err(StorageError::Open(format!(
            "{} exists already; choose another name.",
            file.display()
        )));
    }
    let name = file
        .to_str()
        .ok_or_else(|| StorageError::Open("the file's name is not valid Unicode".to_owned()))?;
    // A connection of its own reads one snapshot while writers go on; the readers may not write files.
    let connection = open_sqlite(&database.options().sqlite_file(), 1, false).await?;
    sql::execute(&connection, "VACUUM INTO $1", crate::values![name]).await?;
    Ok(connection.close().await?)
}

#[derive(FromQueryResult)]
struct Fault {
    quick_check: String,
}

/// SQLite's own look at its pages.
pub(crate) async fn faults(database: &Database) -> Result<Vec<String>, StorageError> {
    let rows: Vec<Fault> = sql::all(database.read(), "PRAGMA quick_check(10)", vec![]).await?;
    Ok(rows.into_iter().map(|row| row.quick_check).filter(|found| found != "ok").collect())
}

/// The automatic copy before an upgrade: `data/backups/before-upgrade-N.db`, the first free number.
pub(crate) async fn before_upgrade(database: &Database) -> Result<PathBuf, StorageError> {
    let folder = database.data().join("backups");
    std::fs::create_dir_all(&folder).map_err(|error| {
        StorageError::Open(format!("cannot make {}: {error}", folder.display()))
    })?;
    let file = (1..)
        .map(|number| folder.join(format!("before-upgrade-{number}.db")))
        .find(|file| !file.exists())
        .expect("numbers do not end");
    copy(database, &file).await?;
    Ok(file)
}
