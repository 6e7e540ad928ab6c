//! The table `erased_keys`, and taking customers out of the others.

use parcours_interactions::CustomerId;
use parcours_kernel::Timestamp;
use parcours_storage::sql::{self, Column, Rows};
use parcours_storage::{Backend, StorageError, UnitOfWork, values};
use sea_orm::FromQueryResult;

use crate::model::Key;

/// Any constant serves, as long as every process uses the same and no other lock does.
const ERASURE_LOCK: i64 = 0x6572_6173_7572_6573;

#[derive(FromQueryResult)]
struct NumberRow {
    id: i64,
}

#[derive(FromQueryResult)]
struct KeyRow {
    kind: String,
    value: String,
}

#[derive(FromQueryResult)]
struct MomentRow {
    digest: String,
    at: i64,
}

/// From here to the commit nobody is forgotten. SQLite has one writer anyway.
pub(crate) async fn hold_off(work: &UnitOfWork) -> Result<(), StorageError> {
    if work.backend() == Backend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock_shared($1)";
        sql::execute(work.conn(), lock, values![ERASURE_LOCK]).await?;
    }
    Ok(())
}

/// Waits for all that held erasures off; from here to the commit, whoever would do so waits.
pub(crate) async fn lock(work: &UnitOfWork) -> Result<(), StorageError> {
    if work.backend() == Backend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock($1)";
        sql::execute(work.conn(), lock, values![ERASURE_LOCK]).await?;
    }
    Ok(())
}

/// The number of the customer whom `id` leads to, then those of all who became them; none when
/// there is no such customer.
pub(crate) async fn all_of(work: &UnitOfWork, id: CustomerId) -> Result<Vec<i64>, StorageError> {
    let kept = "SELECT coalesce(merged_into, id) AS id FROM customers WHERE id = $1";
    let Some(NumberRow { id: kept }) = sql::one(work.conn(), kept, values![id.0]).await? else {
        return Ok(Vec::new());
    };
    let gone = "SELECT id FROM customers WHERE merged_into = $1 ORDER BY id";
    let gone: Vec<NumberRow> = sql::all(work.conn(), gone, values![kept]).await?;
    Ok(std::iter::once(kept).chain(gone.into_iter().map(|row| row.id)).collect())
}

/// All keys of some customers.
pub(crate) async fn keys_of(
    work: &UnitOfWork,
    customers: &[i64],
) -> Result<Vec<Key>, StorageError> {
    let mut keys = Vec::new();
    let customers = super::numbers(customers.iter().copied());
    for (any, bound) in sql::any_of(work.conn(), 1, Column::Number, customers) {
        let select = format!("SELECT kind, value FROM identities WHERE customer {any}");
        for row in sql::all::<KeyRow>(work.conn(), select, bound).await? {
            // A kind of a newer version is not one that anybody here could name.
            keys.extend(row.kind.parse().map(|kind| Key { kind, value: row.value }));
        }
    }
    Ok(keys)
}

/// Takes customers and their keys out.
pub(crate) async fn erase(work: &UnitOfWork, customers: &[i64]) -> Result<(), StorageError> {
    for delete in ["DELETE FROM identities WHERE customer", "DELETE FROM customers WHERE id"] {
        let customers = super::numbers(customers.iter().copied());
        for (any, bound) in sql::any_of(work.conn(), 1, Column::Number, customers) {
            sql::execute(work.conn(), format!("{delete} {any}"), bound).await?;
        }
    }
    Ok(())
}

const MOMENT: [(&str, Column); 2] = [("digest", Column::Text), ("at", Column::Number)];

/// Notes the digests of forgotten keys.
pub(crate) async fn bury(
    work: &UnitOfWork,
    digests: impl ExactSizeIterator<Item = String>,
    at: Timestamp,
) -> Result<(), StorageError> {
    let mut rows = Rows::new("erased_keys", &MOMENT, digests.len());
    for digest in digests {
        rows.push([digest.into(), at.as_micros().into()]);
    }
    rows.insert(work.conn(), "ON CONFLICT (digest) DO UPDATE SET at = excluded.at").await?;
    Ok(())
}

/// Digests past which it is worth counting whether fewer are noted than are asked for.
const MANY: usize = 1_000;

/// Which digests are noted, and the moment of each: those that are asked for, or all where these
/// are fewer, as they are for a file of many customers. The primary key.
pub(crate) async fn moments(
    work: &UnitOfWork,
    asked: impl ExactSizeIterator<Item = String>,
) -> Result<Vec<(String, Timestamp)>, StorageError> {
    let mut rows: Vec<MomentRow> = Vec::new();
    if asked.len() > MANY && are_fewer(work, asked.len()).await? {
        rows = sql::all(work.conn(), "SELECT digest, at FROM erased_keys", vec![]).await?;
    } else {
        let asked = asked.map(sql::Value::from).collect();
        for (any, bound) in sql::any_of(work.conn(), 1, Column::Text, asked) {
            let select = format!("SELECT digest, at FROM erased_keys WHERE digest {any}");
            rows.extend(sql::all::<MomentRow>(work.conn(), select, bound).await?);
        }
    }
    let moment = |row: MomentRow| (row.digest, Timestamp::from_micros(row.at));
    Ok(rows.into_iter().map(moment).collect())
}

async fn are_fewer(work: &UnitOfWork, than: usize) -> Result<bool, StorageError> {
    let count = "SELECT count(*) FROM erased_keys";
    let noted = sql::number(work.conn(), count, vec![]).await?;
    Ok(usize::try_from(noted).is_ok_and(|noted| noted < than))
}
