//! Merged customers, applied at read.

use std::collections::HashMap;

use parcours_storage::{StorageError, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Which customer another one became. Chains are flat: no value is also a key.
#[derive(Debug, Default)]
pub(crate) struct Aliases(HashMap<i64, i64>);

#[derive(FromQueryResult)]
struct AliasRow {
    gone: i64,
    kept: i64,
}

/// See [`Aliases::marker`].
pub(crate) type AliasMarker = (i64, i64);

#[derive(FromQueryResult)]
struct MarkerRow {
    merges: i64,
    newest: Option<i64>,
}

impl Aliases {
    pub(crate) async fn read(conn: &impl ConnectionTrait) -> Result<Self, StorageError> {
        let rows: Vec<AliasRow> =
            sql::all(conn, "SELECT gone, kept FROM customer_aliases", vec![]).await?;
        Ok(Self(rows.into_iter().map(|row| (row.gone, row.kept)).collect()))
    }

    /// Tells whether anything was merged or folded since: the number of merges and the newest.
    pub(crate) async fn marker(conn: &impl ConnectionTrait) -> Result<AliasMarker, StorageError> {
        let select = "SELECT count(*) AS merges, max(at) AS newest FROM customer_aliases";
        let row: Option<MarkerRow> = sql::one(conn, select, vec![]).await?;
        Ok(row.map_or((0, 0), |row| (row.merges, row.newest.unwrap_or(0))))
    }

    pub(crate) fn kept(&self, customer: i64) -> i64 {
        self.0.get(&customer).copied().unwrap_or(customer)
    }

    /// A customer and all that became them.
    pub(crate) fn all_of(&self, customer: i64) -> Vec<i64> {
        let kept = self.kept(customer);
        let mut all: Vec<_> =
            self.0.iter().filter(|(_, into)| **into == kept).map(|(gone, _)| *gone).collect();
        all.push(kept);
        all
    }
}
