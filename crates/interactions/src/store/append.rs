//! Writing: rows of interactions and notes of merges.

use std::collections::HashSet;

use parcours_kernel::Timestamp;
use parcours_storage::sql::{self, Column, Rows};
use parcours_storage::{Backend, StorageError, UnitOfWork, values};
use sea_orm::FromQueryResult;

use crate::model::{CustomerId, NewInteraction};

const INTERACTION: [(&str, Column); 11] = [
    ("customer", Column::Number),
    ("at", Column::Number),
    ("received_at", Column::Number),
    ("signature", Column::Number),
    ("subject", Column::OptionalText),
    ("value", Column::OptionalDouble),
    ("properties", Column::OptionalText),
    ("source", Column::Number),
    ("message_id", Column::Text),
    ("derived", Column::Flag),
    ("lasting", Column::Flag),
];

#[derive(FromQueryResult)]
struct StoredRow {
    source: i64,
    message_id: String,
}

/// Inserts those marked `fresh`; tells for each row of the batch whether it was new. `fresh` ones
/// differ from each other in source or message id.
pub(crate) async fn insert(
    work: &UnitOfWork,
    batch: &[NewInteraction],
    signatures: &[u32],
    fresh: &[bool],
) -> Result<Vec<bool>, StorageError> {
    let mut rows = Rows::new("interactions", &INTERACTION, batch.len());
    for ((interaction, signature), _) in
        batch.iter().zip(signatures).zip(fresh).filter(|(_, fresh)| **fresh)
    {
        let said = interaction
            .subject
            .as_ref()
            .filter(|said| interaction.signature.subject.as_ref() != Some(*said));
        rows.push([
            interaction.customer.0.into(),
            interaction.at.as_micros().into(),
            interaction.received_at.as_micros().into(),
            i64::from(*signature).into(),
            said.cloned().into(),
            interaction.value.into(),
            interaction.properties.clone().into(),
            interaction.source.0.into(),
            interaction.message_id.clone().into(),
            interaction.derived.into(),
            interaction.lasting.into(),
        ]);
    }
    let Some(stored) = insert_new(work, rows).await? else { return Ok(fresh.to_vec()) };
    let stored: HashSet<_> =
        stored.iter().map(|row| (row.source, row.message_id.as_str())).collect();
    let is_stored =
        |row: &NewInteraction| stored.contains(&(row.source.0, row.message_id.as_str()));
    Ok(batch.iter().zip(fresh).map(|(row, fresh)| *fresh && is_stored(row)).collect())
}

/// Inserts what is not there yet; `None` when that is all of it, as nearly always.
async fn insert_new(work: &UnitOfWork, rows: Rows) -> Result<Option<Vec<StoredRow>>, StorageError> {
    const ONCE: &str = "ON CONFLICT (source, message_id) DO NOTHING";
    let total = rows.len();
    let stored: Vec<StoredRow> = match work.backend() {
        Backend::Postgres => {
            let returning = format!("{ONCE} RETURNING source, message_id");
            rows.insert_returning(work.conn(), &returning).await?
        }
        // Counting costs nothing, handing out each row does; and as this is the only writer, the
        // newest rows are those of this statement.
        Backend::Sqlite => match rows.insert(work.conn(), ONCE).await? {
            0 => Vec::new(),
            inserted if usize::try_from(inserted) == Ok(total) => return Ok(None),
            inserted => {
                let newest = format!(
                    "SELECT source, message_id FROM interactions ORDER BY seq DESC LIMIT {inserted}"
                );
                sql::all(work.conn(), newest, vec![]).await?
            }
        },
    };
    Ok((stored.len() < total).then_some(stored))
}

/// Takes back rows of this unit of work.
pub(crate) async fn remove(
    work: &UnitOfWork,
    rows: impl Iterator<Item = &NewInteraction>,
) -> Result<(), StorageError> {
    for row in rows {
        let delete = "DELETE FROM interactions WHERE source = $1 AND message_id = $2";
        sql::execute(work.conn(), delete, values![row.source.0, row.message_id.clone()]).await?;
    }
    Ok(())
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
