//! One-time links.

use parcours_kernel::Timestamp;
use parcours_storage::sql::{self, Row};
use parcours_storage::{Database, StorageError, UnitOfWork, values};

use crate::UserId;

const SETUP: &str = "setup";
const SIGN_IN: &str = "sign_in";

/// Stores a link: for a user to sign in, or for nobody yet to set up.
pub(crate) async fn insert(
    work: &UnitOfWork,
    digest: &str,
    user: Option<UserId>,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StorageError> {
    let purpose = if user.is_some() { SIGN_IN } else { SETUP };
    let sql = "INSERT INTO links (token_hash, purpose, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    let row = values![
        digest,
        purpose,
        user.map(|user| user.to_string()),
        now.as_micros(),
        expires_at.as_micros(),
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

#[derive(Row)]
struct Claimed {
    token_hash: String,
    user_id: Option<String>,
    expires_at: i64,
}

/// Uses a sign-in link: whose it is, if it is good. Two at once: one wins.
pub(crate) async fn claim_sign_in(
    work: &UnitOfWork,
    digest: &str,
    now: Timestamp,
) -> Result<Option<UserId>, StorageError> {
    let sql = "UPDATE links SET used_at = $2 WHERE token_hash = $1 AND purpose = 'sign_in' \
               AND used_at IS NULL AND expires_at > $2 RETURNING token_hash, user_id, expires_at";
    let row: Option<Claimed> = sql::one(work.conn(), sql, values![digest, now.as_micros()]).await?;
    Ok(row.and_then(|row| row.user_id).and_then(|id| id.parse().ok()))
}

/// Uses up *all* set-up links; whether this one was good among them. Two at once, also with two
/// different links: one wins, the other waits for its rows and finds them used.
pub(crate) async fn claim_setup(
    work: &UnitOfWork,
    digest: &str,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let sql = "UPDATE links SET used_at = $1 WHERE purpose = 'setup' AND used_at IS NULL \
               RETURNING token_hash, user_id, expires_at";
    let rows: Vec<Claimed> = sql::all(work.conn(), sql, values![now.as_micros()]).await?;
    Ok(rows.iter().any(|row| row.token_hash == digest && row.expires_at > now.as_micros()))
}

/// Whether a set-up link could be used now; a cheap look before the costly work.
pub(crate) async fn setup_is_open(
    database: &Database,
    digest: &str,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let sql = "SELECT count(*) FROM links WHERE token_hash = $1 AND purpose = 'setup' \
               AND used_at IS NULL AND expires_at > $2";
    Ok(sql::number(database.read(), sql, values![digest, now.as_micros()]).await? > 0)
}

/// Takes back the links of a user that were not used.
pub(crate) async fn withdraw(work: &UnitOfWork, user: UserId) -> Result<(), StorageError> {
    let sql = "DELETE FROM links WHERE user_id = $1 AND used_at IS NULL";
    sql::execute(work.conn(), sql, values![user.to_string()]).await?;
    Ok(())
}

/// Forgets links that can no longer be used.
pub(crate) async fn purge(work: &UnitOfWork, now: Timestamp) -> Result<u64, StorageError> {
    let sql = "DELETE FROM links WHERE expires_at <= $1 OR used_at IS NOT NULL";
    sql::execute(work.conn(), sql, values![now.as_micros()]).await
}
