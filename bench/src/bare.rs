//! The peer: the same rows into the same table on the same database, by nothing but a loop.

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection as _, Executor as _, PgConnection, SqliteConnection};

use crate::events::{BATCH, event};

const TABLE: &str = "CREATE TABLE bare (seq {SERIAL}, customer BIGINT NOT NULL, at BIGINT NOT NULL, \
    received_at BIGINT NOT NULL, signature BIGINT NOT NULL, subject TEXT, value DOUBLE PRECISION, properties TEXT, \
    source BIGINT NOT NULL, message_id TEXT NOT NULL, derived BOOLEAN NOT NULL, lasting BOOLEAN NOT NULL)";
const COLUMNS: usize = 11;
const INDEXES: [&str; 3] = [
    "CREATE UNIQUE INDEX bare_message ON bare (source, message_id)",
    "CREATE INDEX bare_timeline ON bare (customer, at, seq)",
    "CREATE INDEX bare_figures ON bare (signature, at, customer, seq)",
];

fn insert() -> String {
    let row = |start: usize| {
        let numbers: Vec<_> = (start..start + COLUMNS).map(|number| format!("${number}")).collect();
        format!("({})", numbers.join(","))
    };
    let rows: Vec<_> = (0..BATCH).map(|place| row(place * COLUMNS + 1)).collect();
    format!(
        "INSERT INTO bare (customer, at, received_at, signature, subject, value, properties, source, message_id, \
         derived, lasting) \
         VALUES {} ON CONFLICT (source, message_id) DO NOTHING",
        rows.join(",")
    )
}

macro_rules! load {
    ($connection:expr, $events:expr) => {{
        let statement = insert();
        let begin = Instant::now();
        for batch in 0..$events / BATCH {
            let mut query = sqlx::query(sqlx::AssertSqlSafe(statement.clone()));
            for number in batch * BATCH..(batch + 1) * BATCH {
                let event = event(number);
                query = query
                    .bind(number as i64 % 50_000)
                    .bind(event.at_micros)
                    .bind(event.at_micros)
                    .bind(number as i64 % 5)
                    .bind(None::<String>)
                    .bind(None::<f64>)
                    .bind(event.properties)
                    .bind(1_i64)
                    .bind(event.message_id)
                    .bind(false)
                    .bind(false);
            }
            // One commit a batch, as one request at a time would have it.
            let mut transaction = $connection.begin().await?;
            query.execute(&mut *transaction).await?;
            transaction.commit().await?;
        }
        begin.elapsed()
    }};
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

/// SQLite, WAL, synchronous=FULL.
pub(crate) fn sqlite(folder: &Path, events: usize) -> anyhow::Result<Duration> {
    runtime()?.block_on(async {
        let options = SqliteConnectOptions::new()
            .filename(folder.join("bare.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        let table = TABLE.replace("{SERIAL}", "INTEGER PRIMARY KEY AUTOINCREMENT");
        connection.execute(sqlx::AssertSqlSafe(table)).await?;
        for index in INDEXES {
            connection.execute(index).await?;
        }
        Ok(load!(connection, events))
    })
}

/// PostgreSQL as it is configured.
pub(crate) fn postgres(url: &str, events: usize) -> anyhow::Result<Duration> {
    runtime()?.block_on(async {
        let mut connection = PgConnection::connect(url).await?;
        connection.execute("DROP TABLE IF EXISTS bare").await?;
        let table = TABLE.replace("{SERIAL}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
        connection.execute(sqlx::AssertSqlSafe(table)).await?;
        for index in INDEXES {
            connection.execute(index).await?;
        }
        let time = load!(connection, events);
        connection.execute("DROP TABLE bare").await?;
        Ok(time)
    })
}
