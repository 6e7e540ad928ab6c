//! Rules of retention: which interactions are kept for how long.

use parcours_kernel::{Env, Timestamp, prefixed_id};
use parcours_storage::{Database, StorageError, UnitOfWork};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::store::retention;

prefixed_id!(
    /// One rule of retention.
    RetentionRuleId,
    "ret"
);

/// How long interactions are kept. Where several rules fit one, the shortest counts; what no rule
/// fits is kept for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RetentionRule {
    /// Its id.
    pub id: RetentionRuleId,
    /// The kind it is about, such as `page_viewed`; null for all.
    pub kind: Option<String>,
    /// Days from when it happened.
    pub days: u32,
    /// When the rule was made.
    pub created_at: Timestamp,
}

impl RetentionRule {
    /// All rules, oldest first.
    pub async fn all(database: &Database) -> Result<Vec<Self>, StorageError> {
        retention::all(database.read()).await
    }

    /// Makes a rule. What it takes out is gone within a week, and for good.
    pub async fn add(
        work: &UnitOfWork,
        env: &Env,
        kind: Option<String>,
        days: u32,
    ) -> Result<Self, StorageError> {
        let rule = Self { id: RetentionRuleId::new(env), kind, days, created_at: env.now() };
        retention::insert(work, &rule).await?;
        Ok(rule)
    }

    /// Takes a rule back; `false` when there is no such rule.
    pub async fn remove(work: &UnitOfWork, id: RetentionRuleId) -> Result<bool, StorageError> {
        retention::remove(work, id).await
    }

    /// When the newest rule was made (µs).
    pub(crate) async fn newest(database: &Database) -> Result<i64, StorageError> {
        let rules = Self::all(database).await?;
        Ok(rules.iter().map(|rule| rule.created_at.as_micros()).max().unwrap_or(i64::MIN))
    }
}
