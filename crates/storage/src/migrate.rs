//! Forward-only migrations: plain SQL files, one folder a dialect, each applied in one transaction.

use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult};

use crate::{Backend, Database, StorageError, sql};

struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        &[$(Migration {
            name: $name,
            sqlite: include_str!(concat!("../../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../../migrations/postgres/", $name, ".sql")),
        }),*]
    };
}

/// In the order of their numbers. Files that were released are never edited.
const MIGRATIONS: &[Migration] = migrations![
    "0001_storage",
    "0002_interactions",
    "0003_access",
    "0004_customers",
    "0005_journeys",
    "0006_tracking",
    "0007_log",
    "0008_erasure",
    "0009_checks",
    "0010_canvas",
    "0011_reviews",
    "0012_lifetime",
    "0013_positions",
    "0014_cluster",
    "0015_findings",
    "0016_versions",
    "0017_together",
    "0018_teams",
];

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_migrations \
    (name TEXT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)";

/// Any constant serves: it only has to be the same in every process.
const POSTGRES_LOCK: i64 = 0x7061_7263_6f75_7273;

#[derive(FromQueryResult)]
struct Applied {
    name: String,
}

/// The names of all migrations, in order.
#[cfg(test)]
pub(crate) fn names() -> Vec<&'static str> {
    MIGRATIONS.iter().map(|migration| migration.name).collect()
}

/// Whether the database holds data of an older version.
pub(crate) async fn upgrade_is_due(database: &Database) -> Result<bool, StorageError> {
    let known = sql::number(
        database.write(),
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'",
        vec![],
    )
    .await?;
    if known == 0 {
        return Ok(false);
    }
    let applied =
        sql::number(database.write(), "SELECT count(*) FROM schema_migrations", vec![]).await?;
    Ok(applied > 0 && usize::try_from(applied).is_ok_and(|applied| applied < MIGRATIONS.len()))
}

/// Applies what is missing. Several processes may start at once: one migrates, the others wait.
pub(crate) async fn run(database: &Database) -> Result<(), StorageError> {
    let work = database.begin().await?;
    if database.backend() == Backend::Postgres {
        sql::execute(
            work.conn(),
            "SELECT pg_advisory_xact_lock($1)",
            crate::values![POSTGRES_LOCK],
        )
        .await?;
    }
    work.conn().execute_unprepared(LEDGER).await?;
    let applied: Vec<Applied> =
        sql::all(work.conn(), "SELECT name FROM schema_migrations", vec![]).await?;
    if let Some(unknown) =
        applied.iter().find(|row| MIGRATIONS.iter().all(|known| known.name != row.name))
    {
        return Err(StorageError::Open(format!(
            "this database was written by a newer Parcours (it knows the migration {}). Use that version or a backup.",
            unknown.name
        )));
    }
    for migration in MIGRATIONS {
        if applied.iter().all(|row| row.name != migration.name) {
            apply(work.conn(), database.backend(), migration).await?;
        }
    }
    work.commit_quietly().await
}

async fn apply(
    conn: &DatabaseTransaction,
    backend: Backend,
    migration: &Migration,
) -> Result<(), StorageError> {
    let text = match backend {
        Backend::Sqlite => migration.sqlite,
        Backend::Postgres => migration.postgres,
    };
    conn.execute_unprepared(text).await?;
    let now = match backend {
        Backend::Sqlite => "CAST(unixepoch('subsec') * 1000000 AS INTEGER)",
        Backend::Postgres => "CAST(extract(epoch FROM now()) * 1000000 AS BIGINT)",
    };
    let note = format!("INSERT INTO schema_migrations (name, applied_at) VALUES ($1, {now})");
    sql::execute(conn, note, crate::values![migration.name]).await?;
    tracing::info!(migration = migration.name, "migrated");
    Ok(())
}
