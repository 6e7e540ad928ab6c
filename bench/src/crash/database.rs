//! The installation's database, looked into from outside.
//!
//! A connection lives for one look only: on SQLite, one that outlived the program would keep its
//! write-ahead log open, and the next start would have nothing to recover.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use tokio::runtime::Runtime;

const PATIENCE: Duration = Duration::from_secs(60);

/// Where the tables are.
#[derive(Debug, Clone)]
pub(super) enum Database {
    /// A file.
    Sqlite(PathBuf),
    /// postgres://…
    Postgres(String),
}

/// One look: a connection that is closed at the end.
pub(super) struct Look {
    runtime: Runtime,
    connection: Connection,
}

enum Connection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Database {
    /// Whether it is a file beside the log's.
    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// Opens a connection for as long as `look` runs.
    pub(super) fn look<T>(
        &self,
        look: impl FnOnce(&mut Look) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let connection =
            runtime.block_on(self.connect()).context("the database cannot be opened")?;
        let mut open = Look { runtime, connection };
        let seen = look(&mut open);
        open.close();
        seen
    }

    async fn connect(&self) -> sqlx::Result<Connection> {
        Ok(match self {
            Self::Sqlite(file) => {
                // The program may hold the one writer's lock for seconds on a busy machine.
                let options = SqliteConnectOptions::new().filename(file).busy_timeout(PATIENCE);
                Connection::Sqlite(SqliteConnection::connect_with(&options).await?)
            }
            Self::Postgres(url) => Connection::Postgres(PgConnection::connect(url).await?),
        })
    }

    /// What a query of one text and one number tells.
    pub(super) fn rows(&self, select: &str) -> anyhow::Result<Vec<(String, i64)>> {
        self.look(|look| look.rows(select))
    }
}

impl Look {
    /// What a query of one text and one number tells.
    pub(super) fn rows(&mut self, select: &str) -> anyhow::Result<Vec<(String, i64)>> {
        let query = AssertSqlSafe(select.to_owned());
        let rows = self.runtime.block_on(async {
            match &mut self.connection {
                Connection::Sqlite(connection) => sqlx::query_as(query).fetch_all(connection).await,
                Connection::Postgres(connection) => {
                    sqlx::query_as(query).fetch_all(connection).await
                }
            }
        });
        rows.with_context(|| select.to_owned())
    }

    /// Carries out a statement.
    pub(super) fn run(&mut self, statement: &str) -> anyhow::Result<()> {
        let query = AssertSqlSafe(statement.to_owned());
        let done = self.runtime.block_on(async {
            match &mut self.connection {
                Connection::Sqlite(connection) => {
                    sqlx::query(query).execute(connection).await.map(drop)
                }
                Connection::Postgres(connection) => {
                    sqlx::query(query).execute(connection).await.map(drop)
                }
            }
        });
        done.with_context(|| statement.to_owned())
    }

    fn close(self) {
        // A connection that cannot be closed well is closed by its end.
        let _ = self.runtime.block_on(async {
            match self.connection {
                Connection::Sqlite(connection) => connection.close().await,
                Connection::Postgres(connection) => connection.close().await,
            }
        });
    }
}
