//! Who is there: workers in the database, each with its last heartbeat.
//!
//! Times are those of the database's clock, so that machines need not agree on theirs.

use parcours_kernel::Env;
use parcours_storage::{Backend, Database, StorageError, sql, values};

/// Who fell silent for so long is not asked any more.
pub(crate) const SILENCE_SECONDS: i64 = 10;
/// Rows of workers that ended without a word are kept so long.
const KEPT_SECONDS: i64 = 3600;

/// A worker that takes work.
#[derive(Debug, Clone, PartialEq, Eq, sql::Row)]
pub(crate) struct Member {
    /// The process, never used again.
    pub(crate) process: String,
    /// How it is reached.
    pub(crate) url: String,
}

/// Notes that a worker lives. Whoever had its address before is gone.
pub(crate) async fn beat(
    database: &Database,
    env: &Env,
    member: &Member,
    version: &str,
) -> Result<(), StorageError> {
    let now = now(database.backend());
    let work = database.begin().await?;
    let replaced = format!(
        "DELETE FROM cluster_workers WHERE (url = $1 AND process <> $2) OR beat_at < {now} - {}",
        KEPT_SECONDS * 1_000_000
    );
    let bound = values![member.url.clone(), member.process.clone()];
    sql::execute(work.conn(), replaced, bound).await?;
    let upsert = format!(
        "INSERT INTO cluster_workers (process, url, version, beat_at) VALUES ($1, $2, $3, {now}) \
         ON CONFLICT (process) DO UPDATE SET beat_at = excluded.beat_at"
    );
    let row = values![member.process.clone(), member.url.clone(), version];
    sql::execute(work.conn(), upsert, row).await?;
    work.commit(env).await
}

/// Takes a worker off the list: it ends.
pub(crate) async fn leave(
    database: &Database,
    env: &Env,
    member: &Member,
) -> Result<(), StorageError> {
    let work = database.begin().await?;
    let delete = "DELETE FROM cluster_workers WHERE process = $1";
    sql::execute(work.conn(), delete, values![member.process.clone()]).await?;
    work.commit(env).await
}

/// The workers of a version that were heard of lately, in a fixed order.
pub(crate) async fn alive(database: &Database, version: &str) -> Result<Vec<Member>, StorageError> {
    let select = format!(
        "SELECT process, url FROM cluster_workers WHERE version = $1 AND beat_at > {} - {} ORDER BY process",
        now(database.backend()),
        SILENCE_SECONDS * 1_000_000
    );
    sql::all(database.read(), select, values![version]).await
}

/// The database's own clock, in µs.
fn now(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => "CAST((julianday('now') - 2440587.5) * 86400000000.0 AS INTEGER)",
        Backend::Postgres => "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)",
    }
}

#[cfg(test)]
mod tests {
    use parcours_storage::testing::on_both;

    use super::*;

    fn member(process: &str, url: &str) -> Member {
        Member { process: process.to_owned(), url: url.to_owned() }
    }

    async fn age(database: &Database, env: &Env, process: &str, seconds: i64) {
        let work = database.begin().await.unwrap();
        let update = "UPDATE cluster_workers SET beat_at = beat_at - $1 WHERE process = $2";
        sql::execute(work.conn(), update, values![seconds * 1_000_000, process]).await.unwrap();
        work.commit(env).await.unwrap();
    }

    #[tokio::test]
    async fn who_beats_is_there_until_it_falls_silent_leaves_or_is_replaced() {
        on_both(async |database| {
            let env = Env::system();
            let (first, second) = (member("prc_1", "http://a:1"), member("prc_2", "http://b:1"));
            beat(&database, &env, &first, "1").await.unwrap();
            beat(&database, &env, &second, "1").await.unwrap();
            beat(&database, &env, &member("prc_3", "http://c:1"), "2").await.unwrap();
            let both = [first.clone(), second.clone()];
            assert_eq!(alive(&database, "1").await.unwrap(), both);
            age(&database, &env, "prc_1", SILENCE_SECONDS + 1).await;
            assert_eq!(alive(&database, "1").await.unwrap(), std::slice::from_ref(&second));
            beat(&database, &env, &first, "1").await.unwrap();
            assert_eq!(alive(&database, "1").await.unwrap(), both);
            let heir = member("prc_4", "http://a:1");
            beat(&database, &env, &heir, "1").await.unwrap();
            assert_eq!(alive(&database, "1").await.unwrap(), [second.clone(), heir.clone()]);
            leave(&database, &env, &second).await.unwrap();
            assert_eq!(alive(&database, "1").await.unwrap(), [heir]);
        })
        .await;
    }
}
