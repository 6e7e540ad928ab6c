//! One moment, named for other connections.

use parcours_storage::{StorageError, sql};
use sea_orm::FromQueryResult;

use super::Transaction;

#[derive(FromQueryResult)]
struct Exported {
    name: String,
}

/// The name of a PostgreSQL transaction's moment.
pub(crate) async fn export(transaction: &Transaction) -> Result<String, StorageError> {
    let export: Option<Exported> =
        sql::one(transaction, "SELECT pg_export_snapshot() AS name", vec![]).await?;
    export
        .map(|row| row.name)
        .ok_or_else(|| StorageError::Open("PostgreSQL names no snapshot".to_owned()))
}
