//! How long an account or an address has used up its tries.
//!
//! The generic cell rate algorithm (ITU-T I.371): one moment a name, which each try pushes on by the
//! price of a try; a try is refused while that moment lies too far ahead. One atomic statement, so
//! that tries that come at once, in several processes, are all counted.

use parcours_kernel::Timestamp;
use parcours_storage::sql;
use parcours_storage::{StorageError, UnitOfWork, values};

/// How many tries: `at_once`, and from then on one each `seconds_each`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowance {
    pub(crate) at_once: i64,
    pub(crate) seconds_each: i64,
}

/// Counts a try; `Err` with the seconds to wait when there is none left, and then nothing is counted.
pub(crate) async fn take(
    work: &UnitOfWork,
    name: &str,
    allowance: Allowance,
    now: Timestamp,
) -> Result<Result<(), u64>, StorageError> {
    let price = allowance.seconds_each * 1_000_000;
    let furthest = now.as_micros() + price * (allowance.at_once - 1);
    let sql = "INSERT INTO throttles (name, busy_until) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET busy_until = \
               CASE WHEN throttles.busy_until < $3 THEN $2 ELSE throttles.busy_until + $4 END \
               WHERE throttles.busy_until <= $5";
    let row = values![name, now.as_micros() + price, now.as_micros(), price, furthest];
    if sql::execute(work.conn(), sql, row).await? > 0 {
        return Ok(Ok(()));
    }
    let busy =
        sql::number(work.conn(), "SELECT busy_until FROM throttles WHERE name = $1", values![name])
            .await?;
    let wait = (busy - furthest).max(0) / 1_000_000 + 1;
    Ok(Err(u64::try_from(wait).unwrap_or(1)))
}

/// Gives a try back.
pub(crate) async fn give_back(
    work: &UnitOfWork,
    name: &str,
    allowance: Allowance,
) -> Result<(), StorageError> {
    let sql = "UPDATE throttles SET busy_until = busy_until - $2 WHERE name = $1";
    sql::execute(work.conn(), sql, values![name, allowance.seconds_each * 1_000_000]).await?;
    Ok(())
}

/// Forgets all tries.
pub(crate) async fn clear(work: &UnitOfWork, name: &str) -> Result<(), StorageError> {
    sql::execute(work.conn(), "DELETE FROM throttles WHERE name = $1", values![name]).await?;
    Ok(())
}

/// Forgets those whose time has passed.
pub(crate) async fn purge(work: &UnitOfWork, now: Timestamp) -> Result<u64, StorageError> {
    sql::execute(
        work.conn(),
        "DELETE FROM throttles WHERE busy_until <= $1",
        values![now.as_micros()],
    )
    .await
}
