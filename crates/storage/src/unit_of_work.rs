//! One transaction that carries all that a fact causes.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use parcours_kernel::Env;
use sea_orm::DatabaseTransaction;
use tokio::sync::Notify;

use crate::jobs::{self, Job, NewJob};
use crate::{Backend, StorageError, Topic, changes};

/// A transaction with the jobs and notes of change that belong to it. Dropped without
/// [`commit`](Self::commit), nothing of it ever happened.
#[derive(Debug)]
pub struct UnitOfWork {
    transaction: DatabaseTransaction,
    backend: Backend,
    changes: BTreeSet<(Topic, Option<String>)>,
    committed: Arc<Notify>,
    after: AfterCommit,
}

/// What this process does with what it now knows to be true, in order.
#[derive(Default)]
struct AfterCommit(Vec<Box<dyn FnOnce() + Send + Sync>>);

impl fmt::Debug for AfterCommit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AfterCommit({})", self.0.len())
    }
}

impl UnitOfWork {
    pub(crate) fn new(
        transaction: DatabaseTransaction,
        backend: Backend,
        committed: Arc<Notify>,
    ) -> Self {
        let (changes, after) = (BTreeSet::new(), AfterCommit::default());
        Self { transaction, backend, changes, committed, after }
    }

    /// The connection to write through; for `store.rs` files.
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Which database it is.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// Enqueues a job that runs once this is committed.
    pub async fn enqueue<J: Job>(&mut self, env: &Env, job: NewJob<J>) -> Result<(), StorageError> {
        jobs::enqueue(&self.transaction, env, job).await
    }

    /// Removes jobs that gave up and whose payload names an id that is no more.
    pub async fn forget_dead_jobs(&self, id: impl fmt::Display) -> Result<(), StorageError> {
        jobs::forget_dead(&self.transaction, &id.to_string()).await
    }

    /// Tells the screens, after the commit, that something changed. Saying it twice is saying it once.
    pub fn note_change(&mut self, topic: Topic, entity: Option<&str>) {
        self.changes.insert((topic, entity.map(ToOwned::to_owned)));
    }

    /// Runs `then` once this is committed, and never when it is not: the place to remember what was
    /// read or made here. It must be short and cannot fail; what has to happen is a job instead,
    /// because a process may die in between.
    pub fn after_commit(&mut self, then: impl FnOnce() + Send + Sync + 'static) {
        self.after.0.push(Box::new(then));
    }

    /// Makes it all true, durably, at once.
    pub async fn commit(mut self, env: &Env) -> Result<(), StorageError> {
        changes::record(&self.transaction, env.now(), &self.changes).await?;
        let committed = Arc::clone(&self.committed);
        let after = std::mem::take(&mut self.after);
        self.commit_quietly().await?;
        after.0.into_iter().for_each(|then| then());
        committed.notify_waiters();
        Ok(())
    }

    /// Commits without telling anyone.
    pub(crate) async fn commit_quietly(self) -> Result<(), StorageError> {
        Ok(self.transaction.commit().await?)
    }

    /// Takes everything back.
    pub async fn rollback(self) -> Result<(), StorageError> {
        Ok(self.transaction.rollback().await?)
    }
}
