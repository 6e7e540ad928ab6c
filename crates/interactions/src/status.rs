//! What the log is made of, and whether its files are sound.

use std::sync::Arc;

use parcours_kernel::{Text, Timestamp};
use parcours_storage::StorageError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Log;
use crate::rows::Columns;
use crate::scan::blocking;
use crate::segment::read::{Segment, Wanted};
use crate::settings::LogSettings;
use crate::store::{hot, status};
use crate::tidy::is_in_order;

/// The log in figures. Cost: the manifest, and a few index entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LogStatus {
    /// Where the files lie: a folder, or an address of a store.
    pub place: String,
    /// Interactions still in the database; places that were taken and not used count too.
    pub hot_rows: u64,
    /// Interactions in files.
    pub sealed_rows: u64,
    /// Files of interactions.
    pub segments: u64,
    /// Their size in bytes.
    pub segment_bytes: u64,
    /// Messages that are known again when they are told twice.
    pub remembered_messages: u64,
    /// The size of the files that remember them, in bytes.
    pub remembered_bytes: u64,
    /// Files that were replaced and are kept a little longer for those who read them.
    pub replaced_files: u64,
    /// Merged customers that files and rows do not know of yet.
    pub pending_merges: u64,
    /// Erased customers whose files are still to be rewritten.
    pub pending_erasures: u64,
    /// Whether there is nothing to join.
    pub in_order: bool,
    /// When rows were sealed last, or files rewritten.
    pub last_switch_at: Option<Timestamp>,
}

/// A live file of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiveFile {
    /// Its name within the place.
    pub name: String,
    /// As other tools open it.
    pub address: String,
    /// Whether it holds interactions; else keys of messages.
    pub interactions: bool,
    /// Rows or keys.
    pub rows: u64,
    /// Its size.
    pub bytes: u64,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its name within the place.
    pub name: String,
    /// What is wrong and what to do.
    pub what: Text,
}

impl Log {
    /// The log in figures.
    pub async fn status(&self) -> Result<LogStatus, StorageError> {
        let settings = LogSettings::read(self.database()).await?;
        let snapshot = self.snapshot().await?;
        let manifest = &snapshot.view.manifest;
        let hot_rows = hot::ends(&snapshot.transaction).await?;
        let files = status::files(&snapshot.transaction).await?;
        Ok(LogStatus {
            place: self.files().describe(),
            hot_rows: hot_rows.map_or(0, |(first, last)| (last - first + 1).unsigned_abs()),
            sealed_rows: manifest.rows(),
            segments: manifest.all().count() as u64,
            segment_bytes: manifest.all().map(|info| info.stored.bytes).sum(),
            remembered_messages: manifest.keys.iter().map(|run| run.keys).sum(),
            remembered_bytes: manifest.keys.iter().map(|run| run.stored.bytes).sum(),
            replaced_files: files.replaced.unsigned_abs(),
            pending_merges: snapshot.marker.0.unsigned_abs(),
            pending_erasures: manifest.erasing.len() as u64,
            in_order: is_in_order(manifest, settings.segment_rows.into()),
            last_switch_at: files.newest.map(Timestamp::from_micros),
        })
    }

    /// The files that are the sealed log at this moment.
    pub async fn live_files(&self) -> Result<Vec<LiveFile>, StorageError> {
        let manifest = self.snapshot().await?.view.manifest;
        let file = |name: &str, interactions, rows, bytes| LiveFile {
            name: name.to_owned(),
            address: self.files().address(name),
            interactions,
            rows,
            bytes,
        };
        let segments =
            manifest.all().map(|info| file(&info.stored.name, true, info.rows, info.stored.bytes));
        let keys = manifest
            .keys
            .iter()
            .map(|run| file(&run.stored.name, false, run.keys, run.stored.bytes));
        Ok(segments.chain(keys).collect())
    }

    /// Looks at every live file: whether it is there, whole and readable; with `thorough`, also
    /// whether each byte is as it was written and each row can be read.
    pub async fn faults(&self, thorough: bool) -> Result<Vec<Fault>, StorageError> {
        let view = self.snapshot().await?.view;
        blocking(move || {
            let mut faults = Vec::new();
            let mut note = |name: &str, error: StorageError| match error {
                StorageError::File(what) => {
                    faults.push(Fault { name: name.to_owned(), what });
                    Ok(())
                }
                other => Err(other),
            };
            for info in view.manifest.all() {
                let look = || {
                    // Not the one at hand: the disk is what is looked at.
                    let segment = Arc::new(Segment::open(&view.files, Arc::clone(info))?);
                    if thorough {
                        let mut rows = segment.rows(&Wanted::ALL, Columns::ALL);
                        while rows.next()?.is_some() {}
                        return view.files.check(&info.stored).map_or(Ok(()), Err);
                    }
                    Ok(())
                };
                look().or_else(|error| note(&info.stored.name, error))?;
            }
            for run in &view.manifest.keys {
                let look = || {
                    if thorough {
                        return view.files.check(&run.stored).map_or(Ok(()), Err);
                    }
                    view.files.open(&run.stored).map(drop)
                };
                look().or_else(|error| note(&run.stored.name, error))?;
            }
            Ok(faults)
        })
        .await
    }
}
