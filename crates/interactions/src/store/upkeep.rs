//! Merges, erasures, rules of retention, readers and files that are no longer the log.

use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

const AT_ONCE: u32 = 1000;

#[derive(FromQueryResult)]
struct NumberRow {
    number: i64,
}

fn numbers(rows: Vec<NumberRow>) -> Vec<i64> {
    rows.into_iter().map(|row| row.number).collect()
}

/// Customers who became somebody else before a moment (µs).
pub(crate) async fn settled_merges(
    conn: &impl ConnectionTrait,
    before: i64,
) -> Result<Vec<i64>, StorageError> {
    let select = "SELECT gone AS number FROM customer_aliases WHERE at < $1";
    Ok(numbers(sql::all(conn, select, values![before]).await?))
}

/// What [`fold`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Folded {
    /// Hot rows rewritten.
    pub(crate) rows: u64,
    /// Whether more merges wait.
    pub(crate) more: bool,
}

/// Rewrites the hot rows of some merges made before a moment (µs), and forgets these merges.
pub(crate) async fn fold(work: &UnitOfWork, before: i64) -> Result<Folded, StorageError> {
    let chosen = format!(
        "SELECT gone FROM customer_aliases WHERE at < $1 ORDER BY at, gone LIMIT {AT_ONCE}"
    );
    let rewrite = format!(
        "UPDATE interactions SET customer = (SELECT kept FROM customer_aliases WHERE gone = interactions.customer) \
         WHERE customer IN ({chosen})"
    );
    let rows = sql::execute(work.conn(), rewrite, values![before]).await?;
    let forget = format!("DELETE FROM customer_aliases WHERE gone IN ({chosen})");
    let merges = sql::execute(work.conn(), forget, values![before]).await?;
    Ok(Folded { rows, more: merges >= u64::from(AT_ONCE) })
}

/// Notes that segments hold none of those merged before a moment (µs).
pub(crate) async fn note_folded(
    work: &UnitOfWork,
    files: &[i64],
    before: i64,
) -> Result<(), StorageError> {
    for chunk in files.chunks(100) {
        let update = format!(
            "UPDATE log_segments SET folded_before = $1 WHERE file IN ({})",
            sql::list(2, chunk.len())
        );
        let mut row = values![before];
        row.extend(chunk.iter().map(|file| sql::Value::from(*file)));
        sql::execute(work.conn(), update, row).await?;
    }
    Ok(())
}

/// Notes erased customers and takes their hot rows out; how many rows.
pub(crate) async fn erase(
    work: &UnitOfWork,
    customers: &[i64],
    generation: i64,
    now: Timestamp,
) -> Result<u64, StorageError> {
    let mut rows = 0;
    for customer in customers {
        let insert = "INSERT INTO log_erased (customer, at, generation) VALUES ($1, $2, $3) \
                      ON CONFLICT (customer) DO UPDATE SET generation = excluded.generation, done_at = NULL";
        sql::execute(work.conn(), insert, values![*customer, now.as_micros(), generation]).await?;
        let delete = "DELETE FROM interactions WHERE customer = $1";
        rows += sql::execute(work.conn(), delete, values![*customer]).await?;
        let forget = "DELETE FROM customer_aliases WHERE gone = $1 OR kept = $2";
        sql::execute(work.conn(), forget, values![*customer, *customer]).await?;
    }
    Ok(rows)
}

/// Hot rows that came late for somebody erased. `interactions_timeline`.
pub(crate) async fn erase_late(work: &UnitOfWork) -> Result<u64, StorageError> {
    let delete = "DELETE FROM interactions WHERE customer IN (SELECT customer FROM log_erased)";
    sql::execute(work.conn(), delete, vec![]).await
}

/// Whether hot rows came late for somebody erased.
pub(crate) async fn has_late(conn: &impl ConnectionTrait) -> Result<bool, StorageError> {
    let count = "SELECT count(*) FROM log_erased e WHERE EXISTS \
                 (SELECT 1 FROM interactions i WHERE i.customer = e.customer)";
    Ok(sql::number(conn, count, vec![]).await? > 0)
}

/// Notes that no file holds a customer any more.
pub(crate) async fn erased(
    work: &UnitOfWork,
    customer: i64,
    now: Timestamp,
) -> Result<(), StorageError> {
    let update = "UPDATE log_erased SET done_at = $1 WHERE customer = $2";
    sql::execute(work.conn(), update, values![now.as_micros(), customer]).await?;
    Ok(())
}

/// Takes out up to some thousand hot rows of a signature from before a moment (µs).
/// `interactions_figures`.
pub(crate) async fn expire(
    work: &UnitOfWork,
    signature: u32,
    before: i64,
) -> Result<u64, StorageError> {
    let delete = "DELETE FROM interactions WHERE seq IN \
                  (SELECT seq FROM interactions WHERE signature = $1 AND at < $2 LIMIT 5000)";
    sql::execute(work.conn(), delete, values![i64::from(signature), before]).await
}

#[derive(FromQueryResult)]
pub(crate) struct DroppedRow {
    pub(crate) id: i64,
    pub(crate) name: String,
}

/// Gives up files that were begun so long ago that their writer is gone.
pub(crate) async fn give_up_begun(
    work: &UnitOfWork,
    before: Timestamp,
    now: Timestamp,
) -> Result<(), StorageError> {
    let update = "UPDATE log_files SET state = 'dropped', changed_at = $1 WHERE state = 'writing' AND changed_at < $2";
    sql::execute(work.conn(), update, values![now.as_micros(), before.as_micros()]).await?;
    Ok(())
}

/// Files that nobody may still read: replaced before a moment, and of a generation that no reader
/// holds.
pub(crate) async fn sweepable(
    conn: &impl ConnectionTrait,
    replaced_before: Timestamp,
    now: Timestamp,
) -> Result<Vec<DroppedRow>, StorageError> {
    let held =
        "SELECT coalesce(min(generation), 9223372036854775807) FROM log_readers WHERE until > $1";
    let held = sql::number(conn, held, values![now.as_micros()]).await?;
    let select = "SELECT id, name FROM log_files WHERE state = 'dropped' AND changed_at < $1 AND generation <= $2 ORDER BY id LIMIT 1000";
    let bound = values![replaced_before.as_micros(), held];
    sql::all(conn, select, bound).await
}

/// Forgets a file that was removed.
pub(crate) async fn removed(work: &UnitOfWork, files: &[i64]) -> Result<(), StorageError> {
    for chunk in files.chunks(100) {
        let list = sql::list(1, chunk.len());
        let row = || chunk.iter().map(|file| sql::Value::from(*file)).collect::<Vec<_>>();
        for delete in [
            format!("DELETE FROM log_segments WHERE file IN ({list})"),
            format!("DELETE FROM log_keys WHERE file IN ({list})"),
            format!("DELETE FROM log_files WHERE state <> 'live' AND id IN ({list})"),
        ] {
            sql::execute(work.conn(), delete, row()).await?;
        }
    }
    Ok(())
}

/// Notes until when a process reads a generation.
pub(crate) async fn hold(
    work: &UnitOfWork,
    process: &str,
    generation: i64,
    until: Timestamp,
    now: Timestamp,
) -> Result<(), StorageError> {
    let forget = "DELETE FROM log_readers WHERE until < $1";
    sql::execute(work.conn(), forget, values![now.as_micros()]).await?;
    // Several readers of one process: the oldest generation counts, for as long as the longest.
    let insert = "INSERT INTO log_readers (process, generation, until) VALUES ($1, $2, $3) ON CONFLICT (process) \
                  DO UPDATE SET until = excluded.until, generation = CASE WHEN excluded.generation < log_readers.generation \
                  THEN excluded.generation ELSE log_readers.generation END";
    let row = values![process, generation, until.as_micros()];
    sql::execute(work.conn(), insert, row).await?;
    Ok(())
}
