//! Runs jobs: a few at a time, each under a lease that is renewed while it works.

use std::collections::HashMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use parcours_kernel::Env;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::queue::{Claimed, round_key};
use super::{Job, JobFailure, Queue};
use crate::{Database, StorageError};

const LEASE_SECONDS: i64 = 60;
const AT_ONCE: usize = 4;
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// What follows every commit takes a breath in between: many small commits are followed at once.
const BREATH: Duration = Duration::from_millis(150);

type Body = Pin<Box<dyn Future<Output = Result<(), JobFailure>> + Send>>;
type Handler = Arc<dyn Fn(String, JobContext) -> Body + Send + Sync>;
type Follower = Arc<dyn Fn(JobContext) -> Body + Send + Sync>;

/// What a body may ask while it runs.
#[derive(Debug, Clone)]
pub struct JobContext {
    stop: CancellationToken,
    /// Which try this is; 1 at first.
    pub attempt: u32,
}

impl JobContext {
    /// Whether the process is about to stop: a long body should commit and return `Retry` soon.
    pub fn is_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }
}

/// The handlers of all kinds of jobs, and the loop that runs them.
pub struct Runner {
    database: Database,
    queue: Queue,
    worker: String,
    handlers: HashMap<&'static str, Handler>,
    upkeep: Vec<Upkeep>,
    followers: Vec<(&'static str, Follower)>,
}

type Seed = Arc<
    dyn Fn(Queue, i64) -> Pin<Box<dyn Future<Output = Result<(), StorageError>> + Send>>
        + Send
        + Sync,
>;

struct Upkeep {
    kind: &'static str,
    every: Duration,
    seed: Seed,
}

impl fmt::Debug for Runner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runner").field("kinds", &self.handlers.keys()).finish_non_exhaustive()
    }
}

impl Runner {
    /// A runner without handlers.
    pub fn new(database: Database, env: Env) -> Self {
        let worker = parcours_kernel::encode_id("wrk", env.uuid());
        let queue = Queue::new(database.clone(), env);
        Self {
            database,
            queue,
            worker,
            handlers: HashMap::new(),
            upkeep: Vec::new(),
            followers: Vec::new(),
        }
    }

    /// Registers what to do with jobs of type `J`.
    #[must_use]
    pub fn handle<J: Job, F>(
        mut self,
        body: impl Fn(J, JobContext) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), JobFailure>> + Send + 'static,
    {
        let handler: Handler =
            Arc::new(move |payload, context| match serde_json::from_str::<J>(&payload) {
                Ok(job) => Box::pin(body(job, context)),
                Err(error) => {
                    let why = format!("its payload cannot be read: {error}");
                    Box::pin(async move {
                        Err(JobFailure::GiveUp(parcours_kernel::Text::new(why.clone(), why)))
                    })
                }
            });
        self.handlers.insert(J::KIND, handler);
        self
    }

    /// Registers upkeep: a job that is enqueued at start and comes back every [`Job::EVERY`].
    #[must_use]
    pub fn upkeep<J: Job + Default, F>(
        self,
        body: impl Fn(J, JobContext) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), JobFailure>> + Send + 'static,
    {
        self.handle(body).comes_back::<J>()
    }

    /// Makes upkeep of a kind of job that is handled already.
    #[must_use]
    pub fn comes_back<J: Job + Default>(mut self) -> Self {
        let every = J::EVERY.unwrap_or(Duration::from_secs(3600));
        let seed: Seed = Arc::new(|queue, seconds| {
            Box::pin(async move { queue.plan_round::<J>(seconds).await })
        });
        self.upkeep.push(Upkeep { kind: J::KIND, every, seed });
        self
    }

    /// Registers what follows commits: run after each of this process, and within half a second of
    /// those of others; one after the other, several commits at once where they come fast. The body
    /// finds out by itself what is new, and keeps its place in the database: it is cheap where nothing
    /// is, and what it missed in one run it finds in the next. A row in the table for each commit would
    /// make writers wait for each other.
    #[must_use]
    pub fn follow<F>(
        mut self,
        name: &'static str,
        body: impl Fn(JobContext) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), JobFailure>> + Send + 'static,
    {
        self.followers.push((name, Arc::new(move |context| Box::pin(body(context)))));
        self
    }

    /// Runs until `stop` is cancelled, then waits for the bodies at work; the caller bounds that wait.
    pub async fn run(self, stop: CancellationToken) {
        let runner = Arc::new(self);
        for upkeep in &runner.upkeep {
            if let Err(error) = (upkeep.seed)(runner.queue.clone(), 0).await {
                tracing::warn!(%error, kind = upkeep.kind, "upkeep could not be enqueued");
            }
        }
        let mut followers = JoinSet::new();
        for place in 0..runner.followers.len() {
            followers.spawn(Arc::clone(&runner).keep_following(place, stop.clone()));
        }
        let mut bodies = JoinSet::new();
        while !stop.is_cancelled() {
            let took = runner.take(&mut bodies, &stop).await;
            if took == 0 {
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = runner.database.committed().notified() => {}
                    () = tokio::time::sleep(LOOK_EVERY) => {}
                    Some(_) = bodies.join_next(), if !bodies.is_empty() => {}
                }
            }
            while bodies.try_join_next().is_some() {}
        }
        while bodies.join_next().await.is_some() {}
        while followers.join_next().await.is_some() {}
    }

    async fn keep_following(self: Arc<Self>, place: usize, stop: CancellationToken) {
        while !stop.is_cancelled() {
            // From here on no commit is missed, whatever the body has seen already.
            let committed = self.database.committed().notified();
            tokio::pin!(committed);
            committed.as_mut().enable();
            self.follow_once(place, &stop).await;
            tokio::select! {
                () = stop.cancelled() => {}
                () = committed => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(BREATH) => {}
            }
        }
    }

    async fn follow_once(&self, place: usize, stop: &CancellationToken) {
        let (name, body) = &self.followers[place];
        let context = JobContext { stop: stop.clone(), attempt: 1 };
        // A body of its own task, as those of jobs.
        let outcome = tokio::spawn(body(context)).await;
        let failure = match outcome {
            Ok(Ok(())) => return,
            Ok(Err(JobFailure::Retry(error))) => error,
            Ok(Err(JobFailure::GiveUp(why))) => why.to_string(),
            Err(panic) => panic.to_string(),
        };
        metrics::counter!("parcours_follow_failures_total", "name" => *name).increment(1);
        tracing::warn!(
            name,
            error = failure,
            "what follows the log failed and will be tried again"
        );
    }

    /// Runs what follows commits and what is due now, one after the other, until nothing is due; for
    /// tests and commands.
    pub async fn drain(self) -> Result<u32, StorageError> {
        let runner = Arc::new(self);
        let (mut done, stop) = (0, CancellationToken::new());
        loop {
            for place in 0..runner.followers.len() {
                runner.follow_once(place, &stop).await;
            }
            let claimed = runner.claim(1).await?;
            let Some(job) = claimed.into_iter().next() else { return Ok(done) };
            Arc::clone(&runner).carry_out(job, stop.clone()).await;
            done += 1;
        }
    }

    async fn claim(&self, most: usize) -> Result<Vec<Claimed>, StorageError> {
        let kinds: Vec<_> = self.handlers.keys().copied().collect();
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        self.queue
            .claim(&kinds, &self.worker, LEASE_SECONDS, u32::try_from(most).unwrap_or(1))
            .await
    }

    async fn take(self: &Arc<Self>, bodies: &mut JoinSet<()>, stop: &CancellationToken) -> usize {
        let free = AT_ONCE.saturating_sub(bodies.len());
        if free == 0 {
            return 0;
        }
        match self.claim(free).await {
            Ok(claimed) => {
                let count = claimed.len();
                for job in claimed {
                    bodies.spawn(Arc::clone(self).carry_out(job, stop.clone()));
                }
                count
            }
            Err(error) => {
                tracing::warn!(%error, "no job could be taken");
                0
            }
        }
    }

    async fn carry_out(self: Arc<Self>, job: Claimed, stop: CancellationToken) {
        let Some(handler) = self.handlers.get(job.kind.as_str()) else { return };
        let context = JobContext { stop, attempt: u32::try_from(job.attempts).unwrap_or(u32::MAX) };
        // A body of its own task: a panic there is a failed try, not the end of the runner.
        let mut body = tokio::spawn(handler(job.payload.clone(), context));
        let renew = Duration::from_secs(LEASE_SECONDS.unsigned_abs() / 3);
        let outcome = loop {
            tokio::select! {
                outcome = &mut body => break outcome,
                () = tokio::time::sleep(renew) => {
                    if let Err(error) = self.queue.extend(&job.id, &self.worker, LEASE_SECONDS).await {
                        tracing::warn!(%error, job = job.id, "a lease could not be renewed");
                    }
                }
            }
        };
        let outcome = outcome
            .unwrap_or_else(|panic| Err(JobFailure::Retry(format!("the job crashed: {panic}"))));
        if let Err(error) = self.settle(&job, outcome).await {
            tracing::warn!(%error, job = job.id, "a job's end could not be noted; it will run again");
        }
    }

    /// The regular round of upkeep comes back. What was asked for beside it is done once, so that it
    /// can be asked for again; it may also be a round that had given up, and then the next is due.
    async fn finish(&self, job: &Claimed) -> Result<(), StorageError> {
        let upkeep = self.upkeep.iter().find(|upkeep| upkeep.kind == job.kind);
        let Some(upkeep) = upkeep else {
            return self.queue.finish(job, &self.worker, None).await;
        };
        let seconds = i64::try_from(upkeep.every.as_secs()).unwrap_or(i64::MAX);
        let is_round = job.unique_key.as_ref() == Some(&round_key(&job.kind));
        self.queue.finish(job, &self.worker, is_round.then_some(seconds)).await?;
        (upkeep.seed)(self.queue.clone(), seconds).await
    }

    async fn settle(
        &self,
        job: &Claimed,
        outcome: Result<(), JobFailure>,
    ) -> Result<(), StorageError> {
        metrics::counter!("parcours_jobs_total", "kind" => job.kind.clone(), "ok" => outcome.is_ok().to_string())
            .increment(1);
        match outcome {
            Ok(()) => self.finish(job).await,
            Err(JobFailure::Retry(error)) => {
                tracing::warn!(job = job.id, kind = job.kind, %error, "a job failed and will be tried again");
                self.queue.fail(job, &self.worker, &error, false).await
            }
            Err(JobFailure::GiveUp(why)) => {
                tracing::error!(job = job.id, kind = job.kind, %why, "a job gave up");
                self.queue.fail(job, &self.worker, &why.to_string(), true).await
            }
        }
    }
}
