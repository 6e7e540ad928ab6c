//! Durable jobs in a small table of our own: enqueued in the unit of work of what caused them, run
//! at least once, retried with back-off, kept visible when they give up.
//!
//! Bodies must be idempotent: a process may die between a body's last commit and the moment its
//! row is taken off the table. Several processes may work the same queue.

mod queue;
mod runner;

use std::time::Duration;

use parcours_kernel::{Env, Text, Timestamp, prefixed_id};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use queue::{DeadJob, JobCounts, Queue};
pub(crate) use queue::{enqueue, forget_dead};
pub use runner::{JobContext, Runner};

prefixed_id!(
    /// A job.
    JobId,
    "job"
);

/// What a job is about: the payload here, the execution with its handler.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// A stable snake_case name, `verb_thing`.
    const KIND: &'static str;
    /// Tries before it is set aside as dead.
    const MAX_ATTEMPTS: u32 = 10;
    /// For upkeep that comes back for ever: how long after one run the next is due.
    const EVERY: Option<Duration> = None;
}

/// A job about to be enqueued.
#[derive(Debug)]
pub struct NewJob<J> {
    pub(crate) job: J,
    pub(crate) unique_key: Option<String>,
    pub(crate) not_before: Option<Timestamp>,
}

impl<J: Job> NewJob<J> {
    /// Runs as soon as a worker is free.
    pub fn now(job: J) -> Self {
        Self { job, unique_key: None, not_before: None }
    }

    /// Runs not before a moment.
    #[must_use]
    pub fn not_before(mut self, at: Timestamp) -> Self {
        self.not_before = Some(at);
        self
    }

    /// While a job with this key waits or runs, a second one is not enqueued.
    #[must_use]
    pub fn unique(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }
}

/// Why a body did not finish.
#[derive(Debug)]
pub enum JobFailure {
    /// May work later: try again after a pause.
    Retry(String),
    /// Will never work: set aside, with words for the administrator.
    GiveUp(Text),
}

impl<E: std::error::Error> From<E> for JobFailure {
    fn from(error: E) -> Self {
        Self::Retry(error.to_string())
    }
}

/// The pause before try number `attempts + 1`: 2 s, 4 s, 8 s … one hour at most, spread by a tenth
/// either way so that a crowd of failed jobs does not come back at once.
pub(crate) fn pause_after(attempts: u32, env: &Env) -> i64 {
    let base = 2_i64.saturating_pow(attempts.min(12)).min(3600) * 1000;
    let spread = i64::from(env.rng().below(201)) - 100;
    (base + base * spread / 1000) / 1000
}
