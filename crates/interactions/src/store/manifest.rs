//! The manifest's tables: which files are the sealed log, and how that changes.
//!
//! A file is noted as `writing` before its first byte, becomes `live` in the transaction that takes
//! its rows out of wherever they were, and `dropped` in the one that replaces it. What is not live
//! is swept up later; nothing is ever in the folder that no row tells of.

use std::collections::HashSet;
use std::sync::Arc;

use parcours_kernel::Timestamp;
use parcours_storage::{Backend, StorageError, UnitOfWork, sql, values};
use roaring::RoaringBitmap;
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::files::{Checks, LogFile};
use crate::keys::{self, RunInfo};
use crate::manifest::{Erasing, Manifest};
use crate::segment::{SegmentInfo, Stats};

/// The log's counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub(crate) struct State {
    /// Counts switches of files and rows.
    pub(crate) generation: i64,
    /// Counts rewrites and removals of hot rows by others than the sealer.
    pub(crate) hot_changes: i64,
    /// Counts erasures.
    pub(crate) erasures: i64,
}

const STATE: &str = "SELECT generation, hot_changes, erasures FROM log_state WHERE id = 1";

/// The counters as this connection sees them.
pub(crate) async fn state(conn: &impl ConnectionTrait) -> Result<State, StorageError> {
    sql::one(conn, STATE, vec![]).await?.ok_or_else(no_state)
}

/// The counters, and nobody else changes files until this unit of work ends. SQLite has one writer
/// anyway.
pub(crate) async fn lock(work: &UnitOfWork) -> Result<State, StorageError> {
    let lock = match work.backend() {
        Backend::Sqlite => "",
        Backend::Postgres => " FOR UPDATE",
    };
    sql::one(work.conn(), format!("{STATE}{lock}"), vec![]).await?.ok_or_else(no_state)
}

/// Waits for a switch that is under way, and holds off the next until this unit of work ends.
pub(crate) async fn share(work: &UnitOfWork) -> Result<State, StorageError> {
    let share = match work.backend() {
        Backend::Sqlite => "",
        Backend::Postgres => " FOR SHARE",
    };
    sql::one(work.conn(), format!("{STATE}{share}"), vec![]).await?.ok_or_else(no_state)
}

fn no_state() -> StorageError {
    StorageError::Open("the table log_state is empty: restore a backup".to_owned())
}

/// Writes the counters.
pub(crate) async fn advance(work: &UnitOfWork, state: State) -> Result<(), StorageError> {
    let update =
        "UPDATE log_state SET generation = $1, hot_changes = $2, erasures = $3 WHERE id = 1";
    let row = values![state.generation, state.hot_changes, state.erasures];
    sql::execute(work.conn(), update, row).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct SegmentRow {
    file: i64,
    name: String,
    format: i64,
    rows: i64,
    bytes: i64,
    digest: Vec<u8>,
    checks: Vec<u8>,
    bucket: i64,
    customer_min: i64,
    customer_max: i64,
    at_min: i64,
    at_max: i64,
    seq_max: i64,
    signatures: Vec<u8>,
    folded_before: i64,
    retained_at: i64,
    generation: i64,
}

#[derive(FromQueryResult)]
struct KeysRow {
    file: i64,
    name: String,
    rows: i64,
    bytes: i64,
    digest: Vec<u8>,
    checks: Vec<u8>,
    lasting: bool,
    oldest_at: i64,
    newest_at: i64,
}

#[derive(FromQueryResult)]
struct ErasedRow {
    customer: i64,
    generation: i64,
    done_at: Option<i64>,
}

/// The manifest as this connection sees it. Cost: all its rows.
pub(crate) async fn read(conn: &impl ConnectionTrait) -> Result<Manifest, StorageError> {
    let mut manifest =
        Manifest { generation: state(conn).await?.generation, ..Manifest::default() };
    let select = "SELECT s.file, f.name, f.format, f.rows, f.bytes, f.digest, f.checks, f.generation, s.bucket, s.customer_min, \
                  s.customer_max, s.at_min, s.at_max, s.seq_max, s.signatures, s.folded_before, s.retained_at \
                  FROM log_segments s JOIN log_files f ON f.id = s.file WHERE f.state = 'live' ORDER BY s.file";
    for row in sql::all::<SegmentRow>(conn, select, vec![]).await? {
        let info = row.info()?;
        let bucket = manifest.segments.get_mut(info.bucket).ok_or_else(|| broken("bucket"))?;
        bucket.push(Arc::new(info));
    }
    let select = "SELECT k.file, f.name, f.rows, f.bytes, f.digest, f.checks, k.lasting, k.oldest_at, k.newest_at \
                  FROM log_keys k JOIN log_files f ON f.id = k.file WHERE f.state = 'live' ORDER BY k.file";
    let keys: Vec<KeysRow> = sql::all(conn, select, vec![]).await?;
    manifest.keys = keys.into_iter().map(KeysRow::info).collect();
    let select = "SELECT customer, generation, done_at FROM log_erased";
    let erased: Vec<ErasedRow> = sql::all(conn, select, vec![]).await?;
    manifest.erased = erased.iter().map(|row| row.customer).collect::<HashSet<_>>();
    let erasing = erased.iter().filter(|row| row.done_at.is_none());
    manifest.erasing =
        erasing.map(|row| Erasing { customer: row.customer, generation: row.generation }).collect();
    Ok(manifest)
}

impl SegmentRow {
    fn info(self) -> Result<SegmentInfo, StorageError> {
        let signatures = RoaringBitmap::deserialize_from(self.signatures.as_slice())
            .map_err(|_| broken("signatures"))?;
        Ok(SegmentInfo {
            file: self.file,
            stored: stored(self.name, self.bytes, self.digest, &self.checks),
            format: self.format,
            bucket: usize::try_from(self.bucket).map_err(|_| broken("bucket"))?,
            rows: self.rows.unsigned_abs(),
            stats: Stats {
                customer_min: self.customer_min,
                customer_max: self.customer_max,
                at_min: self.at_min,
                at_max: self.at_max,
                seq_max: self.seq_max,
                signatures,
            },
            folded_before: self.folded_before,
            retained_at: self.retained_at,
            generation: self.generation,
        })
    }
}

impl KeysRow {
    fn info(self) -> RunInfo {
        RunInfo {
            file: self.file,
            stored: stored(self.name, self.bytes, self.digest, &self.checks),
            keys: self.rows.unsigned_abs(),
            lasting: self.lasting,
            oldest_at: self.oldest_at,
            newest_at: self.newest_at,
        }
    }
}

fn stored(name: String, bytes: i64, digest: Vec<u8>, checks: &[u8]) -> LogFile {
    LogFile { name, bytes: bytes.unsigned_abs(), digest, checks: Checks::from_bytes(checks) }
}

fn broken(column: &str) -> StorageError {
    StorageError::Open(format!("log_segments.{column} cannot be read: restore a backup"))
}

/// Which kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Segment,
    Keys,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Keys => "keys",
        }
    }
}

/// Notes files that are about to be written.
pub(crate) async fn announce(
    work: &UnitOfWork,
    names: &[(Kind, String)],
    writer: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    for (kind, name) in names {
        let insert = "INSERT INTO log_files (name, kind, state, format, rows, bytes, digest, writer, changed_at, generation) \
                      VALUES ($1, $2, 'writing', 0, 0, 0, $3, $4, $5, 0)";
        let row = values![name.clone(), kind.name(), Vec::<u8>::new(), writer, now.as_micros()];
        sql::execute(work.conn(), insert, row).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct FileRow {
    id: i64,
}

struct Live<'f> {
    stored: &'f LogFile,
    format: i64,
    rows: u64,
}

/// Makes an announced file live; its number.
async fn make_live(
    work: &UnitOfWork,
    file: Live<'_>,
    generation: i64,
    now: Timestamp,
) -> Result<i64, StorageError> {
    let update = "UPDATE log_files SET state = 'live', format = $1, rows = $2, bytes = $3, digest = $4, checks = $5, changed_at = $6, \
                  generation = $7 WHERE name = $8 AND state = 'writing' RETURNING id";
    let row = values![
        file.format,
        file.rows.cast_signed(),
        file.stored.bytes.cast_signed(),
        file.stored.digest.clone(),
        file.stored.checks.to_bytes(),
        now.as_micros(),
        generation,
        file.stored.name.clone()
    ];
    let row: Option<FileRow> = sql::one(work.conn(), update, row).await?;
    // Swept up meanwhile, because its writer took hours: it is written again.
    row.map(|row| row.id)
        .ok_or_else(|| StorageError::Busy(format!("{} was given up", file.stored.name)))
}

/// Makes a segment live.
pub(crate) async fn publish_segment(
    work: &UnitOfWork,
    info: &SegmentInfo,
    generation: i64,
    now: Timestamp,
) -> Result<(), StorageError> {
    let SegmentInfo { stored, format, rows, stats, .. } = info;
    let live = Live { stored, format: *format, rows: *rows };
    let file = make_live(work, live, generation, now).await?;
    let mut signatures = Vec::new();
    stats.signatures.serialize_into(&mut signatures).expect("memory takes all");
    let insert = "INSERT INTO log_segments (file, bucket, customer_min, customer_max, at_min, at_max, seq_max, signatures, \
                  folded_before, retained_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = values![
        file,
        i64::try_from(info.bucket).expect("below 16"),
        stats.customer_min,
        stats.customer_max,
        stats.at_min,
        stats.at_max,
        stats.seq_max,
        signatures,
        info.folded_before,
        info.retained_at
    ];
    sql::execute(work.conn(), insert, row).await?;
    Ok(())
}

/// Makes a run of keys live.
pub(crate) async fn publish_keys(
    work: &UnitOfWork,
    info: &RunInfo,
    generation: i64,
    now: Timestamp,
) -> Result<(), StorageError> {
    let live = Live { stored: &info.stored, format: keys::FORMAT, rows: info.keys };
    let file = make_live(work, live, generation, now).await?;
    let insert =
        "INSERT INTO log_keys (file, lasting, oldest_at, newest_at) VALUES ($1, $2, $3, $4)";
    let row = values![file, info.lasting, info.oldest_at, info.newest_at];
    sql::execute(work.conn(), insert, row).await?;
    Ok(())
}

/// Takes live files out of the log; fails when one of them is not live any more.
pub(crate) async fn drop_files(
    work: &UnitOfWork,
    files: &[i64],
    generation: i64,
    now: Timestamp,
) -> Result<(), StorageError> {
    for chunk in files.chunks(100) {
        let update = format!(
            "UPDATE log_files SET state = 'dropped', changed_at = $1, generation = $2 WHERE state = 'live' AND id IN ({})",
            sql::list(3, chunk.len())
        );
        let mut row = values![now.as_micros(), generation];
        row.extend(chunk.iter().map(|file| sql::Value::from(*file)));
        let dropped = sql::execute(work.conn(), update, row).await?;
        if dropped != chunk.len() as u64 {
            return Err(StorageError::Busy("somebody else rewrote the same files".to_owned()));
        }
    }
    Ok(())
}

/// Gives up announced files: they are swept up as dropped ones are.
pub(crate) async fn give_up(
    work: &UnitOfWork,
    names: &[String],
    now: Timestamp,
) -> Result<(), StorageError> {
    for chunk in names.chunks(100) {
        let update = format!(
            "UPDATE log_files SET state = 'dropped', changed_at = $1 WHERE state = 'writing' AND name IN ({})",
            sql::list(2, chunk.len())
        );
        let mut row = values![now.as_micros()];
        row.extend(chunk.iter().map(|name| sql::Value::from(name.clone())));
        sql::execute(work.conn(), update, row).await?;
    }
    Ok(())
}

/// Forgets announced files that were never begun.
pub(crate) async fn forget(work: &UnitOfWork, names: &[String]) -> Result<(), StorageError> {
    for chunk in names.chunks(100) {
        let delete = format!(
            "DELETE FROM log_files WHERE state = 'writing' AND name IN ({})",
            sql::list(1, chunk.len())
        );
        let row = chunk.iter().map(|name| sql::Value::from(name.clone())).collect();
        sql::execute(work.conn(), delete, row).await?;
    }
    Ok(())
}
