//! What a store can fail with.

use http::StatusCode;
use parcours_kernel::{Problem, Text};
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// A failed database call, sorted by what a caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// A unique key is taken.
    #[error("already there: {0}")]
    Taken(String),
    /// The database was busy or chose this transaction as the victim: the whole unit of work may be tried again.
    #[error("the database was busy: {0}")]
    Busy(String),
    /// The database could not be opened; says what to do.
    #[error("{0}")]
    Open(String),
    /// A file of data cannot be read or written; says which, why and what to do.
    #[error("{0}")]
    File(Text),
    /// Anything else.
    #[error(transparent)]
    Database(DbErr),
}

/// PostgreSQL: serialization failure, deadlock, lock not available. SQLite: BUSY, LOCKED and their extended codes.
const BUSY_CODES: [&str; 10] =
    ["40001", "40P01", "55P03", "5", "6", "261", "262", "517", "518", "773"];

impl From<DbErr> for StorageError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(what)) = error.sql_err() {
            return Self::Taken(what);
        }
        if let DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause))
        | DbErr::Conn(RuntimeErr::SqlxError(cause)) = &error
            && let sqlx::Error::Database(cause) = cause.as_ref()
            && cause.code().is_some_and(|code| BUSY_CODES.contains(&code.as_ref()))
        {
            return Self::Busy(cause.to_string());
        }
        Self::Database(error)
    }
}

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Busy(cause) => {
                tracing::warn!(%cause, "the database was busy");
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "database_busy",
                    Text::new(
                        "The database is busy. Nothing was changed; please try again.",
                        "La base de données est occupée. Rien n’a été modifié\u{202f}; veuillez réessayer.",
                    ),
                )
                .retry_after(2)
            }
            StorageError::File(text) => {
                tracing::error!(%text, "a file of data is out of reach");
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "data_file_unreadable", text)
            }
            other => Problem::internal(other),
        }
    }
}
