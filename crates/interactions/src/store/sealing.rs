//! Hot rows on their way into files.

use futures::TryStreamExt as _;
use parcours_storage::{Backend, StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, QueryResult, Statement, StreamTrait as _};

use super::Transaction;
use crate::keys::{self, Key};
use crate::rows::{Rows, text_of};

/// Hot rows that are about to be sealed, in the order of their arrival.
#[derive(Debug, Default)]
pub(crate) struct Leaving {
    pub(crate) rows: Rows,
    /// The keys of messages that are remembered for a time, and of those for ever.
    pub(crate) keys: [Vec<Key>; 2],
}

/// The oldest hot rows, up to a number and about a size. The primary key.
pub(crate) async fn oldest(
    conn: &Transaction,
    most: usize,
    most_bytes: usize,
) -> Result<Leaving, StorageError> {
    let select = format!(
        "SELECT i.customer, i.at, i.signature, i.seq, i.value, i.received_at, i.source, coalesce(i.subject, s.subject), \
         i.properties, i.message_id, i.derived, i.lasting FROM interactions i \
         JOIN signatures s ON s.id = i.signature ORDER BY i.seq LIMIT {most}"
    );
    let backend = ConnectionTrait::get_database_backend(conn);
    let mut stream = conn.stream_raw(Statement::from_string(backend, select)).await?;
    let mut leaving = Leaving::default();
    let mut bytes = 0;
    while let Some(row) = stream.try_next().await? {
        bytes += push(&mut leaving, &row)?;
        if bytes > most_bytes {
            break;
        }
    }
    Ok(leaving)
}

fn push(leaving: &mut Leaving, row: &QueryResult) -> Result<usize, StorageError> {
    let rows = &mut leaving.rows;
    rows.customer.push(row.try_get_by_index(0)?);
    rows.at.push(row.try_get_by_index(1)?);
    rows.signature.push(u32::try_from(row.try_get_by_index::<i64>(2)?).unwrap_or(u32::MAX));
    rows.seq.push(row.try_get_by_index(3)?);
    rows.value.push(row.try_get_by_index::<Option<f64>>(4)?.unwrap_or(f64::NAN));
    rows.received_at.push(row.try_get_by_index(5)?);
    let source: i64 = row.try_get_by_index(6)?;
    rows.source.push(source);
    let subject: Option<String> = row.try_get_by_index(7)?;
    let properties: Option<String> = row.try_get_by_index(8)?;
    let message_id: String = row.try_get_by_index(9)?;
    let (derived, lasting): (bool, bool) = (row.try_get_by_index(10)?, row.try_get_by_index(11)?);
    leaving.keys[usize::from(lasting)].push(keys::key(source, &message_id));
    let kept = (!derived).then_some(message_id.as_str());
    let texts = [subject.as_deref(), properties.as_deref(), kept];
    rows.subject.push(text_of(texts[0]));
    rows.properties.push(text_of(texts[1]));
    rows.message_id.push(text_of(texts[2]));
    Ok(200 + texts.into_iter().flatten().map(str::len).sum::<usize>())
}

/// Takes exactly these rows out; how many were there. `seqs` ascends.
///
/// Between two of them there may be rows that were being written when these were read: only runs
/// without gaps are taken as ranges.
pub(crate) async fn take_out(work: &UnitOfWork, seqs: &[i64]) -> Result<u64, StorageError> {
    let mut taken = 0;
    for runs in runs(seqs).chunks(100) {
        let any: Vec<_> = (0..runs.len())
            .map(|run| format!("seq BETWEEN ${} AND ${}", 2 * run + 1, 2 * run + 2))
            .collect();
        let bound = runs.iter().flat_map(|(first, last)| values![*first, *last]).collect();
        let delete = format!("DELETE FROM interactions WHERE {}", any.join(" OR "));
        taken += sql::execute(work.conn(), delete, bound).await?;
    }
    Ok(taken)
}

fn runs(seqs: &[i64]) -> Vec<(i64, i64)> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for seq in seqs {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *seq => *last = *seq,
            _ => runs.push((*seq, *seq)),
        }
    }
    runs
}

/// Takes places in the order of arrival for rows that go past the table; ascending ranges.
pub(crate) async fn reserve(work: &UnitOfWork, count: usize) -> Result<Vec<i64>, StorageError> {
    let count = i64::try_from(count).expect("a batch fits the memory");
    match work.backend() {
        Backend::Sqlite => {
            // SQLite gives numbers from this table (sqlite.org/autoinc.html); it may be written to.
            let known = "SELECT count(*) FROM sqlite_sequence WHERE name = 'interactions'";
            if sql::number(work.conn(), known, vec![]).await? == 0 {
                let insert = "INSERT INTO sqlite_sequence (name, seq) VALUES ('interactions', 0)";
                sql::execute(work.conn(), insert, vec![]).await?;
            }
            let update = "UPDATE sqlite_sequence SET seq = seq + $1 WHERE name = 'interactions' RETURNING seq";
            let last = sql::number(work.conn(), update, values![count]).await?;
            Ok((last - count + 1..=last).collect())
        }
        Backend::Postgres => {
            // Others take numbers meanwhile: what we get has gaps, and is told as runs.
            let take = "SELECT min(n) AS first, max(n) AS last FROM (SELECT n, n - row_number() OVER (ORDER BY n) AS run \
                        FROM (SELECT nextval(pg_get_serial_sequence('interactions', 'seq')) AS n \
                        FROM generate_series(1, $1)) taken) numbered GROUP BY run ORDER BY first";
            let runs: Vec<RunRow> = sql::all(work.conn(), take, values![count]).await?;
            Ok(runs.into_iter().flat_map(|run| run.first..=run.last).collect())
        }
    }
}

#[derive(sea_orm::FromQueryResult)]
struct RunRow {
    first: i64,
    last: i64,
}

#[derive(sea_orm::FromQueryResult)]
struct MessageRow {
    message_id: String,
}

/// The ids of a source's hot messages. `interactions_message` alone.
pub(crate) async fn messages_of(
    conn: &impl ConnectionTrait,
    source: i64,
) -> Result<Vec<String>, StorageError> {
    let select = "SELECT message_id FROM interactions WHERE source = $1";
    let rows: Vec<MessageRow> = sql::all(conn, select, values![source]).await?;
    Ok(rows.into_iter().map(|row| row.message_id).collect())
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn gaps_are_never_part_of_a_run() {
        assert_eq!(runs(&[1, 2, 3, 5, 6, 9]), [(1, 3), (5, 6), (9, 9)]);
        assert_eq!(runs(&[]), []);
    }
}
