//! Carrying an import out: for the job of an upload, and for the command line.

use std::ops::ControlFlow;

use parcours_kernel::Text;
use parcours_storage::StorageError;

use super::model::{ImportProgress, Record, Refused};
use super::reading::{self, ChunkSize};
use super::shape::Shaper;
use super::storing::Storing;
use super::words;
use crate::files::{FileError, Input, Options, RowError};
use crate::{Source, SourceKind, Tracking};

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
pub(super) struct Start {
    pub(super) progress: ImportProgress,
    pub(super) errors: Vec<Refused>,
    /// The import whose progress is stored with each chunk.
    pub(super) record: Option<Record>,
}

impl Tracking {
    /// Imports a file: reads it as `options` say (see [`files::resolve`](crate::files::resolve) for
    /// what they leave open) and stores its rows, some at a time. `watch` is told how far it is,
    /// also between commits, and may say to stop.
    ///
    /// Rows that were stored before, by whichever import, are counted as duplicates. A strict import
    /// stores nothing when one row is refused.
    pub async fn import_file(
        &self,
        input: &Input,
        options: &Options,
        watch: impl FnMut(&ImportProgress) -> ControlFlow<()> + Send,
    ) -> Result<ImportOutcome, ImportFailure> {
        let size = ChunkSize::of(input);
        let end = self.run_import(input, options, Start::default(), size, watch).await?;
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
        self.run_import(input, &options, start, ChunkSize::of(input), watch).await
    }

    /// The source of all file imports.
    pub(crate) async fn files_source(&self) -> Result<Source, StorageError> {
        self.ensure_source(RESERVED, "Imports de fichiers · File imports", SourceKind::Import).await
    }

    pub(super) async fn run_import(
        &self,
        input: &Input,
        options: &Options,
        start: Start,
        size: ChunkSize,
        watch: impl FnMut(&ImportProgress) -> ControlFlow<()> + Send,
    ) -> Result<RunEnd, ImportFailure> {
        let identity = reading::identity(options)?;
        let source = self.files_source().await?;
        let shaper =
            || Shaper::new(identity, source.number, source.promoted.clone(), self.env.now());
        let mut run = Storing::new(self, start, options.strict, input.bytes(), size, watch);
        let read = |skip| reading::start(input.clone(), options.clone(), shaper(), size, skip);
        // What was already stored has been checked.
        if options.strict
            && !run.has_stored()
            && let Some(problem) = run.check(read(0)).await?
        {
            return Ok(run.end(Some(problem)));
        }
        let mut reading = read(run.rows_read());
        while let Some(chunk) = run.next(&mut reading).await? {
            if let Some(damage) = run.store(chunk, &mut reading).await? {
                return Ok(run.end(Some(damage)));
            }
        }
        let nothing = run.read_nothing().then(words::no_row);
        Ok(run.end(nothing))
    }
}
