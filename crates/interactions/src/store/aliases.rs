//! Merged customers, applied at read.

use std::collections::HashMap;
use std::sync::Arc;

use parcours_storage::{StorageError, sql};
use roaring::RoaringTreemap;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Which customer another one became. Chains are flat: no value is also a key.
#[derive(Debug, Default)]
pub(crate) struct Aliases {
    kept: HashMap<i64, Alias>,
    became: HashMap<i64, Vec<i64>>,
    gone: Arc<RoaringTreemap>,
}

#[derive(Debug, Clone, Copy)]
struct Alias {
    kept: i64,
    at: i64,
}

#[derive(FromQueryResult)]
struct AliasRow {
    gone: i64,
    kept: i64,
    at: i64,
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
            sql::all(conn, "SELECT gone, kept, at FROM customer_aliases", vec![]).await?;
        let mut aliases = Self::default();
        let mut all = RoaringTreemap::new();
        for AliasRow { gone, kept, at } in rows {
            aliases.kept.insert(gone, Alias { kept, at });
            aliases.became.entry(kept).or_default().push(gone);
            all.insert(gone.unsigned_abs());
        }
        aliases.gone = Arc::new(all);
        Ok(aliases)
    }

    /// Tells whether anything was merged or folded since: the number of merges and the newest.
    pub(crate) async fn marker(conn: &impl ConnectionTrait) -> Result<AliasMarker, StorageError> {
        let select = "SELECT count(*) AS merges, max(at) AS newest FROM customer_aliases";
        let row: Option<MarkerRow> = sql::one(conn, select, vec![]).await?;
        Ok(row.map_or((0, 0), |row| (row.merges, row.newest.unwrap_or(0))))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Customers who are somebody else now.
    pub(crate) fn gone(&self) -> &Arc<RoaringTreemap> {
        &self.gone
    }

    /// Those who became somebody else at or after a moment (µs), and who is wanted.
    pub(crate) fn gone_since(&self, at: i64, wanted: Option<&RoaringTreemap>) -> RoaringTreemap {
        let passes = |alias: &Alias| {
            alias.at >= at && wanted.is_none_or(|wanted| wanted.contains(alias.kept.unsigned_abs()))
        };
        let gone = self.kept.iter().filter(|(_, alias)| passes(alias));
        gone.map(|(gone, _)| gone.unsigned_abs()).collect()
    }

    /// Merges noted at or after a moment (µs): who is gone, and who they are now; in order.
    pub(crate) fn merged_since(&self, at: i64) -> Vec<(i64, i64)> {
        let late = self.kept.iter().filter(|(_, alias)| alias.at >= at);
        let mut merged: Vec<_> = late.map(|(gone, alias)| (*gone, alias.kept)).collect();
        merged.sort_unstable();
        merged
    }

    pub(crate) fn kept(&self, customer: i64) -> i64 {
        self.kept.get(&customer).map_or(customer, |alias| alias.kept)
    }

    /// A customer and all that became them.
    pub(crate) fn all_of(&self, customer: i64) -> Vec<i64> {
        let kept = self.kept(customer);
        let mut all = self.became.get(&kept).cloned().unwrap_or_default();
        all.push(kept);
        all
    }
}
