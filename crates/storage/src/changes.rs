//! The feed of changes: what the screens should fetch again. A row says *that* something changed,
//! never what; it is written in the unit of work, so that every process on the database sees it.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use parcours_kernel::Timestamp;
use sea_orm::{DatabaseTransaction, FromQueryResult};
use serde::Serialize;

use crate::sql::{Column, Rows};
use crate::{Database, StorageError, sql, values};

/// What kind of thing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Interactions were appended.
    Interactions,
    /// A journey, its stages or touchpoints; the entity is the journey.
    Journeys,
    /// A file import moved on.
    Imports,
    /// A source's last events or keys.
    Sources,
    /// Where customers stand in journeys, which follows what they do by some moments.
    Positions,
    /// Who is at a journey, and what is selected there; the entity is the journey.
    Presence,
    /// What is said about a journey; the entity is the journey.
    Comments,
    /// What somebody should know; the entity is the user.
    Notices,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Interactions,
        Self::Journeys,
        Self::Imports,
        Self::Sources,
        Self::Positions,
        Self::Presence,
        Self::Comments,
        Self::Notices,
    ];

    /// Its name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Interactions => "interactions",
            Self::Journeys => "journeys",
            Self::Imports => "imports",
            Self::Sources => "sources",
            Self::Positions => "positions",
            Self::Presence => "presence",
            Self::Comments => "comments",
            Self::Notices => "notices",
        }
    }

    /// The topic of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }
}

/// One note of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place in the feed; a resumable cursor.
    pub seq: i64,
    /// What kind of thing.
    pub topic: Topic,
    /// Which one; `None` for all of that kind.
    pub entity: Option<String>,
    /// When.
    pub at: Timestamp,
}

#[derive(FromQueryResult)]
struct ChangeRow {
    seq: i64,
    topic: String,
    entity: Option<String>,
    at: i64,
}

const CHANGE: [(&str, Column); 3] =
    [("topic", Column::Text), ("entity", Column::OptionalText), ("at", Column::Number)];

pub(crate) async fn record(
    conn: &DatabaseTransaction,
    at: Timestamp,
    changes: &BTreeSet<(Topic, Option<String>)>,
) -> Result<(), StorageError> {
    let mut rows = Rows::new("changes", &CHANGE, changes.len());
    for (topic, entity) in changes {
        rows.push([topic.name().into(), entity.clone().into(), at.as_micros().into()]);
    }
    rows.insert(conn, "").await?;
    Ok(())
}

/// Numbers are given before commits, so a lower one may appear after a higher one: the feed looks
/// back this far and remembers what it has passed on.
const LOOK_BACK: i64 = 512;

/// Reads the feed from a cursor on, each change once.
#[derive(Debug)]
pub struct ChangeFeed {
    database: Database,
    last: i64,
    passed: HashSet<i64>,
}

impl ChangeFeed {
    /// Starts after `cursor`, or now when there is none.
    pub async fn open(database: Database, cursor: Option<i64>) -> Result<Self, StorageError> {
        let newest = sql::number(database.read(), "SELECT max(seq) FROM changes", vec![]).await?;
        let last = cursor.unwrap_or(newest).min(newest);
        let mut feed = Self { database, last, passed: HashSet::new() };
        feed.passed = feed
            .rows(last - LOOK_BACK)
            .await?
            .iter()
            .map(|row| row.seq)
            .filter(|seq| *seq <= last)
            .collect();
        Ok(feed)
    }

    /// What has come since the last call; empty when nothing has.
    pub async fn poll(&mut self) -> Result<Vec<Change>, StorageError> {
        let rows = self.rows(self.last - LOOK_BACK).await?;
        let mut fresh = Vec::new();
        for row in rows {
            if self.passed.insert(row.seq) {
                self.last = self.last.max(row.seq);
                if let Some(topic) = Topic::from_name(&row.topic) {
                    fresh.push(Change {
                        seq: row.seq,
                        topic,
                        entity: row.entity,
                        at: Timestamp::from_micros(row.at),
                    });
                }
            }
        }
        let horizon = self.last - 2 * LOOK_BACK;
        self.passed.retain(|seq| *seq > horizon);
        Ok(fresh)
    }

    /// Waits for a commit of this process, or for `patience`: other processes commit too.
    pub async fn wait(&self, patience: Duration) {
        let _ = tokio::time::timeout(patience, self.database.committed().notified()).await;
    }

    async fn rows(&self, after: i64) -> Result<Vec<ChangeRow>, StorageError> {
        let sql =
            "SELECT seq, topic, entity, at FROM changes WHERE seq > $1 ORDER BY seq LIMIT 5000";
        sql::all(self.database.read(), sql, values![after]).await
    }

    /// Forgets changes that nobody will ask for any more.
    pub async fn purge(database: &Database, before: Timestamp) -> Result<u64, StorageError> {
        sql::execute(
            database.write(),
            "DELETE FROM changes WHERE at < $1",
            values![before.as_micros()],
        )
        .await
    }
}
