//! Forgetting: one customer at once and for ever, kinds of interactions after their time.

use std::sync::Arc;

use parcours_storage::jobs::NewJob;
use parcours_storage::{StorageError, Topic, UnitOfWork};

use crate::Log;
use crate::jobs::TidyLog;
use crate::model::CustomerId;
use crate::retention::RetentionRule;
use crate::rewrite::Terms;
use crate::scan::blocking;
use crate::segment::{SegmentInfo, bucket_of};
use crate::settings::LogSettings;
use crate::store::Catalogue;
use crate::store::{manifest, upkeep};

/// A rule takes effect on files within this time: files are not rewritten for each day that passes.
const RETAIN_EVERY_DAYS: i64 = 7;
const DAY: i64 = 86_400_000_000;
/// A file that has been written for so long has no writer any more.
const WRITING_HOURS: i64 = 6;
/// How long a reader that says so is waited for.
const HOLD_SECONDS: i64 = 600;

impl Log {
    /// Forgets a customer and all who became them: hot rows at once, sealed ones by upkeep that
    /// follows; no reader sees either from the commit on. What still comes for them is not kept.
    /// Returns who was forgotten.
    pub async fn forget(
        &self,
        work: &mut UnitOfWork,
        customer: CustomerId,
    ) -> Result<Vec<CustomerId>, StorageError> {
        let all = self.snapshot().await?.view.aliases.all_of(customer.0);
        let mut state = manifest::lock(work).await?;
        state.generation += 1;
        state.hot_changes += 1;
        state.erasures += 1;
        upkeep::erase(work, &all, state.generation, self.env().now()).await?;
        manifest::advance(work, state).await?;
        work.note_change(Topic::Interactions, None);
        work.enqueue(self.env(), NewJob::now(TidyLog {}).unique("tidy_log")).await?;
        Ok(all.into_iter().map(CustomerId).collect())
    }

    /// Takes words that say who somebody is out of what many interactions share: subjects and
    /// properties of signatures.
    pub async fn mask(&self, work: &mut UnitOfWork, words: &[String]) -> Result<(), StorageError> {
        if Catalogue::mask(work, words).await? {
            let catalogue = self.catalogue();
            work.after_commit(move || catalogue.forget());
            work.note_change(Topic::Interactions, None);
        }
        Ok(())
    }

    /// Rids hot rows and files of those who were forgotten.
    pub(crate) async fn erase_pending(
        &self,
        settings: &LogSettings,
        stop: &(impl Fn() -> bool + Send),
    ) -> Result<(), StorageError> {
        if upkeep::has_late(self.database().read()).await? {
            let work = self.database().begin().await?;
            let mut state = manifest::lock(&work).await?;
            state.hot_changes += 1;
            upkeep::erase_late(&work).await?;
            manifest::advance(&work, state).await?;
            work.commit(self.env()).await?;
        }
        loop {
            let terms = Arc::new(self.terms(settings.segment_rows.into()).await?);
            if terms.view.manifest.erasing.is_empty() || stop() {
                return Ok(());
            }
            match self.holding_erased(&terms).await? {
                Some(info) => drop(self.rewrite(&terms, vec![info]).await?),
                None => return self.note_erased(&terms).await,
            }
        }
    }

    /// A segment, written before somebody was erased, that may hold them.
    async fn holding_erased(
        &self,
        terms: &Arc<Terms>,
    ) -> Result<Option<Arc<SegmentInfo>>, StorageError> {
        let terms = Arc::clone(terms);
        blocking(move || {
            for erasing in &terms.view.manifest.erasing {
                let bucket = bucket_of(erasing.customer);
                for info in &terms.view.manifest.segments[bucket] {
                    let is_older = info.generation <= erasing.generation;
                    if is_older && terms.view.open(info)?.may_hold(erasing.customer)? {
                        return Ok(Some(Arc::clone(info)));
                    }
                }
            }
            Ok(None)
        })
        .await
    }

    async fn note_erased(&self, terms: &Terms) -> Result<(), StorageError> {
        let work = self.database().begin().await?;
        let mut state = manifest::lock(&work).await?;
        for erasing in &terms.view.manifest.erasing {
            upkeep::erased(&work, erasing.customer, self.env().now()).await?;
        }
        state.generation += 1;
        manifest::advance(&work, state).await?;
        work.commit(self.env()).await
    }

    /// Takes out what is older than the rules allow.
    pub(crate) async fn retain(
        &self,
        settings: &LogSettings,
        stop: &(impl Fn() -> bool + Send),
    ) -> Result<(), StorageError> {
        let Some(expiry) = self.expiry().await? else { return Ok(()) };
        self.expire_hot(&expiry).await?;
        let newest_rule = RetentionRule::newest(self.database()).await?;
        let due = self.env().now().as_micros() - RETAIN_EVERY_DAYS * DAY;
        loop {
            let terms = Arc::new(self.terms(settings.segment_rows.into()).await?);
            let expires = |info: &&Arc<SegmentInfo>| {
                let looked_at = info.retained_at;
                let is_due = looked_at < due || looked_at < newest_rule;
                let mut signatures = info.stats.signatures.iter();
                let cutoff = |signature: u32| expiry.get(signature as usize).copied();
                is_due && signatures.any(|one| cutoff(one).is_some_and(|at| info.stats.at_min < at))
            };
            let Some(info) = terms.view.manifest.all().find(expires).cloned() else {
                return Ok(());
            };
            if stop() {
                return Ok(());
            }
            self.rewrite(&terms, vec![info]).await?;
        }
    }

    async fn expire_hot(&self, expiry: &[i64]) -> Result<(), StorageError> {
        for (signature, before) in (0..).zip(expiry).filter(|(_, before)| **before > i64::MIN) {
            loop {
                let work = self.database().begin().await?;
                let rows = upkeep::expire(&work, signature, *before).await?;
                if rows == 0 {
                    work.rollback().await?;
                    break;
                }
                let mut state = manifest::lock(&work).await?;
                state.hot_changes += 1;
                manifest::advance(&work, state).await?;
                work.commit(self.env()).await?;
            }
        }
        Ok(())
    }

    /// By signature: the moment (µs) before which interactions are not kept; `None` without rules.
    pub(crate) async fn expiry(&self) -> Result<Option<Arc<Vec<i64>>>, StorageError> {
        let rules = RetentionRule::all(self.database()).await?;
        if rules.is_empty() {
            return Ok(None);
        }
        let now = self.env().now().as_micros();
        let signatures = self.signatures().await?;
        let last = signatures.iter().map(|signature| signature.id as usize).max().unwrap_or(0);
        let mut expiry = vec![i64::MIN; last + 1];
        for signature in signatures.iter() {
            let fits = |rule: &&RetentionRule| {
                rule.kind.as_ref().is_none_or(|kind| *kind == signature.parts.kind)
            };
            let days = rules.iter().filter(fits).map(|rule| i64::from(rule.days)).min();
            if let Some(days) = days {
                expiry[signature.id as usize] = now - days * DAY;
            }
        }
        Ok(Some(Arc::new(expiry)))
    }

    /// Removes files that are no longer the log and that nobody reads.
    pub(crate) async fn sweep(&self, settings: &LogSettings) -> Result<(), StorageError> {
        let now = self.env().now();
        let replaced_before = now.plus_seconds(-60 * i64::from(settings.grace_minutes));
        // Given up first and removed later: a writer that is still at work learns of it, rather than
        // switching in a file that is gone.
        let work = self.database().begin().await?;
        upkeep::give_up_begun(&work, now.plus_seconds(-3600 * WRITING_HOURS), now).await?;
        work.commit(self.env()).await?;
        loop {
            let files = upkeep::sweepable(self.database().read(), replaced_before, now).await?;
            if files.is_empty() {
                return Ok(());
            }
            let ids: Vec<_> = files.iter().map(|file| file.id).collect();
            let place = self.files().clone();
            let remove = move || files.iter().try_for_each(|file| place.remove(&file.name));
            blocking(remove).await?;
            let work = self.database().begin().await?;
            upkeep::removed(&work, &ids).await?;
            work.commit(self.env()).await?;
        }
    }
}

impl crate::Snapshot {
    /// Says that this is still being read: its files stay. For readers that take minutes.
    pub async fn hold(&self) -> Result<(), StorageError> {
        let (database, env) = (self.log.database(), self.log.env());
        let until = env.now().plus_seconds(HOLD_SECONDS);
        let work = database.begin().await?;
        let generation = self.view.manifest.generation;
        upkeep::hold(&work, self.log.process(), generation, until, env.now()).await?;
        work.commit(env).await
    }
}
