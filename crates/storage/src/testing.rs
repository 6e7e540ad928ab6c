//! Throw-away databases for tests: a SQLite file always, a PostgreSQL schema when
//! `PARCOURS_TEST_POSTGRES` names a server. The full test run always names one.

mod schema;
mod traces;

use sea_orm::ConnectionTrait;
use tempfile::TempDir;

pub use schema::{Column, Index, Schema};
pub use traces::traces;

use crate::{Backend, Database, Options};

/// The variable that names the PostgreSQL server of the tests.
pub const POSTGRES: &str = "PARCOURS_TEST_POSTGRES";

/// A fresh, migrated database, gone with this value.
#[derive(Debug)]
pub struct TestDatabase {
    database: Database,
    // Held for its drop.
    _folder: TempDir,
}

impl TestDatabase {
    /// A database in a folder of its own.
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let database = Database::open(Options::sqlite(folder.path())).await.expect("SQLite opens");
        Self { database, _folder: folder }
    }

    /// A schema of its own on the tests' server; `None` when no server is named.
    pub async fn postgres() -> Option<Self> {
        let url = std::env::var(POSTGRES).ok()?;
        let folder = TempDir::new().expect("a temporary folder");
        // Not the process id: a server outlives many runs, and ids of processes come back.
        let schema = format!("t{}", parcours_kernel::Env::system().uuid().simple());
        let options =
            Options { data: folder.path().into(), url: Some(url), schema: Some(schema.clone()) };
        let bare = sqlx::PgPool::connect(options.url.as_deref().expect("set above"))
            .await
            .expect("PostgreSQL answers");
        let bare = sea_orm::SqlxPostgresConnector::from_sqlx_postgres_pool(bare);
        bare.execute_unprepared(&format!("CREATE SCHEMA {schema}")).await.expect("a new schema");
        bare.close().await.expect("closes");
        let database = Database::open(options).await.expect("PostgreSQL opens");
        Some(Self { database, _folder: folder })
    }

    /// A fresh database of a kind, if it is to be had.
    pub async fn of(backend: Backend) -> Option<Self> {
        match backend {
            Backend::Sqlite => Some(Self::sqlite().await),
            Backend::Postgres => Self::postgres().await,
        }
    }

    /// The database.
    pub fn database(&self) -> Database {
        self.database.clone()
    }

    /// A second connection to the same data, as another process would have it.
    pub async fn another(&self) -> Database {
        Database::open(self.database.options().clone()).await.expect("opens twice")
    }
}

/// Runs a test on both databases.
pub async fn on_both(test: impl AsyncFn(Database)) {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        if let Some(fresh) = TestDatabase::of(backend).await {
            test(fresh.database()).await;
        }
    }
}
