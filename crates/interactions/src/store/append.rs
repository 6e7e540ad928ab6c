//! Writing: rows of interactions and notes of merges.

use std::collections::HashSet;

use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::FromQueryResult;

use crate::model::{CustomerId, NewInteraction};

const COLUMNS: usize = 10;
/// Rows a statement: past a few hundred the gain is gone, and every size is a prepared statement.
const ROWS: usize = 256;

#[derive(FromQueryResult)]
struct StoredRow {
    source: i64,
    message_id: String,
}

/// Inserts those marked `fresh`; tells for each row of the batch whether it was new.
pub(crate) async fn insert(
    work: &UnitOfWork,
    batch: &[NewInteraction],
    signatures: &[u32],
    fresh: &[bool],
) -> Result<Vec<bool>, StorageError> {
    let rows: Vec<usize> = (0..batch.len()).filter(|row| fresh[*row]).collect();
    let mut stored = HashSet::with_capacity(rows.len());
    let mut start = 0;
    for size in sql::chunk_sizes(rows.len(), ROWS) {
        let mut bound = Vec::with_capacity(size * COLUMNS);
        for &row in &rows[start..start + size] {
            let interaction = &batch[row];
            let said = interaction
                .subject
                .as_ref()
                .filter(|said| interaction.signature.subject.as_ref() != Some(*said));
            bound.extend(values![
                interaction.customer.0,
                interaction.at.as_micros(),
                interaction.received_at.as_micros(),
                i64::from(signatures[row]),
                said.cloned(),
                interaction.value,
                interaction.properties.clone(),
                interaction.source.0,
                interaction.message_id.clone(),
                interaction.derived,
            ]);
        }
        start += size;
        let insert = format!(
            "INSERT INTO interactions (customer, at, received_at, signature, subject, value, properties, source, \
             message_id, derived) VALUES {} ON CONFLICT (source, message_id) DO NOTHING RETURNING source, message_id",
            sql::placeholders(size, COLUMNS)
        );
        let inserted: Vec<StoredRow> = sql::all(work.conn(), insert, bound).await?;
        stored.extend(inserted.into_iter().map(|row| (row.source, row.message_id)));
    }
    Ok(batch
        .iter()
        .zip(fresh)
        .map(|(row, fresh)| *fresh && stored.contains(&(row.source.0, row.message_id.clone())))
        .collect())
}

/// Notes a merge and keeps chains flat: whoever had become `gone` is now `kept` too.
pub(crate) async fn alias(
    work: &UnitOfWork,
    gone: CustomerId,
    kept: CustomerId,
    now: Timestamp,
) -> Result<(), StorageError> {
    let flatten = "UPDATE customer_aliases SET kept = $1, at = $2 WHERE kept = $3";
    sql::execute(work.conn(), flatten, values![kept.0, now.as_micros(), gone.0]).await?;
    let insert = "INSERT INTO customer_aliases (gone, kept, at) VALUES ($1, $2, $3) \
                  ON CONFLICT (gone) DO UPDATE SET kept = excluded.kept, at = excluded.at";
    sql::execute(work.conn(), insert, values![gone.0, kept.0, now.as_micros()]).await?;
    Ok(())
}

/// Rewrites the rows of up to `most` merges made before a moment, and forgets these merges.
pub(crate) async fn fold(
    work: &UnitOfWork,
    before: Timestamp,
    most: u32,
) -> Result<u64, StorageError> {
    let chosen =
        format!("SELECT gone FROM customer_aliases WHERE at < $1 ORDER BY at, gone LIMIT {most}");
    let rewrite = format!(
        "UPDATE interactions SET customer = (SELECT kept FROM customer_aliases WHERE gone = interactions.customer) \
         WHERE customer IN ({chosen})"
    );
    sql::execute(work.conn(), rewrite, values![before.as_micros()]).await?;
    let forget = format!("DELETE FROM customer_aliases WHERE gone IN ({chosen})");
    sql::execute(work.conn(), forget, values![before.as_micros()]).await
}
