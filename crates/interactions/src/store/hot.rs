//! Reading the hot rows. Every query says which index answers it; a test holds it to that.

use std::collections::HashMap;

use futures::TryStreamExt as _;
use parcours_kernel::Period;
use parcours_storage::{StorageError, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement, StreamTrait as _};

use super::Transaction;
use crate::model::TimelineKey;
use crate::rows::{Columns, Rows, text_of};

const KERNEL: &str = "i.customer, i.at, i.signature, i.seq";
const VALUE: &str = "i.customer, i.at, i.signature, i.seq, i.value";
const PROPERTIES: &str = "i.customer, i.at, i.signature, i.seq, i.value, i.properties";
/// The subject as it was said stands in the row only where the signature says something else.
const ALL: &str = "i.customer, i.at, i.signature, i.seq, i.value, i.received_at, i.source, \
                   coalesce(i.subject, s.subject), i.properties, CASE WHEN i.derived THEN NULL ELSE i.message_id END";

/// Rows of a period and of some signatures, in no order. `interactions_figures` where signatures
/// are chosen and no more than they is wanted; a pass over the rows else.
pub(crate) async fn rows(
    conn: &Transaction,
    period: Period,
    signatures: Option<&[u32]>,
    columns: Columns,
) -> Result<Rows, StorageError> {
    let mut bound = values![period.from.as_micros(), period.until.as_micros()];
    let mut condition = String::from("i.at >= $1 AND i.at < $2");
    if let Some(signatures) = signatures {
        if signatures.is_empty() {
            return Ok(Rows::default());
        }
        condition = format!("i.signature IN ({}) AND {condition}", sql::list(3, signatures.len()));
        bound.extend(signatures.iter().map(|number| sql::Value::from(i64::from(*number))));
    }
    let (wanted, join) = match columns {
        Columns { rest: true, .. } => (ALL, JOIN),
        Columns { properties: true, .. } => (PROPERTIES, ""),
        Columns { value: true, .. } => (VALUE, ""),
        _ => (KERNEL, ""),
    };
    let select = format!("SELECT {wanted} FROM interactions i {join} WHERE {condition}");
    stream(conn, select, bound, columns).await
}

const JOIN: &str = "JOIN signatures s ON s.id = i.signature";

/// The newest rows of one customer before a place in their timeline. `interactions_timeline`.
pub(crate) async fn timeline(
    conn: &Transaction,
    customer: i64,
    before: TimelineKey,
    limit: u32,
) -> Result<Rows, StorageError> {
    let page = format!(
        "SELECT {ALL} FROM interactions i {JOIN} WHERE i.customer = $1 AND (i.at, i.seq) < ($2, $3) \
         ORDER BY i.at DESC, i.seq DESC LIMIT {limit}"
    );
    stream(conn, page, values![customer, before.0, before.1], Columns::ALL).await
}

/// What one customer did, in no order. `interactions_timeline`.
pub(crate) async fn way(conn: &Transaction, customer: i64) -> Result<Rows, StorageError> {
    let select = format!("SELECT {KERNEL} FROM interactions i WHERE i.customer = $1");
    stream(conn, select, values![customer], Columns { seq: true, ..Columns::default() }).await
}

async fn stream(
    conn: &Transaction,
    select: String,
    bound: Vec<sql::Value>,
    columns: Columns,
) -> Result<Rows, StorageError> {
    let backend = ConnectionTrait::get_database_backend(conn);
    let mut stream =
        conn.stream_raw(Statement::from_sql_and_values(backend, select, bound)).await?;
    let mut rows = Rows::default();
    while let Some(row) = stream.try_next().await? {
        push(&mut rows, &row, columns)?;
    }
    Ok(rows)
}

fn push(rows: &mut Rows, row: &QueryResult, columns: Columns) -> Result<(), StorageError> {
    rows.customer.push(row.try_get_by_index(0)?);
    rows.at.push(row.try_get_by_index(1)?);
    rows.signature.push(u32::try_from(row.try_get_by_index::<i64>(2)?).unwrap_or(u32::MAX));
    rows.seq.push(row.try_get_by_index(3)?);
    if columns.value {
        rows.value.push(row.try_get_by_index::<Option<f64>>(4)?.unwrap_or(f64::NAN));
    }
    let text = |place| {
        Ok::<_, StorageError>(text_of(row.try_get_by_index::<Option<String>>(place)?.as_deref()))
    };
    if columns.properties {
        rows.properties.push(text(if columns.rest { 8 } else { 5 })?);
    }
    if columns.rest {
        rows.received_at.push(row.try_get_by_index(5)?);
        rows.source.push(row.try_get_by_index(6)?);
        rows.subject.push(text(7)?);
        rows.message_id.push(text(9)?);
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct SeenRow {
    customer: i64,
    first_at: Option<i64>,
    last_at: Option<i64>,
}

/// The first and the last time (µs) of each customer. `interactions_timeline`, two entries each.
pub(crate) async fn seen(
    conn: &Transaction,
    customers: &[i64],
) -> Result<HashMap<i64, (i64, i64)>, StorageError> {
    let mut seen = HashMap::new();
    let mut start = 0;
    for size in sql::chunk_sizes(customers.len(), 128) {
        let wanted: Vec<_> =
            (1..=size).map(|number| format!("(CAST(${number} AS BIGINT))")).collect();
        let select = format!(
            "WITH wanted (customer) AS (VALUES {}) SELECT customer, \
             (SELECT min(i.at) FROM interactions i WHERE i.customer = wanted.customer) AS first_at, \
             (SELECT max(i.at) FROM interactions i WHERE i.customer = wanted.customer) AS last_at FROM wanted",
            wanted.join(",")
        );
        let bound = customers[start..start + size].iter().map(|id| sql::Value::from(*id)).collect();
        start += size;
        for row in sql::all::<SeenRow>(conn, select, bound).await? {
            if let (Some(first), Some(last)) = (row.first_at, row.last_at) {
                seen.insert(row.customer, (first, last));
            }
        }
    }
    Ok(seen)
}

#[derive(FromQueryResult)]
struct EndsRow {
    first: Option<i64>,
    last: Option<i64>,
}

/// The lowest and the highest place in the order of arrival; the primary key's ends.
pub(crate) async fn ends(conn: &impl ConnectionTrait) -> Result<Option<(i64, i64)>, StorageError> {
    let select = "SELECT (SELECT min(seq) FROM interactions) AS first, (SELECT max(seq) FROM interactions) AS last";
    let row: Option<EndsRow> = sql::one(conn, select, vec![]).await?;
    Ok(row.and_then(|row| Some((row.first?, row.last?))))
}

/// When the first happened (µs). `interactions_figures` alone.
pub(crate) async fn begins_at(conn: &Transaction) -> Result<Option<i64>, StorageError> {
    let first = "SELECT min(at) AS first, NULL AS last FROM interactions";
    let row: Option<EndsRow> = sql::one(conn, first, values![]).await?;
    Ok(row.and_then(|row| row.first))
}

/// When the last happened (µs). `interactions_figures` alone.
pub(crate) async fn ends_at(conn: &Transaction) -> Result<Option<i64>, StorageError> {
    let last = "SELECT CAST(NULL AS BIGINT) AS first, max(at) AS last FROM interactions";
    let row: Option<EndsRow> = sql::one(conn, last, values![]).await?;
    Ok(row.and_then(|row| row.last))
}

/// How many of a period. `interactions_figures` alone.
pub(crate) async fn count(conn: &Transaction, period: Period) -> Result<u64, StorageError> {
    let count = "SELECT count(*) FROM interactions WHERE at >= $1 AND at < $2";
    let bound = values![period.from.as_micros(), period.until.as_micros()];
    Ok(sql::number(conn, count, bound).await?.unsigned_abs())
}
