//! Reading hot rows in the order of their arrival. The primary key answers.

use parcours_storage::{StorageError, UnitOfWork, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::Transaction;
pub(crate) use super::hot::ends;
use crate::arrivals::{ArrivedRow, Gap};
use crate::model::CustomerId;

#[derive(FromQueryResult)]
struct RowRow {
    seq: i64,
    customer: i64,
    at: i64,
    signature: i64,
}

/// Transactions of this moment.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub(crate) struct InFlight {
    /// All before it have ended.
    pub(crate) oldest: i64,
    /// It and all after it had not begun.
    pub(crate) newest: i64,
}

/// Rows after a place in the order of arrival, and those that fill gaps before it; in that order.
pub(crate) async fn rows(
    conn: &Transaction,
    since: i64,
    gaps: &[Gap],
) -> Result<Vec<ArrivedRow>, StorageError> {
    let mut rows = Vec::new();
    let mut conditions: Vec<String> = gaps
        .chunks(100)
        .map(|gaps| {
            let any = gaps.iter().map(|gap| format!("seq BETWEEN {} AND {}", gap.first, gap.last));
            any.collect::<Vec<_>>().join(" OR ")
        })
        .collect();
    conditions.push(format!("seq > {since}"));
    for condition in conditions {
        let select = format!(
            "SELECT seq, customer, at, signature FROM interactions WHERE {condition} ORDER BY seq"
        );
        let found: Vec<RowRow> = sql::all(conn, select, vec![]).await?;
        rows.extend(found.into_iter().map(|row| ArrivedRow {
            seq: row.seq,
            customer: CustomerId(row.customer),
            at: row.at,
            signature: u32::try_from(row.signature).unwrap_or(u32::MAX),
        }));
    }
    Ok(rows)
}

#[derive(FromQueryResult)]
struct NumberRow {
    seq: i64,
}

/// The places after one that are taken; ascending.
pub(crate) async fn numbers(conn: &Transaction, since: i64) -> Result<Vec<i64>, StorageError> {
    let select = format!("SELECT seq FROM interactions WHERE seq > {since} ORDER BY seq");
    let rows: Vec<NumberRow> = sql::all(conn, select, vec![]).await?;
    Ok(rows.into_iter().map(|row| row.seq).collect())
}

/// What PostgreSQL says of transactions, as this one sees it.
pub(crate) async fn in_flight(conn: &Transaction) -> Result<InFlight, StorageError> {
    let select = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest, \
                  pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS newest";
    let row: Option<InFlight> = sql::one(conn, select, vec![]).await?;
    row.ok_or_else(|| StorageError::Open("PostgreSQL names no snapshot".to_owned()))
}

/// How many imports went past the rows.
pub(crate) async fn bulks(conn: &impl ConnectionTrait) -> Result<i64, StorageError> {
    sql::number(conn, "SELECT bulks FROM log_state WHERE id = 1", vec![]).await
}

/// Counts one more. Whoever calls holds the lock of the counters.
pub(crate) async fn note_bulk(work: &UnitOfWork) -> Result<(), StorageError> {
    let update = "UPDATE log_state SET bulks = bulks + 1 WHERE id = 1";
    sql::execute(work.conn(), update, vec![]).await?;
    Ok(())
}
