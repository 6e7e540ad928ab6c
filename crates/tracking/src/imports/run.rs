//! Carrying an import out: for the job of an upload, and for the command line.

use std::ops::ControlFlow;

use parcours_customers::{IdentityKind, Owner};
use parcours_kernel::{Text, Timestamp};
use parcours_storage::{StorageError, Topic};

use super::model::{ImportProgress, Record, Refused};
use super::reading::{self, Chunk, ERRORS_KEPT};
use super::shape::Shaper;
use super::words;
use crate::files::{FileError, Input, Options, RowError};
use crate::patience::Patience;
use crate::told::Fate;
use crate::{Source, SourceKind, Tracking, store};

/// The name by which the source of all file imports is found: the same for the browser and the
/// command line, so that a file is known again whichever way it came.
const RESERVED: &str = "files";

/// How an import ended.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportOutcome {
    /// What was read and stored.
    pub progress: ImportProgress,
    /// The first 100 rows that were refused.
    pub errors: Vec<RowError>,
    /// Why it ended early, if it did: nothing after that was stored.
    pub problem: Option<Text>,
}

/// Why an import did not end at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    /// The file, or a choice about it, is at fault.
    #[error(transparent)]
    File(#[from] FileError),
    /// The database is. What was committed stays; the import can be run again.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Whoever watches it said to stop. What was committed stays; the import can be run again.
    #[error("the import was stopped")]
    Stopped,
}

/// How a run ended, as it is stored.
#[derive(Debug)]
pub(crate) struct RunEnd {
    pub(crate) progress: ImportProgress,
    pub(crate) errors: Vec<Refused>,
    pub(crate) problem: Option<Text>,
}

/// Where a run begins: at the start of the file, or where an earlier one was cut short.
#[derive(Debug, Default)]
struct Start {
    progress: ImportProgress,
    errors: Vec<Refused>,
    /// The import whose progress is stored with each chunk.
    record: Option<Record>,
}

impl Tracking {
    /// Imports a file: reads it as `options` say (see [`files::resolve`](crate::files::resolve) for
    /// what they leave open) and stores its rows, a few thousand at a time. `watch` is told after
    /// each commit and may say to stop.
    ///
    /// Rows that were stored before, by whichever import, are counted as duplicates. A strict import
    /// stores nothing when one row is refused.
    pub async fn import_file(
        &self,
        input: &Input,
        options: &Options,
        watch: impl FnMut(&ImportProgress) -> ControlFlow<()> + Send,
    ) -> Result<ImportOutcome, ImportFailure> {
        let end = self.run_import(input, options, Start::default(), watch).await?;
        let error = |refused: Refused| RowError {
            line: refused.line,
            message: refused.text(),
            fatal: false,
        };
        Ok(ImportOutcome {
            progress: end.progress,
            errors: end.errors.into_iter().map(error).collect(),
            problem: end.problem,
        })
    }

    /// Carries on with an uploaded import, from where its stored progress says.
    pub(crate) async fn resume_import(
        &self,
        record: Record,
        input: &Input,
        watch: impl FnMut(&ImportProgress) -> ControlFlow<()> + Send,
    ) -> Result<RunEnd, ImportFailure> {
        let options = record.options.clone();
        let start = Start {
            progress: record.progress.clone(),
            errors: record.errors.clone(),
            record: Some(record),
        };
        self.run_import(input, &options, start, watch).await
    }

    /// The source of all file imports.
    pub(crate) async fn files_source(&self) -> Result<Source, StorageError> {
        self.ensure_source(RESERVED, "Imports de fichiers · File imports", SourceKind::Import).await
    }

    async fn run_import(
        &self,
        input: &Input,
        options: &Options,
        start: Start,
        watch: impl FnMut(&ImportProgress) -> ControlFlow<()> + Send,
    ) -> Result<RunEnd, ImportFailure> {
        let identity: IdentityKind =
            options.identity.parse().map_err(|()| words::unknown_identity(&options.identity))?;
        let source = self.files_source().await?;
        let shaper =
            || Shaper::new(identity, source.number, source.promoted.clone(), self.env.now());
        let Start { mut progress, errors, record } = start;
        progress.bytes_total = input.bytes();
        let passes = if options.strict { 2 } else { 1 };
        let mut run = Run { tracking: self, progress, errors, record, passes, watch };
        // What was already stored has been checked.
        if options.strict
            && run.progress.rows_stored + run.progress.rows_duplicate + run.progress.rows_erased
                == 0
        {
            let chunks = reading::start(input.clone(), options.clone(), shaper(), 0);
            if let Some(problem) = run.check(chunks).await? {
                return Ok(run.end(Some(problem)));
            }
        }
        let skip = run.progress.rows_read;
        let mut chunks = reading::start(input.clone(), options.clone(), shaper(), skip);
        while let Some(chunk) = chunks.recv().await {
            if let Some(damage) = run.store(chunk?).await? {
                return Ok(run.end(Some(damage)));
            }
        }
        let progress = &run.progress;
        let nothing = progress.rows_read > 0 && progress.rows_refused == progress.rows_read;
        Ok(run.end(nothing.then(words::no_row)))
    }
}

struct Run<'t, W> {
    tracking: &'t Tracking,
    progress: ImportProgress,
    errors: Vec<Refused>,
    record: Option<Record>,
    passes: u64,
    watch: W,
}

impl<W: FnMut(&ImportProgress) -> ControlFlow<()> + Send> Run<'_, W> {
    /// Reads everything and stores nothing; why nothing may be stored, if so.
    async fn check(
        &mut self,
        mut chunks: tokio::sync::mpsc::Receiver<Result<Chunk, FileError>>,
    ) -> Result<Option<Text>, ImportFailure> {
        let mut found =
            ImportProgress { bytes_total: self.progress.bytes_total, ..Default::default() };
        let mut errors = Vec::new();
        while let Some(chunk) = chunks.recv().await {
            let chunk = chunk?;
            found.rows_read += chunk.rows;
            found.rows_refused += chunk.refused;
            found.bytes_read = chunk.bytes_read / self.passes;
            keep(&mut errors, chunk.errors);
            self.tell(&found)?;
            if let Some(damage) = chunk.damage {
                (self.progress, self.errors) = (found, errors);
                return Ok(Some(damage));
            }
        }
        if found.rows_refused == 0 {
            return Ok(None);
        }
        let problem = words::strict(found.rows_refused);
        (self.progress, self.errors) = (found, errors);
        Ok(Some(problem))
    }

    /// Stores a chunk and how far it reaches in one unit of work; why nothing comes after it, if so.
    async fn store(&mut self, mut chunk: Chunk) -> Result<Option<Text>, ImportFailure> {
        let checked = if self.passes > 1 { self.progress.bytes_total / self.passes } else { 0 };
        let mut progress = self.progress.clone();
        progress.rows_read += chunk.rows;
        progress.rows_refused += chunk.refused;
        progress.bytes_read = checked + chunk.bytes_read / self.passes;
        keep(&mut self.errors, std::mem::take(&mut chunk.errors));
        let mut patience = Patience::default();
        self.progress = loop {
            match self.write(&mut chunk, progress.clone()).await {
                Ok(progress) => break progress,
                Err(ImportFailure::Storage(error)) => patience.wait(error).await?,
                Err(other) => return Err(other),
            }
        };
        let progress = self.progress.clone();
        self.tell(&progress)?;
        Ok(chunk.damage)
    }

    async fn write(
        &self,
        chunk: &mut Chunk,
        mut progress: ImportProgress,
    ) -> Result<ImportProgress, ImportFailure> {
        let tracking = self.tracking;
        let mut work = tracking.database.begin().await?;
        if chunk.batch.len() > 0 {
            let fates = chunk.batch.write(&mut work, &tracking.customers, &tracking.log).await?;
            let count = |is: fn(&Fate) -> bool| fates.iter().filter(|fate| is(fate)).count() as u64;
            let stored = count(|fate| fate.stored);
            let erased = count(|fate| fate.owner == Owner::Forgotten);
            progress.rows_stored += stored;
            progress.rows_erased += erased;
            progress.rows_duplicate += fates.len() as u64 - stored - erased;
        }
        if let Some(record) = &self.record {
            let progress = self.timed(progress.clone(), record);
            let id = record.id;
            if !store::imports::advance(&work, id, &progress, &self.errors).await? {
                // Somebody deleted it: that is how an import is called off.
                return Err(ImportFailure::Stopped);
            }
            work.note_change(Topic::Imports, Some(&id.to_string()));
        }
        work.commit(&tracking.env).await?;
        Ok(progress)
    }

    fn timed(&self, progress: ImportProgress, record: &Record) -> ImportProgress {
        let now = self.tracking.env.now().as_micros();
        let since = record.started_at.map_or(now, Timestamp::as_micros);
        #[expect(clippy::cast_precision_loss, reason = "a speed needs no microsecond")]
        let seconds = (now - since) as f64 / 1e6;
        progress.after(seconds)
    }

    fn tell(&mut self, progress: &ImportProgress) -> Result<(), ImportFailure> {
        match (self.watch)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ImportFailure::Stopped),
        }
    }

    fn end(mut self, problem: Option<Text>) -> RunEnd {
        if problem.is_none() {
            self.progress.bytes_read = self.progress.bytes_total;
        }
        RunEnd { progress: self.progress, errors: self.errors, problem }
    }
}

fn keep(errors: &mut Vec<Refused>, more: Vec<Refused>) {
    let room = ERRORS_KEPT.saturating_sub(errors.len());
    errors.extend(more.into_iter().take(room));
}
