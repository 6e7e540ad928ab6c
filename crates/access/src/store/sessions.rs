//! Sessions.

use parcours_kernel::Timestamp;
use parcours_storage::sql::{self, Row};
use parcours_storage::{Database, StorageError, UnitOfWork, values};
use sea_orm::{DbErr, QueryResult};

use super::users;
use crate::{User, UserId};

/// How a session began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BeganWith {
    Password,
    Link,
}

impl BeganWith {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Link => "link",
        }
    }
}

/// A live session and its user.
pub(crate) struct Found {
    pub(crate) user: User,
    pub(crate) began_with: BeganWith,
    pub(crate) began_at: Timestamp,
    pub(crate) last_seen_at: Timestamp,
}

impl Row for Found {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let began_with: String = row.try_get(prefix, "began_with")?;
        Ok(Self {
            user: User::from_query_result(row, prefix)?,
            began_with: if began_with == "link" { BeganWith::Link } else { BeganWith::Password },
            began_at: Timestamp::from_micros(row.try_get(prefix, "began_at")?),
            last_seen_at: Timestamp::from_micros(row.try_get(prefix, "session_seen_at")?),
        })
    }
}

/// The session of a digest, unless it has ended or its user is kept out.
pub(crate) async fn find(
    database: &Database,
    digest: &str,
    now: Timestamp,
) -> Result<Option<Found>, StorageError> {
    let sql = format!(
        "SELECT {}, s.began_with, s.created_at AS began_at, s.last_seen_at AS session_seen_at \
         FROM sessions s JOIN users u ON u.id = s.user_id \
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND NOT u.disabled",
        users::COLUMNS
    );
    sql::one(database.read(), sql, values![digest, now.as_micros()]).await
}

/// Begins a session.
pub(crate) async fn insert(
    work: &UnitOfWork,
    digest: &str,
    user: UserId,
    began_with: BeganWith,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO sessions (token_hash, user_id, began_with, created_at, last_seen_at, expires_at) \
               VALUES ($1, $2, $3, $4, $4, $5)";
    let row = values![
        digest,
        user.to_string(),
        began_with.name(),
        now.as_micros(),
        expires_at.as_micros()
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Notes that a session is in use, and until when it lasts now.
pub(crate) async fn extend(
    work: &UnitOfWork,
    digest: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StorageError> {
    let sql = "UPDATE sessions SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1";
    sql::execute(work.conn(), sql, values![digest, now.as_micros(), expires_at.as_micros()])
        .await?;
    Ok(())
}

/// From now on this session counts as begun with a password.
pub(crate) async fn has_password(work: &UnitOfWork, digest: &str) -> Result<(), StorageError> {
    let sql = "UPDATE sessions SET began_with = 'password' WHERE token_hash = $1";
    sql::execute(work.conn(), sql, values![digest]).await?;
    Ok(())
}

/// Ends a session.
pub(crate) async fn end(work: &UnitOfWork, digest: &str) -> Result<(), StorageError> {
    sql::execute(work.conn(), "DELETE FROM sessions WHERE token_hash = $1", values![digest])
        .await?;
    Ok(())
}

/// Ends all sessions of a user but one; how many.
pub(crate) async fn end_others(
    work: &UnitOfWork,
    user: UserId,
    but: &str,
) -> Result<u64, StorageError> {
    let sql = "DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2";
    sql::execute(work.conn(), sql, values![user.to_string(), but]).await
}

/// Ends all sessions of a user; how many.
pub(crate) async fn end_all(work: &UnitOfWork, user: UserId) -> Result<u64, StorageError> {
    end_others(work, user, "").await
}

/// Forgets sessions that have ended by themselves.
pub(crate) async fn purge(work: &UnitOfWork, now: Timestamp) -> Result<u64, StorageError> {
    sql::execute(
        work.conn(),
        "DELETE FROM sessions WHERE expires_at <= $1",
        values![now.as_micros()],
    )
    .await
}
