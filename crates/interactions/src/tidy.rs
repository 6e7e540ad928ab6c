//! Upkeep of the sealed log: joining small files, folding merges in, erasing, keeping to the rules
//! of retention, sweeping up. Each step is one switch of files; it may be cut off at any moment and
//! be carried out by several processes at once.

mod choice;

use std::sync::Arc;

use parcours_storage::StorageError;

use crate::Log;
use crate::keys::{RunInfo, merge_runs};
use crate::rewrite::Terms;
use crate::scan::blocking;
use crate::segment::{BUCKETS, SegmentInfo};
use crate::settings::LogSettings;
use crate::store::{manifest, status, upkeep};
use crate::switch::Fresh;
pub(crate) use choice::is_in_order;
use choice::{runs_to_join, to_join, to_join_at_rest};

/// Pending merges that are worth rewriting files for.
const MOST_MERGES: usize = 20_000;
const DAY: i64 = 86_400_000_000;
/// Seconds without a new file after which the log is at rest: no import runs, few rows come.
const REST: i64 = 1800;
/// Another process was at the same files; what is left of it is looked at again.
const TRIES: u32 = 8;

/// How much is worth doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Effort {
    /// What pays while more arrives; once the log is at rest, also what makes it fast to read.
    #[default]
    AsItPays,
    /// Now also what makes it fast to read: somebody asks for it, after an import or before a report.
    Thorough,
}

impl Log {
    /// Brings the sealed log into order; nothing to do costs a few queries. `stop` is asked between
    /// steps.
    pub async fn tidy_up(
        &self,
        effort: Effort,
        stop: impl Fn() -> bool + Send,
    ) -> Result<(), StorageError> {
        let settings = LogSettings::read(self.database()).await?;
        let thorough = effort == Effort::Thorough || self.is_at_rest().await?;
        let mut tries = 0;
        loop {
            match self.tidy_once(&settings, thorough, &stop).await {
                Err(StorageError::Busy(cause)) if tries < TRIES => {
                    tracing::debug!(%cause, "upkeep of the log starts over");
                    tries += 1;
                }
                ended => return ended,
            }
        }
    }

    async fn tidy_once(
        &self,
        settings: &LogSettings,
        thorough: bool,
        stop: &(impl Fn() -> bool + Send),
    ) -> Result<(), StorageError> {
        self.erase_pending(settings, stop).await?;
        self.join_segments(settings, thorough, stop).await?;
        self.join_keys(settings).await?;
        self.fold_merges(settings, stop).await?;
        self.retain(settings, stop).await?;
        self.sweep(settings).await
    }

    async fn is_at_rest(&self) -> Result<bool, StorageError> {
        let newest = status::files(self.database().read()).await?.newest;
        let since = self.env().now().plus_seconds(-REST).as_micros();
        Ok(newest.is_some_and(|newest| newest < since))
    }

    /// Joins small segments until no bucket has too many.
    async fn join_segments(
        &self,
        settings: &LogSettings,
        thorough: bool,
        stop: &(impl Fn() -> bool + Send),
    ) -> Result<(), StorageError> {
        for bucket in 0..BUCKETS {
            while !stop() {
                let terms = Arc::new(self.terms(settings.segment_rows.into()).await?);
                let segments = &terms.view.manifest.segments[bucket];
                let mut chosen = to_join(segments, terms.segment_rows);
                if thorough && chosen.is_empty() {
                    chosen = to_join_at_rest(segments, terms.segment_rows);
                }
                if chosen.is_empty() {
                    break;
                }
                self.rewrite(&terms, chosen).await?;
            }
        }
        Ok(())
    }

    /// Forgets keys whose time is over, and joins small runs of the others.
    async fn join_keys(&self, settings: &LogSettings) -> Result<(), StorageError> {
        let horizon = self.env().now().as_micros() - i64::from(settings.remember_days) * DAY;
        loop {
            let terms = self.terms(1).await?;
            let manifest = &terms.view.manifest;
            let over: Vec<_> = manifest
                .keys
                .iter()
                .filter(|run| !run.lasting && run.newest_at < horizon)
                .map(|run| run.file)
                .collect();
            if !over.is_empty() {
                self.replace_keys(&terms, None, &over).await?;
                continue;
            }
            let chosen = runs_to_join(&manifest.keys);
            if chosen.is_empty() {
                return Ok(());
            }
            self.merge_keys(&terms, chosen).await?;
        }
    }

    async fn merge_keys(&self, terms: &Terms, chosen: Vec<RunInfo>) -> Result<(), StorageError> {
        let announced = self.announce(&[0; BUCKETS], 1).await?;
        let name = announced.clone().keys()?;
        let (files, from) = (self.files().clone(), chosen.clone());
        let merge = blocking(move || merge_runs(&files, &from, &name));
        let (written, keys) = match merge.await {
            Ok(merged) => merged,
            Err(error) => {
                self.give_up(&announced, &Fresh::default()).await;
                return Err(error);
            }
        };
        let run = RunInfo {
            file: 0,
            stored: written,
            keys,
            lasting: chosen.iter().any(|run| run.lasting),
            oldest_at: chosen.iter().map(|run| run.oldest_at).min().unwrap_or(0),
            newest_at: chosen.iter().map(|run| run.newest_at).max().unwrap_or(0),
        };
        let replaced: Vec<_> = chosen.iter().map(|run| run.file).collect();
        self.replace_keys(terms, Some(run), &replaced).await
    }

    async fn replace_keys(
        &self,
        terms: &Terms,
        run: Option<RunInfo>,
        replaced: &[i64],
    ) -> Result<(), StorageError> {
        let fresh = Fresh { segments: Vec::new(), keys: run.into_iter().collect() };
        let work = self.database().begin().await?;
        self.switch(&work, terms.counters, &fresh, replaced).await?;
        work.commit(self.env()).await
    }

    /// Folds merges into files once they are many, and forgets those that nothing needs any more.
    async fn fold_merges(
        &self,
        settings: &LogSettings,
        stop: &(impl Fn() -> bool + Send),
    ) -> Result<(), StorageError> {
        let pending = upkeep::settled_merges(self.database().read(), self.settled()).await?;
        if pending.is_empty() {
            return Ok(());
        }
        let many = pending.len() >= MOST_MERGES;
        for bucket in 0..BUCKETS {
            loop {
                let terms = Arc::new(self.terms(settings.segment_rows.into()).await?);
                let settled = self.settled();
                let stale: Vec<_> = terms.view.manifest.segments[bucket]
                    .iter()
                    .filter(|info| info.folded_before < settled)
                    .cloned()
                    .collect();
                let Some((holding, free)) = self.holding_gone(&terms, stale).await? else { break };
                self.note_folded(&free, settled).await?;
                let Some(one) = holding.filter(|_| many && !stop()) else { break };
                self.rewrite(&terms, vec![one]).await?;
            }
        }
        self.retire_merges().await
    }

    /// Of segments that may lack merges: one that does, and those that hold none of the merged.
    async fn holding_gone(
        &self,
        terms: &Arc<Terms>,
        stale: Vec<Arc<SegmentInfo>>,
    ) -> Result<Option<(Option<Arc<SegmentInfo>>, Vec<i64>)>, StorageError> {
        if stale.is_empty() {
            return Ok(None);
        }
        let terms = Arc::clone(terms);
        let look = blocking(move || {
            let (mut holding, mut free) = (None, Vec::new());
            for info in stale {
                let gone = terms.view.aliases.gone_since(info.folded_before, None);
                let segment = terms.view.open(&info)?;
                let range =
                    info.stats.customer_min.unsigned_abs()..=info.stats.customer_max.unsigned_abs();
                let mut may_hold = false;
                for customer in gone.iter().filter(|customer| range.contains(customer)) {
                    if segment.may_hold(customer.cast_signed())? {
                        may_hold = true;
                        break;
                    }
                }
                if may_hold { holding = Some(info) } else { free.push(info.file) }
            }
            Ok((holding, free))
        });
        Ok(Some(look.await?))
    }

    async fn note_folded(&self, files: &[i64], before: i64) -> Result<(), StorageError> {
        if files.is_empty() {
            return Ok(());
        }
        let work = self.database().begin().await?;
        upkeep::note_folded(&work, files, before).await?;
        // Whoever reads from now on knows it; a new generation says so.
        let mut state = manifest::lock(&work).await?;
        state.generation += 1;
        manifest::advance(&work, state).await?;
        work.commit(self.env()).await
    }

    /// Rewrites hot rows of settled merges and forgets those that no file needs.
    async fn retire_merges(&self) -> Result<(), StorageError> {
        let view = self.snapshot().await?;
        let oldest = view.view.manifest.all().map(|info| info.folded_before).min();
        drop(view);
        let before = oldest.unwrap_or(i64::MAX).min(self.settled());
        while self.fold_hot(before).await? {}
        Ok(())
    }

    async fn fold_hot(&self, before: i64) -> Result<bool, StorageError> {
        let work = self.database().begin().await?;
        let folded = upkeep::fold(&work, before).await?;
        if folded.rows > 0 {
            let mut state = manifest::lock(&work).await?;
            state.hot_changes += 1;
            manifest::advance(&work, state).await?;
        }
        work.commit(self.env()).await?;
        Ok(folded.more)
    }

    /// Merges older than this (µs) have no writer left that could still use the old number.
    fn settled(&self) -> i64 {
        self.env().now().plus_seconds(-24 * 3600).as_micros()
    }
}
