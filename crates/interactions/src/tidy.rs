//! Upkeep of the sealed log: joining small files, folding merges in, erasing, keeping to the rules
//! of retention, sweeping up. Each step is one switch of files; it may be cut off at any moment and
//! be carried out by several processes at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_storage::StorageError;

use crate::Log;
use crate::keys::{RunInfo, merge_runs};
use crate::manifest::Manifest;
use crate::rewrite::{MOST_BYTES, Terms};
use crate::scan::blocking;
use crate::segment::{BUCKETS, SegmentInfo};
use crate::settings::LogSettings;
use crate::store::{manifest, upkeep};
use crate::switch::Fresh;

/// As many files of about one size in a bucket are joined. More would be slower to read, fewer
/// would be rewritten more often: each row is rewritten about log₈(rows) times.
const FAN: usize = 8;
/// Rows of the longest of the shortest files. What seals and imports write, and what comes of
/// joining these, lies well within its length and not at the edge of two.
const SMALLEST: u64 = 12_000;
/// Files that are joined at once at most.
const MOST_INPUTS: usize = 64;
/// Runs of keys of about one size that are joined.
const FAN_KEYS: usize = 4;
/// Runs are joined only if their messages came within so many days: a joined run is remembered as
/// long as its newest.
const DAYS_TOGETHER: i64 = 14;
/// Pending merges that are worth rewriting files for.
const MOST_MERGES: usize = 20_000;
const DAY: i64 = 86_400_000_000;
/// Another process was at the same files; what is left of it is looked at again.
const TRIES: u32 = 8;

impl Log {
    /// Brings the sealed log into order; nothing to do costs a few queries. `stop` is asked between
    /// steps.
    pub async fn tidy_up(&self, stop: impl Fn() -> bool + Send) -> Result<(), StorageError> {
        let settings = LogSettings::read(self.database()).await?;
        let mut tries = 0;
        loop {
            match self.tidy_once(&settings, &stop).await {
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
        stop: &(impl Fn() -> bool + Send),
    ) -> Result<(), StorageError> {
        self.erase_pending(settings, stop).await?;
        self.join_segments(settings, stop).await?;
        self.join_keys(settings).await?;
        self.fold_merges(settings, stop).await?;
        self.retain(settings, stop).await?;
        self.sweep(settings).await
    }

    /// Joins small segments until no bucket has too many.
    async fn join_segments(
        &self,
        settings: &LogSettings,
        stop: &(impl Fn() -> bool + Send),
    ) -> Result<(), StorageError> {
        for bucket in 0..BUCKETS {
            while !stop() {
                let terms = Arc::new(self.terms(settings.segment_rows.into()).await?);
                let chosen = to_join(&terms.view.manifest.segments[bucket], terms.segment_rows);
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

/// Segments of a bucket that are worth joining; none when it is in order. Those that follow each
/// other in time are joined first: what comes of them does too, and is read without a merge by time.
fn to_join(segments: &[Arc<SegmentInfo>], most: u64) -> Vec<Arc<SegmentInfo>> {
    let mut order: Vec<_> = segments.iter().collect();
    order.sort_by_key(|info| (info.stats.at_min, info.stats.at_max));
    let mut size = SMALLEST;
    loop {
        // What is long enough already would come out as it went in.
        let rows = size.min(most / 2);
        let is_short =
            |info: &&Arc<SegmentInfo>| info.rows <= rows && info.stored.bytes <= MOST_BYTES / 2;
        // Shorter ones come along; they are no reason to write those of this length again.
        let of_this_length = |run: &[&Arc<SegmentInfo>]| {
            run.iter().filter(|info| info.rows * FAN as u64 > size).count()
        };
        let mut runs = order.chunk_by(|a, b| is_short(a) == is_short(b));
        let run = runs.find(|run| is_short(&run[0]) && of_this_length(run) >= FAN);
        if let Some(run) = run {
            return run.iter().take(MOST_INPUTS).copied().cloned().collect();
        }
        let all: Vec<_> = order.iter().copied().filter(is_short).collect();
        if of_this_length(&all) >= 2 * FAN {
            return all.into_iter().take(MOST_INPUTS).cloned().collect();
        }
        if size >= most / 2 {
            return Vec::new();
        }
        size *= FAN as u64;
    }
}

/// Runs that are worth joining; none when all is in order.
fn runs_to_join(runs: &[RunInfo]) -> Vec<RunInfo> {
    let mut tiers: BTreeMap<(bool, i64, u32), Vec<&RunInfo>> = BTreeMap::new();
    for run in runs {
        let days = if run.lasting { 0 } else { run.oldest_at.div_euclid(DAYS_TOGETHER * DAY) };
        let size = run.keys.max(1).ilog(FAN_KEYS as u64);
        tiers.entry((run.lasting, days, size)).or_default().push(run);
    }
    let full = tiers.into_values().find(|tier| tier.len() >= FAN_KEYS);
    full.unwrap_or_default().into_iter().cloned().collect()
}

/// Whether the manifest has anything that upkeep would change.
pub(crate) fn is_in_order(manifest: &Manifest, most: u64) -> bool {
    manifest.segments.iter().all(|bucket| to_join(bucket, most).is_empty())
        && runs_to_join(&manifest.keys).is_empty()
}
