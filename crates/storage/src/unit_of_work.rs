//! One transaction that carries all that a fact causes.

use std::collections::BTreeSet;
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
}

impl UnitOfWork {
    pub(crate) fn new(
        transaction: DatabaseTransaction,
        backend: Backend,
        committed: Arc<Notify>,
    ) -> Self {
        Self { transaction, backend, changes: BTreeSet::new(), committed }
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

    /// Tells the screens, after the commit, that something changed. Saying it twice is saying it once.
    pub fn note_change(&mut self, topic: Topic, entity: Option<&str>) {
        self.changes.insert((topic, entity.map(ToOwned::to_owned)));
    }

    /// Makes it all true, durably, at once.
    pub async fn commit(self, env: &Env) -> Result<(), StorageError> {
        changes::record(&self.transaction, env.now(), &self.changes).await?;
        let committed = Arc::clone(&self.committed);
        self.commit_quietly().await?;
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
