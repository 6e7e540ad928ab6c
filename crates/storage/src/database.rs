//! Opening the database: SQLite in the data folder by default, PostgreSQL when a URL says so.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, SqliteTransactionMode, SqlxPostgresConnector,
    SqlxSqliteConnector, TransactionOptions, TransactionTrait,
};
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use tokio::sync::Notify;

use crate::{StorageError, UnitOfWork, backup, migrate};

/// A view of the log holds one for as long as it is read, and asks for another now and then.
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;
/// What the planner is told. A plan made while a table was small would go on scanning it once it is
/// large; a table that was just filled has no statistics and would be scanned for any list; and every
/// query of ours has its index, so that nothing is worth compiling.
const PLANNING: [(&str, &str); 3] =
    [("plan_cache_mode", "force_custom_plan"), ("enable_seqscan", "off"), ("jit", "off")];
/// Prepared statements a connection keeps: lists come in a few sizes each.
const STATEMENTS: usize = 300;

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// One file in the data folder.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// Where the data lives.
#[derive(Debug, Clone)]
pub struct Options {
    /// The data folder: the SQLite file, its backups, uploaded files.
    pub data: PathBuf,
    /// `postgres://…`; SQLite when left out.
    pub url: Option<String>,
    /// A PostgreSQL schema other than the default one.
    pub schema: Option<String>,
}

impl Options {
    /// SQLite in a data folder.
    pub fn sqlite(data: impl Into<PathBuf>) -> Self {
        Self { data: data.into(), url: None, schema: None }
    }

    /// The SQLite file.
    pub fn sqlite_file(&self) -> PathBuf {
        self.data.join("parcours.db")
    }
}

/// A handle to the database; cheap to clone.
///
/// On SQLite there is one writing connection, so that writers queue here instead of failing there,
/// and a few reading ones, which see the last commit (WAL).
#[derive(Debug, Clone)]
pub struct Database {
    write: DatabaseConnection,
    read: DatabaseConnection,
    backend: Backend,
    options: Arc<Options>,
    committed: Arc<Notify>,
}

impl Database {
    /// Connects, makes a backup when a migration is due (SQLite), and migrates.
    pub async fn open(options: Options) -> Result<Self, StorageError> {
        let database = Self::connect(options).await?;
        if database.backend == Backend::Sqlite && migrate::upgrade_is_due(&database).await? {
            let file = backup::before_upgrade(&database).await?;
            tracing::info!(file = %file.display(), "copied the database before its upgrade");
        }
        migrate::run(&database).await?;
        Ok(database)
    }

    async fn connect(options: Options) -> Result<Self, StorageError> {
        let (write, read, backend) = match &options.url {
            Some(url) => {
                let pool = open_postgres(url, options.schema.as_deref()).await?;
                let connection = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
                (connection.clone(), connection, Backend::Postgres)
            }
            None => {
                let file = options.sqlite_file();
                let write = open_sqlite(&file, 1, false).await?;
                let read = open_sqlite(&file, SQLITE_READERS, true).await?;
                (write, read, Backend::Sqlite)
            }
        };
        Ok(Self {
            write,
            read,
            backend,
            options: Arc::new(options),
            committed: Arc::new(Notify::new()),
        })
    }

    /// For queries outside a unit of work.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// For the rare single statement that needs no unit of work.
    pub(crate) fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Starts a unit of work. On SQLite it takes the write lock at once, so that it cannot fail half-way.
    pub async fn begin(&self) -> Result<UnitOfWork, StorageError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: (self.backend == Backend::Sqlite)
                .then_some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let transaction = self.write.begin_with_options(options).await?;
        Ok(UnitOfWork::new(transaction, self.backend, Arc::clone(&self.committed)))
    }

    /// A transaction that sees one moment in time, for reads that must agree with each other.
    pub async fn snapshot(&self) -> Result<sea_orm::DatabaseTransaction, StorageError> {
        let options = match self.backend {
            Backend::Sqlite => TransactionOptions::default(),
            Backend::Postgres => TransactionOptions {
                isolation_level: Some(sea_orm::IsolationLevel::RepeatableRead),
                access_mode: Some(sea_orm::AccessMode::ReadOnly),
                ..Default::default()
            },
        };
        Ok(self.read.begin_with_options(options).await?)
    }

    /// PostgreSQL: a transaction that sees the very moment of another one, which has named it with
    /// `pg_export_snapshot` and is still open, in whatever process. Fails once that one has ended.
    pub async fn snapshot_named(
        &self,
        name: &str,
    ) -> Result<sea_orm::DatabaseTransaction, StorageError> {
        // The statement takes no bound values.
        let is_name = |c: char| c.is_ascii_hexdigit() || c == '-';
        if self.backend == Backend::Sqlite || name.is_empty() || !name.chars().all(is_name) {
            return Err(StorageError::Open(format!("“{name}” names no moment of this database")));
        }
        let transaction = self.snapshot().await?;
        transaction.execute_unprepared(&format!("SET TRANSACTION SNAPSHOT '{name}'")).await?;
        Ok(transaction)
    }

    /// Which database it is.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// Where the data lives.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.options.data
    }

    /// Wakes whoever waits for commits of this process.
    pub(crate) fn committed(&self) -> &Notify {
        &self.committed
    }

    /// A consistent copy of the SQLite database, also while it is written to; refuses to overwrite.
    pub async fn copy_to(&self, file: &Path) -> Result<(), StorageError> {
        backup::copy(self, file).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StorageError> {
        Ok(self.read.ping().await?)
    }

    /// What is damaged, in the database's own words; empty when it is whole. PostgreSQL looks after itself.
    pub async fn faults(&self) -> Result<Vec<String>, StorageError> {
        match self.backend {
            Backend::Sqlite => backup::faults(self).await,
            Backend::Postgres => Ok(Vec::new()),
        }
    }

    /// Closes all connections.
    pub async fn close(self) -> Result<(), StorageError> {
        self.read.clone().close().await?;
        Ok(self.write.clone().close().await?)
    }
}

pub(crate) async fn open_sqlite(
    file: &Path,
    connections: u32,
    read: bool,
) -> Result<DatabaseConnection, StorageError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(!read)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: a commit is on disk before it is acknowledged.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(15))
        .pragma("cache_size", if read { "-8000" } else { "-32000" })
        .pragma("temp_store", "memory")
        .pragma("query_only", if read { "on" } else { "off" })
        .pragma("wal_autocheckpoint", "4000")
        .statement_cache_capacity(STATEMENTS);
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(60))
        // When the disk fails or is full, SQLite takes the transaction back by itself; the driver then
        // believes to be in it for ever, and what is committed later is on disk never.
        .before_acquire(|connection, _| {
            let is_free = !connection.is_in_transaction();
            Box::pin(std::future::ready(Ok(is_free)))
        })
        .connect_with(options)
        .await
        .map_err(|error| StorageError::Open(format!(
            "cannot open {}: {error}. Check that the folder exists and that you may write in it.", file.display()
        )))?;
    Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
}

async fn open_postgres(url: &str, schema: Option<&str>) -> Result<sqlx::PgPool, StorageError> {
    let mut options: PgConnectOptions = url.parse().map_err(|error| {
        // The URL holds a password: name the fault, not the URL.
        StorageError::Open(format!(
            "the database URL cannot be read: {error}. Write postgres://user:password@host/name."
        ))
    })?;
    options = options.options(PLANNING).statement_cache_capacity(STATEMENTS);
    if let Some(schema) = schema {
        options = options.options([("search_path", schema)]);
    }
    PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(options)
        .await
        .map_err(|error| {
            StorageError::Open(format!(
                "cannot reach PostgreSQL: {error}. Check the database URL and that the server runs."
            ))
        })
}
