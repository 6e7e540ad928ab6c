//! The tables of this crate. The only place that names the database library.

use parcours_kernel::Timestamp;
use parcours_storage::{Database, StorageError, UnitOfWork, sql, values};
use sea_orm::{DbErr, FromQueryResult};

use crate::lifetime::Lifetime;

/// What was learned about who buys again.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredFit {
    pub(crate) fitted_at: Timestamp,
    pub(crate) orders: String,
    pub(crate) fit: Lifetime,
}

#[derive(FromQueryResult)]
struct FitRow {
    fitted_at: i64,
    orders: String,
    fit: String,
}

/// Keeps a fit; one of the same moment gives way.
pub(crate) async fn keep_fit(work: &UnitOfWork, stored: &StoredFit) -> Result<(), StorageError> {
    let fit = serde_json::to_string(&stored.fit).expect("numbers and names are plain JSON");
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let sql = "INSERT INTO lifetime_fits (fitted_at, orders, customers, repeaters, fit) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (fitted_at) DO UPDATE SET \
               orders = excluded.orders, customers = excluded.customers, \
               repeaters = excluded.repeaters, fit = excluded.fit";
    let row = values![
        stored.fitted_at.as_micros(),
        stored.orders.clone(),
        count(stored.fit.purchases.customers),
        count(stored.fit.repeaters),
        fit
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Forgets fits from before a moment, but for the newest.
pub(crate) async fn forget_fits(work: &UnitOfWork, before: Timestamp) -> Result<u64, StorageError> {
    let sql = "DELETE FROM lifetime_fits WHERE fitted_at < $1 \
               AND fitted_at < (SELECT max(fitted_at) FROM lifetime_fits)";
    sql::execute(work.conn(), sql, values![before.as_micros()]).await
}

/// The newest fit.
pub(crate) async fn newest_fit(database: &Database) -> Result<Option<StoredFit>, StorageError> {
    let sql = "SELECT fitted_at, orders, fit FROM lifetime_fits ORDER BY fitted_at DESC LIMIT 1";
    let row: Option<FitRow> = sql::one(database.read(), sql, values![]).await?;
    let Some(row) = row else { return Ok(None) };
    let fit = serde_json::from_str(&row.fit)
        .map_err(|error| DbErr::Type(format!("a stored fit is broken: {error}")))?;
    let fitted_at = Timestamp::from_micros(row.fitted_at);
    Ok(Some(StoredFit { fitted_at, orders: row.orders, fit }))
}
