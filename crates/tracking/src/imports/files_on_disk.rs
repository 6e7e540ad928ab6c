//! Uploaded files, in `imports/` of the data folder. A file that is not yet whole ends in `.part`.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use axum::body::Body;
use futures::StreamExt as _;
use parcours_kernel::{Problem, Timestamp};
use tokio::io::AsyncWriteExt as _;

use super::model::ImportId;
use super::words;

const PART: &str = "part";

/// The folder of uploaded files.
#[derive(Debug, Clone)]
pub(super) struct Folder(PathBuf);

/// A file in the folder.
#[derive(Debug)]
pub(super) struct OnDisk {
    pub(super) path: PathBuf,
    /// Whose file it is; `None` for one that is not yet whole.
    pub(super) import: Option<ImportId>,
    /// When it was last written.
    pub(super) written_at: Timestamp,
}

impl Folder {
    pub(super) fn of(data: &Path) -> Self {
        Self(data.join("imports"))
    }

    pub(super) fn file(&self, id: ImportId) -> PathBuf {
        self.0.join(id.to_string())
    }

    /// Writes an upload to its place as it arrives; its size. What is not whole leaves nothing behind.
    pub(super) async fn receive(
        &self,
        id: ImportId,
        body: Body,
        most: u64,
    ) -> Result<u64, Problem> {
        let whole = self.file(id);
        let part = whole.with_extension(PART);
        tokio::fs::create_dir_all(&self.0).await.map_err(Problem::internal)?;
        let written = write(&part, body, most).await;
        let kept = match written {
            Ok(_) => tokio::fs::rename(&part, &whole).await.map_err(Problem::internal),
            Err(_) => Ok(()),
        };
        let outcome = written.and_then(|bytes| kept.map(|()| bytes));
        if outcome.is_err() {
            // It may never have been made.
            let _ = tokio::fs::remove_file(&part).await;
        }
        outcome
    }

    pub(super) async fn remove(&self, id: ImportId) {
        if let Err(error) = tokio::fs::remove_file(self.file(id)).await
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, %id, "an uploaded file could not be removed");
        }
    }

    /// All files there.
    pub(super) fn all(&self) -> Vec<OnDisk> {
        let Ok(entries) = std::fs::read_dir(&self.0) else { return Vec::new() };
        entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let written = entry.metadata().ok()?.modified().ok()?;
                let micros = written.duration_since(UNIX_EPOCH).ok()?.as_micros();
                let written_at = Timestamp::from_micros(i64::try_from(micros).ok()?);
                let path = entry.path();
                let import = path.file_name()?.to_str()?.parse().ok();
                let is_part = path.extension().is_some_and(|ending| ending == PART);
                (import.is_some() || is_part).then_some(OnDisk { path, import, written_at })
            })
            .collect()
    }
}

async fn write(part: &Path, body: Body, most: u64) -> Result<u64, Problem> {
    let mut file = tokio::fs::File::create(part).await.map_err(Problem::internal)?;
    let mut bytes = 0_u64;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| words::cut_short())?;
        bytes += chunk.len() as u64;
        if bytes > most {
            return Err(words::too_large(most));
        }
        file.write_all(&chunk).await.map_err(Problem::internal)?;
    }
    file.sync_all().await.map_err(Problem::internal)?;
    if bytes == 0 { Err(words::empty()) } else { Ok(bytes) }
}
