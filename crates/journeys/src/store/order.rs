//! The order of siblings: a number each, with gaps. A removed row keeps its number and is pushed
//! along with the others, so that it comes back to its place.

use parcours_storage::{StorageError, UnitOfWork, sql, values};

/// Siblings that are ordered among themselves: the rows of a table with one parent.
pub(super) struct Siblings<'a> {
    /// The table.
    pub(super) table: &'static str,
    /// The column that names the parent.
    pub(super) parent: &'static str,
    /// The parent's id.
    pub(super) of: &'a str,
}

impl Siblings<'_> {
    /// Makes room at a rank (counted among those still there, without `moving`) and returns the
    /// position to take; beyond the end, or when no rank is given, the end.
    pub(super) async fn make_room(
        &self,
        work: &UnitOfWork,
        rank: Option<usize>,
        moving: &str,
    ) -> Result<i64, StorageError> {
        let Self { table, parent, of } = self;
        if let Some(rank) = rank {
            let taken = format!(
                "SELECT position + 1 FROM {table} WHERE {parent} = $1 AND id <> $2 \
                 AND deleted_at IS NULL ORDER BY position, id LIMIT 1 OFFSET $3"
            );
            let rank = i64::try_from(rank).unwrap_or(i64::MAX);
            // One more than the position, since no row at all reads as 0.
            let taken = sql::number(work.conn(), taken, values![*of, moving, rank]).await?;
            if taken > 0 {
                let position = taken - 1;
                let push = format!(
                    "UPDATE {table} SET position = position + 1 WHERE {parent} = $1 AND position >= $2"
                );
                sql::execute(work.conn(), push, values![*of, position]).await?;
                return Ok(position);
            }
        }
        let end = format!("SELECT max(position) + 1 FROM {table} WHERE {parent} = $1");
        sql::number(work.conn(), end, values![*of]).await
    }
}
