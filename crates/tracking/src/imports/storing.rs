//! Storing what was read, chunk by chunk, while somebody watches.

use std::ops::ControlFlow;

use parcours_customers::Owner;
use parcours_kernel::{Text, Timestamp};
use parcours_storage::{Topic, UnitOfWork};

use super::model::{ImportProgress, Record, Refused};
use super::reading::{Ahead, Chunk, ChunkSize, ERRORS_KEPT, Reading};
use super::run::{ImportFailure, RunEnd, Start};
use super::words;
use crate::patience::Patience;
use crate::told::Fate;
use crate::{Tracking, store};
/// A file on its way into the log.
pub(super) struct Storing<'t, W> {
    tracking: &'t Tracking,
    /// What is stored, and how far that reaches.
    progress: ImportProgress,
    errors: Vec<Refused>,
    record: Option<Record>,
    /// How often the file is read: a strict import checks it first.
    passes: u64,
    /// Bytes that were behind us when this pass began.
    behind: u64,
    /// See [`ChunkSize::bulk`].
    bulk: usize,
    watch: W,
}

impl<'t, W: FnMut(&ImportProgress) -> ControlFlow<()> + Send> Storing<'t, W> {
    /// Carries on from `start` with a file of so many bytes.
    pub(super) fn new(
        tracking: &'t Tracking,
        start: Start,
        strict: bool,
        bytes_total: u64,
        size: ChunkSize,
        watch: W,
    ) -> Self {
        let Start { mut progress, errors, record } = start;
        progress.bytes_total = bytes_total;
        let passes = if strict { 2 } else { 1 };
        let behind = bytes_total - bytes_total / passes;
        Self { tracking, progress, errors, record, passes, behind, bulk: size.bulk, watch }
    }

    pub(super) fn has_stored(&self) -> bool {
        let ImportProgress { rows_stored, rows_duplicate, rows_erased, .. } = self.progress;
        rows_stored + rows_duplicate + rows_erased > 0
    }

    pub(super) fn rows_read(&self) -> u64 {
        self.progress.rows_read
    }

    /// Whether there were rows and none was good.
    pub(super) fn read_nothing(&self) -> bool {
        self.progress.rows_read > 0 && self.progress.rows_refused == self.progress.rows_read
    }

    /// Waits for the next chunk, and tells meanwhile how far the reader is.
    pub(super) async fn next(
        &mut self,
        reading: &mut Reading,
    ) -> Result<Option<Chunk>, ImportFailure> {
        loop {
            tokio::select! {
                biased;
                chunk = reading.chunks.recv() => return Ok(chunk.transpose()?),
                Ok(()) = reading.ahead.changed() => {
                    let ahead = self.seen_from(*reading.ahead.borrow_and_update());
                    self.tell(&ahead)?;
                }
            }
        }
    }

    /// Reads everything and stores nothing; why nothing may be stored, if so.
    pub(super) async fn check(
        &mut self,
        mut reading: Reading,
    ) -> Result<Option<Text>, ImportFailure> {
        let bytes_total = self.progress.bytes_total;
        let none = ImportProgress { bytes_total, ..ImportProgress::default() };
        let before = std::mem::replace(&mut self.progress, none);
        let behind = std::mem::take(&mut self.behind);
        let mut errors = Vec::new();
        while let Some(chunk) = self.next(&mut reading).await? {
            self.progress = self.after(&chunk);
            keep(&mut errors, chunk.errors);
            let progress = self.progress.clone();
            self.tell(&progress)?;
            if let Some(damage) = chunk.damage {
                self.errors = errors;
                return Ok(Some(damage));
            }
        }
        if self.progress.rows_refused > 0 {
            self.errors = errors;
            return Ok(Some(words::strict(self.progress.rows_refused)));
        }
        (self.progress, self.behind) = (before, behind);
        Ok(None)
    }

    /// Stores a chunk and how far it reaches in one unit of work; why nothing comes after it, if so.
    pub(super) async fn store(
        &mut self,
        mut chunk: Chunk,
        reading: &mut Reading,
    ) -> Result<Option<Text>, ImportFailure> {
        let progress = self.after(&chunk);
        keep(&mut self.errors, std::mem::take(&mut chunk.errors));
        let mut patience = Patience::default();
        self.progress = loop {
            match self.write_and_tell(&mut chunk, &progress, reading).await {
                Ok(progress) => break progress,
                Err(ImportFailure::Storage(error)) => patience.wait(error).await?,
                Err(other) => return Err(other),
            }
        };
        let progress = self.progress.clone();
        self.tell(&progress)?;
        Ok(chunk.damage)
    }

    /// Writes a chunk, and tells meanwhile how far the reader is.
    async fn write_and_tell(
        &mut self,
        chunk: &mut Chunk,
        progress: &ImportProgress,
        reading: &mut Reading,
    ) -> Result<ImportProgress, ImportFailure> {
        let Self { tracking, record, errors, .. } = &*self;
        let (tracking, record, errors) = (*tracking, record.clone(), errors.clone());
        let write = write(tracking, record.as_ref(), &errors, chunk, self.bulk, progress.clone());
        let mut write = std::pin::pin!(write);
        loop {
            tokio::select! {
                biased;
                written = &mut write => return written,
                Ok(()) = reading.ahead.changed() => {
                    let ahead = self.seen_from(*reading.ahead.borrow_and_update());
                    // Who wants to stop is asked again when the chunk is stored.
                    let _ = (self.watch)(&ahead);
                }
            }
        }
    }

    /// The progress when a chunk is dealt with, but for what of it is new.
    fn after(&self, chunk: &Chunk) -> ImportProgress {
        let mut progress = self.progress.clone();
        progress.rows_read += chunk.rows;
        progress.rows_refused += chunk.refused;
        progress.bytes_read = self.behind + chunk.bytes_read / self.passes;
        progress
    }

    /// The progress as the reader sees it, who is ahead of what is stored.
    fn seen_from(&self, ahead: Ahead) -> ImportProgress {
        let mut progress = self.progress.clone();
        progress.rows_read = progress.rows_read.max(ahead.rows);
        let bytes = self.behind + ahead.bytes / self.passes;
        progress.bytes_read = progress.bytes_read.max(bytes);
        progress
    }

    fn tell(&mut self, progress: &ImportProgress) -> Result<(), ImportFailure> {
        match (self.watch)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ImportFailure::Stopped),
        }
    }

    /// The end of it, and why it comes early, if so.
    pub(super) fn end(mut self, problem: Option<Text>) -> RunEnd {
        if problem.is_none() {
            self.progress.bytes_read = self.progress.bytes_total;
        }
        RunEnd { progress: self.progress, errors: self.errors, problem }
    }
}

/// Writes a chunk, and in the same unit of work how far it reaches; the progress then.
async fn write(
    tracking: &Tracking,
    record: Option<&Record>,
    errors: &[Refused],
    chunk: &mut Chunk,
    bulk: usize,
    progress: ImportProgress,
) -> Result<ImportProgress, ImportFailure> {
    let Tracking { database, env, customers, log, .. } = tracking;
    if chunk.batch.len() < bulk {
        let mut work = database.begin().await?;
        let fates = match chunk.batch.len() {
            0 => Vec::new(),
            _ => chunk.batch.write(&mut work, customers, log).await?,
        };
        let progress = with(progress, &fates);
        return note(tracking, work, record, errors, progress).await;
    }
    let (mut bulk, fates) = chunk.batch.write_bulk(database, env, customers, log).await?;
    let publish = async {
        log.catch_up(&mut bulk).await?;
        let mut work = database.begin().await?;
        log.publish(&mut work, &bulk).await?;
        note(tracking, work, record, errors, with(progress, &fates)).await
    };
    let published = publish.await;
    if published.is_err() {
        log.give_up_bulk(&bulk).await;
    }
    published
}

/// The progress with what became of a chunk.
fn with(mut progress: ImportProgress, fates: &[Fate]) -> ImportProgress {
    let count = |is: fn(&Fate) -> bool| fates.iter().filter(|fate| is(fate)).count() as u64;
    let stored = count(|fate| fate.stored);
    let erased = count(|fate| fate.owner == Owner::Forgotten);
    progress.rows_stored += stored;
    progress.rows_erased += erased;
    progress.rows_duplicate += fates.len() as u64 - stored - erased;
    progress
}

/// Notes how far an import is, and commits.
async fn note(
    tracking: &Tracking,
    mut work: UnitOfWork,
    record: Option<&Record>,
    errors: &[Refused],
    progress: ImportProgress,
) -> Result<ImportProgress, ImportFailure> {
    if let Some(record) = record {
        let progress = timed(progress.clone(), tracking.env.now(), record);
        if !store::imports::advance(&work, record.id, &progress, errors).await? {
            // Somebody deleted it: that is how an import is called off.
            return Err(ImportFailure::Stopped);
        }
        work.note_change(Topic::Imports, Some(&record.id.to_string()));
    }
    work.commit(&tracking.env).await?;
    Ok(progress)
}

fn timed(progress: ImportProgress, now: Timestamp, record: &Record) -> ImportProgress {
    let since = record.started_at.unwrap_or(now);
    #[expect(clippy::cast_precision_loss, reason = "a speed needs no microsecond")]
    let seconds = (now.as_micros() - since.as_micros()) as f64 / 1e6;
    progress.after(seconds)
}

fn keep(errors: &mut Vec<Refused>, more: Vec<Refused>) {
    let room = ERRORS_KEPT.saturating_sub(errors.len());
    errors.extend(more.into_iter().take(room));
}
