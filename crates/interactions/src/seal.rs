//! Sealing: hot rows become segments.

use parcours_storage::jobs::NewJob;
use parcours_storage::{StorageError, UnitOfWork};

use crate::Log;
use crate::jobs::TidyLog;
use crate::rows::Rows;
use crate::scan::blocking;
use crate::segment::BUCKETS;
use crate::settings::LogSettings;
use crate::store::manifest::State;
use crate::store::{hot, manifest, sealing};
use crate::switch::{Fresh, Names, write_buckets, write_keys};

/// Rows that change places in one transaction: more would keep intake waiting for longer.
const AT_ONCE: usize = 131_072;
const BYTES_AT_ONCE: usize = 96 << 20;
/// Another process was at the same; the next round sees what is left.
const TRIES: u32 = 4;

impl Log {
    /// Seals hot rows while there are more than the settings say; how many were sealed. Rows and
    /// files change places in one transaction: a reader sees each interaction in one of the two. May
    /// be called by several processes at once, and cut off at any moment.
    pub async fn seal(&self, stop: impl Fn() -> bool + Send) -> Result<u64, StorageError> {
        let threshold = u64::from(LogSettings::read(self.database()).await?.seal_rows);
        self.seal_above(threshold, i64::MAX, stop).await
    }

    /// Seals all hot rows of this moment, however few. What arrives meanwhile may stay: this ends
    /// also while events never cease.
    pub async fn seal_all(&self) -> Result<u64, StorageError> {
        let ends = hot::ends(self.database().read()).await?;
        self.seal_above(0, ends.map_or(0, |(_, last)| last), || false).await
    }

    /// Seals while there are more rows than a threshold, and one up to a place among them.
    async fn seal_above(
        &self,
        threshold: u64,
        until: i64,
        stop: impl Fn() -> bool + Send,
    ) -> Result<u64, StorageError> {
        let mut sealed = 0;
        let mut tries = 0;
        while !stop() && self.unsealed_rows(until).await? > threshold {
            match self.seal_some(threshold).await {
                Ok(0) => break,
                Ok(rows) => {
                    sealed += rows;
                    tries = 0;
                }
                Err(StorageError::Busy(cause)) if tries < TRIES => {
                    tracing::debug!(%cause, "sealing starts over");
                    tries += 1;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(sealed)
    }

    /// Hot rows, or a few more: places that were taken and not used count too. None when all up to a
    /// place are sealed.
    async fn unsealed_rows(&self, until: i64) -> Result<u64, StorageError> {
        let ends = hot::ends(self.database().read()).await?.filter(|(first, _)| *first <= until);
        Ok(ends.map_or(0, |(first, last)| (last - first + 1).unsigned_abs()))
    }

    async fn seal_some(&self, threshold: u64) -> Result<u64, StorageError> {
        let view = self.snapshot().await?;
        let counters = manifest::state(&view.transaction).await?;
        let leaving = sealing::oldest(&view.transaction, AT_ONCE, BYTES_AT_ONCE).await?;
        // Fewer than their places suggest: not worth a file yet.
        if leaving.rows.is_empty() || (leaving.rows.len() as u64) < threshold / 2 {
            return Ok(0);
        }
        let seqs = leaving.rows.seq.clone();
        let kinds = leaving.keys.iter().filter(|keys| !keys.is_empty()).count();
        let names = self.announce(&[1; BUCKETS], kinds).await?;
        let folded_before = self.settled_merges();
        let (files, words) = (self.files().clone(), self.words().await?);
        let (sealed, left) = (view.view.clone(), names.clone());
        // The transaction ends here: nobody waits for it while files are written.
        drop(view);
        let write = move || {
            let (mut fresh, mut left) = (Fresh::default(), left);
            let heard = ends(&leaving.rows.received_at);
            let mut buckets: [Rows; BUCKETS] = Default::default();
            sealed.deal(&leaving.rows, &mut buckets);
            drop(leaving.rows);
            let buckets = buckets.map(Rows::sorted);
            write_buckets(&files, &mut left, &words, buckets, folded_before, &mut fresh)?;
            write_keys(&files, &mut left, leaving.keys, heard, &mut fresh)?;
            Ok((fresh, left))
        };
        let (fresh, left) = match blocking(write).await {
            Ok(written) => written,
            Err(error) => {
                self.give_up(&names, &Fresh::default()).await;
                return Err(error);
            }
        };
        match self.exchange(counters, &fresh, &left, &seqs).await {
            Ok(()) => Ok(seqs.len() as u64),
            Err(error) => {
                self.give_up(&left, &fresh).await;
                Err(error)
            }
        }
    }

    /// Files and rows change places.
    async fn exchange(
        &self,
        counters: State,
        fresh: &Fresh,
        unused: &Names,
        seqs: &[i64],
    ) -> Result<(), StorageError> {
        let mut work = self.database().begin().await?;
        let state = self.switch(&work, counters, fresh, &[]).await?;
        if state.hot_changes != counters.hot_changes {
            return Err(StorageError::Busy("hot rows were rewritten meanwhile".to_owned()));
        }
        let taken = sealing::take_out(&work, seqs).await?;
        if taken != seqs.len() as u64 {
            return Err(StorageError::Busy("somebody else sealed the same rows".to_owned()));
        }
        self.forget_names(&work, unused).await?;
        work.enqueue(self.env(), NewJob::now(TidyLog {}).unique("tidy_log")).await?;
        work.commit(self.env()).await?;
        metrics::counter!("parcours_log_sealed_rows_total").increment(taken);
        Ok(())
    }

    /// Names that were announced and not needed.
    pub(crate) async fn forget_names(
        &self,
        work: &UnitOfWork,
        unused: &Names,
    ) -> Result<(), StorageError> {
        manifest::forget(work, &unused.all()).await
    }
}

/// The lowest and the highest of some numbers.
pub(crate) fn ends(numbers: &[i64]) -> (i64, i64) {
    let low = numbers.iter().copied().min().unwrap_or(0);
    (low, numbers.iter().copied().max().unwrap_or(0))
}
