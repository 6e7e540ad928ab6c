//! The jobs table.

use parcours_kernel::{Env, Timestamp};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Job, JobId, NewJob, pause_after};
use crate::{Backend, Database, StorageError, sql, values};

/// A job in a worker's hands.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct Claimed {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) payload: String,
    pub(crate) attempts: i64,
    pub(crate) max_attempts: i64,
    pub(crate) unique_key: Option<String>,
    /// When it was wished for last, before it was taken.
    pub(crate) created_at: i64,
}

/// How many jobs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema, FromQueryResult)]
pub struct JobCounts {
    /// Due, or to be tried again; upkeep that is planned for later is not counted.
    pub waiting: i64,
    /// In a worker's hands.
    pub running: i64,
    /// Given up; see the list of dead jobs.
    pub dead: i64,
}

/// A job that gave up, kept until someone retries or removes it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeadJob {
    /// Its id.
    pub id: String,
    /// What it was to do.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last try said.
    pub error: String,
    /// When it gave up.
    pub failed_at: Timestamp,
}

#[derive(FromQueryResult)]
struct DeadRow {
    id: String,
    kind: String,
    attempts: i64,
    last_error: Option<String>,
    dead_at: i64,
}

/// The key of the one job that is the regular round of a kind of upkeep.
pub(crate) fn round_key(kind: &str) -> String {
    format!("upkeep:{kind}")
}

/// Writes the row; a taken unique key means that the wish is already there. If that job is running, it may
/// have passed what the wish is about: it is noted on it, and the job runs once more.
pub(crate) async fn enqueue<J: Job>(
    conn: &impl ConnectionTrait,
    env: &Env,
    job: NewJob<J>,
) -> Result<(), StorageError> {
    let now = env.now();
    let payload = serde_json::to_string(&job.job).map_err(|error| {
        StorageError::Open(format!("a job's payload cannot be written: {error}"))
    })?;
    let run_at = job.not_before.unwrap_or(now);
    let insert = "INSERT INTO jobs (id, kind, payload, unique_key, created_at, run_at, max_attempts) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (unique_key) DO UPDATE SET \
                  created_at = CASE WHEN excluded.created_at > jobs.created_at THEN excluded.created_at \
                  ELSE jobs.created_at + 1 END \
                  WHERE jobs.locked_by IS NOT NULL AND excluded.run_at <= excluded.created_at";
    let row = values![
        JobId::new(env).to_string(),
        J::KIND,
        payload,
        job.unique_key,
        now.as_micros(),
        run_at.as_micros(),
        i64::from(J::MAX_ATTEMPTS)
    ];
    sql::execute(conn, insert, row).await?;
    Ok(())
}

/// Removes dead jobs whose payload names an id: what it stands for is no more.
pub(crate) async fn forget_dead(conn: &impl ConnectionTrait, id: &str) -> Result<(), StorageError> {
    // Ids have an underscore, which stands for any character here unless it is said otherwise.
    let named = format!("%\"{}\"%", id.replace('_', "!_"));
    let forget = "DELETE FROM jobs WHERE dead_at IS NOT NULL AND payload LIKE $1 ESCAPE '!'";
    sql::execute(conn, forget, values![named]).await?;
    Ok(())
}

/// What administrators and workers do with the table.
#[derive(Debug, Clone)]
pub struct Queue {
    database: Database,
    env: Env,
}

impl Queue {
    /// The queue of a database.
    pub fn new(database: Database, env: Env) -> Self {
        Self { database, env }
    }

    /// Enqueues outside a unit of work; for upkeep that nothing caused.
    pub async fn enqueue<J: Job>(&self, job: NewJob<J>) -> Result<(), StorageError> {
        enqueue(self.database.write(), &self.env, job).await
    }

    /// Makes sure that the regular round of some upkeep is planned; one that is stays as it is.
    pub(crate) async fn plan_round<J: Job + Default>(
        &self,
        seconds: i64,
    ) -> Result<(), StorageError> {
        let at = self.env.now().plus_seconds(seconds);
        let round = NewJob::now(J::default()).not_before(at).unique(round_key(J::KIND));
        self.enqueue(round).await
    }

    /// Takes up to `most` due jobs of the given kinds for `lease_seconds`.
    pub(crate) async fn claim(
        &self,
        kinds: &[&'static str],
        worker: &str,
        lease_seconds: i64,
        most: u32,
    ) -> Result<Vec<Claimed>, StorageError> {
        let now = self.env.now();
        let skip_locked = match self.database.backend() {
            Backend::Postgres => "FOR UPDATE SKIP LOCKED",
            Backend::Sqlite => "",
        };
        let claim = format!(
            "UPDATE jobs SET locked_by = $1, locked_until = $2, attempts = attempts + 1 WHERE id IN (\
               SELECT id FROM jobs WHERE dead_at IS NULL AND run_at <= $3 \
               AND (locked_until IS NULL OR locked_until < $3) AND kind IN ({}) \
               ORDER BY run_at LIMIT {most} {skip_locked}) \
             RETURNING id, kind, payload, attempts, max_attempts, unique_key, created_at",
            sql::list(4, kinds.len())
        );
        let mut bound =
            values![worker, now.plus_seconds(lease_seconds).as_micros(), now.as_micros()];
        bound.extend(kinds.iter().map(|kind| sql::Value::from(*kind)));
        sql::all(self.database.write(), claim, bound).await
    }

    /// Keeps a job that takes long.
    pub(crate) async fn extend(
        &self,
        id: &str,
        worker: &str,
        lease_seconds: i64,
    ) -> Result<(), StorageError> {
        let until = self.env.now().plus_seconds(lease_seconds).as_micros();
        let extend = "UPDATE jobs SET locked_until = $1 WHERE id = $2 AND locked_by = $3";
        sql::execute(self.database.write(), extend, values![until, id, worker]).await?;
        Ok(())
    }

    /// Takes a finished job off the table, or sets it to come back: after some seconds, or at once when
    /// it was wished for again while it ran.
    pub(crate) async fn finish(
        &self,
        job: &Claimed,
        worker: &str,
        next: Option<i64>,
    ) -> Result<(), StorageError> {
        let id = job.id.as_str();
        if next.is_none() {
            let done = "DELETE FROM jobs WHERE id = $1 AND locked_by = $2 AND created_at = $3";
            let bound = values![id, worker, job.created_at];
            if sql::execute(self.database.write(), done, bound).await? > 0 {
                return Ok(());
            }
        }
        let run_at = self.env.now().plus_seconds(next.unwrap_or_default()).as_micros();
        let again = "UPDATE jobs SET run_at = $1, attempts = 0, last_error = NULL, locked_by = NULL, \
                     locked_until = NULL WHERE id = $2 AND locked_by = $3";
        sql::execute(self.database.write(), again, values![run_at, id, worker]).await?;
        Ok(())
    }

    /// Notes a failed try: another one later, or none any more.
    pub(crate) async fn fail(
        &self,
        job: &Claimed,
        worker: &str,
        error: &str,
        give_up: bool,
    ) -> Result<(), StorageError> {
        let now = self.env.now();
        let attempts = u32::try_from(job.attempts).unwrap_or(u32::MAX);
        let dead = (give_up || job.attempts >= job.max_attempts).then_some(now.as_micros());
        let run_at = now.plus_seconds(pause_after(attempts, &self.env)).as_micros();
        // A dead job frees its unique key: the same wish may be made again.
        let note = "UPDATE jobs SET last_error = $1, dead_at = $2, run_at = $3, locked_by = NULL, locked_until = NULL, \
                    unique_key = CASE WHEN $2 IS NULL THEN unique_key END WHERE id = $4 AND locked_by = $5";
        let bound = values![error, dead, run_at, job.id.clone(), worker];
        sql::execute(self.database.write(), note, bound).await?;
        Ok(())
    }

    /// How many wait, run and are dead.
    pub async fn counts(&self) -> Result<JobCounts, StorageError> {
        let count = "SELECT coalesce(sum(CASE WHEN dead_at IS NULL AND (locked_until IS NULL OR locked_until < $1) \
                     AND (run_at <= $1 OR attempts > 0) THEN 1 ELSE 0 END), 0) AS waiting, \
                     coalesce(sum(CASE WHEN dead_at IS NULL AND locked_until >= $1 THEN 1 ELSE 0 END), 0) AS running, \
                     coalesce(sum(CASE WHEN dead_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS dead FROM jobs";
        let row =
            sql::one(self.database.read(), count, values![self.env.now().as_micros()]).await?;
        Ok(row.unwrap_or(JobCounts { waiting: 0, running: 0, dead: 0 }))
    }

    /// The jobs that gave up, newest first; 200 at most.
    pub async fn dead(&self) -> Result<Vec<DeadJob>, StorageError> {
        let list = "SELECT id, kind, attempts, last_error, dead_at FROM jobs WHERE dead_at IS NOT NULL \
                    ORDER BY dead_at DESC LIMIT 200";
        let rows: Vec<DeadRow> = sql::all(self.database.read(), list, vec![]).await?;
        Ok(rows
            .into_iter()
            .map(|row| DeadJob {
                id: row.id,
                kind: row.kind,
                attempts: row.attempts,
                error: row.last_error.unwrap_or_default(),
                failed_at: Timestamp::from_micros(row.dead_at),
            })
            .collect())
    }

    /// Gives a dead job its tries back; `false` when there is no such dead job.
    pub async fn retry(&self, id: JobId) -> Result<bool, StorageError> {
        let revive = "UPDATE jobs SET dead_at = NULL, attempts = 0, run_at = $1 WHERE id = $2 AND dead_at IS NOT NULL";
        let bound = values![self.env.now().as_micros(), id.to_string()];
        Ok(sql::execute(self.database.write(), revive, bound).await? > 0)
    }

    /// Removes a dead job; `false` when there is no such dead job.
    pub async fn remove(&self, id: JobId) -> Result<bool, StorageError> {
        let remove = "DELETE FROM jobs WHERE id = $1 AND dead_at IS NOT NULL";
        Ok(sql::execute(self.database.write(), remove, values![id.to_string()]).await? > 0)
    }
}
