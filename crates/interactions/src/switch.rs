//! Switching files and rows: what is written becomes the log, what it replaces stops to be, at once.

use std::sync::{Arc, Mutex, PoisonError};

use parcours_storage::{StorageError, UnitOfWork};

use crate::Log;
use crate::keys::{Key, RunInfo, write_run};
use crate::rows::Rows;
use crate::segment::write::{SegmentWriter, Words};
use crate::segment::{BUCKETS, SegmentInfo};
use crate::store::manifest::{self, Kind, State};

/// Merges noted so long before a file is begun are surely seen by whoever writes it, however far
/// the clocks of several machines are apart.
const CLOCKS_APART_SECONDS: i64 = 3600;

/// Names of files that are noted and may be written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    segments: Vec<(usize, String)>,
    keys: Vec<String>,
}

/// What was written and is not yet the log.
#[derive(Debug, Default)]
pub(crate) struct Fresh {
    pub(crate) segments: Vec<SegmentInfo>,
    pub(crate) keys: Vec<RunInfo>,
}

impl Names {
    /// A name for a segment of a bucket.
    pub(crate) fn segment(&mut self, bucket: usize) -> Result<String, StorageError> {
        let place = self.segments.iter().position(|(of, _)| *of == bucket);
        let place = place.ok_or_else(|| out_of_names(&format!("bucket {bucket}")))?;
        Ok(self.segments.swap_remove(place).1)
    }

    /// Those that are left.
    pub(crate) fn all(&self) -> Vec<String> {
        let segments = self.segments.iter().map(|(_, name)| name.clone());
        segments.chain(self.keys.iter().cloned()).collect()
    }

    /// A name for a run of keys.
    pub(crate) fn keys(&mut self) -> Result<String, StorageError> {
        self.keys.pop().ok_or_else(|| out_of_names("keys"))
    }
}

fn out_of_names(what: &str) -> StorageError {
    StorageError::Busy(format!("more files for {what} than were announced"))
}

impl Log {
    /// Notes files before they are written: so many segments for each bucket, so many runs of keys.
    pub(crate) async fn announce(
        &self,
        segments: &[usize; BUCKETS],
        keys: usize,
    ) -> Result<Names, StorageError> {
        let mut names = Names::default();
        for (bucket, count) in segments.iter().enumerate() {
            for _ in 0..*count {
                let name = format!("bucket={bucket:02}/{}.parquet", self.env().uuid().simple());
                names.segments.push((bucket, name));
            }
        }
        for _ in 0..keys {
            names.keys.push(format!("keys/{}.keys", self.env().uuid().simple()));
        }
        let segments = names.segments.iter().map(|(_, name)| (Kind::Segment, name.clone()));
        let keys = names.keys.iter().map(|name| (Kind::Keys, name.clone()));
        let all: Vec<_> = segments.chain(keys).collect();
        let work = self.database().begin().await?;
        manifest::announce(&work, &all, self.process(), self.env().now()).await?;
        work.commit(self.env()).await?;
        Ok(names)
    }

    /// Merges noted before this moment (µs) are in the view of whoever asks now.
    pub(crate) fn settled_merges(&self) -> i64 {
        self.env().now().plus_seconds(-CLOCKS_APART_SECONDS).as_micros()
    }

    /// Makes files the log and takes others out, in a unit of work that holds the lock of the
    /// counters. `counters` are those under which the files were written.
    pub(crate) async fn switch(
        &self,
        work: &UnitOfWork,
        counters: State,
        fresh: &Fresh,
        replaced: &[i64],
    ) -> Result<State, StorageError> {
        let now = self.env().now();
        let mut state = manifest::lock(work).await?;
        if state.erasures != counters.erasures {
            return Err(StorageError::Busy("a customer was erased meanwhile".to_owned()));
        }
        state.generation += 1;
        manifest::drop_files(work, replaced, state.generation, now).await?;
        for segment in &fresh.segments {
            manifest::publish_segment(work, segment, state.generation, now).await?;
        }
        for run in &fresh.keys {
            manifest::publish_keys(work, run, state.generation, now).await?;
        }
        manifest::advance(work, state).await?;
        Ok(state)
    }

    /// Gives up files that were announced and did not become the log. What fails here is swept up
    /// later.
    pub(crate) async fn give_up(&self, names: &Names, fresh: &Fresh) {
        let written = fresh.segments.iter().map(|info| info.stored.name.clone());
        let runs = fresh.keys.iter().map(|info| info.stored.name.clone());
        let all: Vec<_> = names.all().into_iter().chain(written).chain(runs).collect();
        let drop_them = async {
            let work = self.database().begin().await?;
            manifest::give_up(&work, &all, self.env().now()).await?;
            work.commit(self.env()).await
        };
        if let Err(error) = drop_them.await {
            tracing::debug!(%error, "files that were given up are swept up later");
        }
    }

    /// The words of all signatures, for writing.
    pub(crate) async fn words(&self) -> Result<Arc<Words>, StorageError> {
        Ok(Arc::new(Words::new(&self.signatures().await?)))
    }
}

/// Files written side by side: what a disk takes to make one durable is mostly waiting.
const WRITERS: usize = 4;

/// Writes sorted rows of each bucket as a segment. Blocks.
pub(crate) fn write_buckets(
    files: &crate::Files,
    names: &mut Names,
    words: &Words,
    buckets: [Rows; BUCKETS],
    folded_before: i64,
    fresh: &mut Fresh,
) -> Result<(), StorageError> {
    let mut open = Vec::new();
    for (bucket, rows) in buckets.into_iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
        open.push((bucket, names.segment(bucket)?, rows));
    }
    let writers = WRITERS.min(open.len());
    let open = Mutex::new(open);
    let write = || -> Result<Vec<SegmentInfo>, StorageError> {
        let mut written = Vec::new();
        loop {
            let next = open.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some((bucket, name, rows)) = next else { return Ok(written) };
            let mut writer = SegmentWriter::create(files, &name, bucket, words, rows.len() as u64)?;
            writer.add(rows)?;
            written.extend(writer.finish()?);
        }
    };
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..writers).map(|_| scope.spawn(write)).collect();
        for writer in writers {
            let written = match writer.join() {
                Ok(written) => written?,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            fresh
                .segments
                .extend(written.into_iter().map(|info| SegmentInfo { folded_before, ..info }));
        }
        Ok(())
    })
}

/// Writes the keys of messages that are remembered for a time, and of those for ever. Blocks.
pub(crate) fn write_keys(
    files: &crate::Files,
    names: &mut Names,
    keys: [Vec<Key>; 2],
    (oldest_at, newest_at): (i64, i64),
    fresh: &mut Fresh,
) -> Result<(), StorageError> {
    for (lasting, mut keys) in [false, true].into_iter().zip(keys) {
        if keys.is_empty() {
            continue;
        }
        let name = names.keys()?;
        let written = write_run(files, &name, &mut keys)?;
        fresh.keys.push(RunInfo {
            file: 0,
            stored: written,
            keys: keys.len() as u64,
            lasting,
            oldest_at,
            newest_at,
        });
    }
    Ok(())
}
