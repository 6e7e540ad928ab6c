//! The jobs of imports: carrying one out, and clearing away old files.

use std::ops::ControlFlow;
use std::path::Path;

use parcours_kernel::{Text, Timestamp};
use parcours_storage::jobs::{JobContext, JobFailure};
use parcours_storage::{StorageError, Topic};

use super::files_on_disk::OnDisk;
use super::model::{ImportId, ImportState, Record, Refused};
use super::run::{ImportFailure, RunEnd};
use super::words;
use crate::{Tracking, store};

/// Tries of a job before its import is told to have failed.
pub(crate) const ATTEMPTS: u32 = 12;
/// How long files of imports that have ended are kept, so that they can be read again otherwise.
const KEPT_SECONDS: i64 = 7 * 24 * 3600;
/// How old a part of a file must be before nobody can still be sending it.
const PART_SECONDS: i64 = 24 * 3600;

impl Tracking {
    /// Carries an import out, or on from where it was cut short. Safe to repeat.
    pub(crate) async fn work_on_import(
        &self,
        id: ImportId,
        context: &JobContext,
    ) -> Result<(), JobFailure> {
        let Some(mut record) = store::imports::by_id(&self.database, id).await? else {
            // It was called off.
            return Ok(());
        };
        if !record.state.is_active() {
            return Ok(());
        }
        let is_last = context.attempt >= ATTEMPTS;
        let Some(input) = self.input_of(&record).await? else {
            // Another process may have it on its disk.
            return self
                .try_elsewhere(record, is_last, words::file_gone(), "the file is not here")
                .await;
        };
        record.state = ImportState::Running;
        record.started_at = record.started_at.or(Some(self.env.now()));
        self.note_import(&record).await?;
        let stop = |_: &_| {
            if context.is_stopping() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        match self.resume_import(record.clone(), &input, stop).await {
            Ok(end) => Ok(self.finish_import(record, end).await?),
            Err(ImportFailure::Stopped) if context.is_stopping() => {
                Err(JobFailure::Retry("the process stops".to_owned()))
            }
            // Called off while it ran.
            Err(ImportFailure::Stopped) => Ok(()),
            Err(ImportFailure::File(error)) => {
                let end = RunEnd {
                    progress: record.progress.clone(),
                    errors: record.errors.clone(),
                    problem: Some(error.message),
                };
                Ok(self.finish_import(record, end).await?)
            }
            Err(ImportFailure::Storage(error)) => {
                self.try_elsewhere(record, is_last, words::gave_up(), &error.to_string()).await
            }
        }
    }

    async fn try_elsewhere(
        &self,
        record: Record,
        is_last: bool,
        problem: Text,
        cause: &str,
    ) -> Result<(), JobFailure> {
        if !is_last {
            return Err(JobFailure::Retry(cause.to_owned()));
        }
        // What the last run got to.
        let record = store::imports::by_id(&self.database, record.id).await?.unwrap_or(record);
        let end = RunEnd {
            progress: record.progress.clone(),
            errors: record.errors.clone(),
            problem: Some(problem.clone()),
        };
        self.finish_import(record, end).await?;
        Err(JobFailure::GiveUp(problem))
    }

    async fn finish_import(&self, mut record: Record, end: RunEnd) -> Result<(), StorageError> {
        let now = self.env.now();
        record.state = if end.problem.is_some() { ImportState::Failed } else { ImportState::Done };
        let began = record.started_at.unwrap_or(now);
        #[expect(clippy::cast_precision_loss, reason = "a speed needs no microsecond")]
        let seconds = (now.as_micros() - began.as_micros()) as f64 / 1e6;
        record.progress = end.progress.after(seconds);
        record.errors = end.errors;
        record.problem = end.problem.map(|problem| Refused::new(0, &problem));
        record.finished_at = Some(now);
        self.note_import(&record).await
    }

    async fn note_import(&self, record: &Record) -> Result<(), StorageError> {
        let mut work = self.database.begin().await?;
        store::imports::update(&work, record).await?;
        work.note_change(Topic::Imports, Some(&record.id.to_string()));
        work.commit(&self.env).await
    }

    /// Removes files that nobody will read any more, and those that may hold somebody who was
    /// forgotten: what is in them has been stored, or can be sent again without them.
    pub(crate) async fn clear_uploads(&self) -> Result<(), StorageError> {
        let now = self.env.now();
        let erasure = self.customers.last_erasure().await?;
        if let Some(erasure) = erasure {
            self.forget_errors(erasure).await?;
        }
        for OnDisk { path, import, written_at } in self.uploads().all() {
            let record = match import {
                Some(id) => store::imports::by_id(&self.database, id).await?,
                None => None,
            };
            let keep = match record {
                // It may still be on its way.
                None => written_at > now.plus_seconds(-PART_SECONDS),
                Some(record) => {
                    let last = record.finished_at.unwrap_or(record.created_at);
                    let is_before = erasure.is_some_and(|erasure| record.created_at <= erasure);
                    let is_fresh = last > now.plus_seconds(-KEPT_SECONDS);
                    record.state.is_active() || (is_fresh && !is_before)
                }
            };
            if !keep {
                remove(&path).await?;
            }
        }
        Ok(())
    }

    /// What was said of bad rows quotes them.
    async fn forget_errors(&self, erasure: Timestamp) -> Result<(), StorageError> {
        let mut work = self.database.begin().await?;
        if store::imports::forget_errors(&work, erasure).await? > 0 {
            work.note_change(Topic::Imports, None);
        }
        work.commit(&self.env).await
    }
}

async fn remove(path: &Path) -> Result<(), StorageError> {
    match tokio::fs::remove_file(path).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            let path = path.display();
            Err(StorageError::File(Text::new(
                format!("The uploaded file {path} cannot be removed: {error}"),
                format!("Le fichier envoyé {path} ne peut pas être supprimé\u{202f}: {error}"),
            )))
        }
        _ => Ok(()),
    }
}
