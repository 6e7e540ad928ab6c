//! The table `retention_rules`.

use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::retention::{RetentionRule, RetentionRuleId};

#[derive(FromQueryResult)]
struct RuleRow {
    id: String,
    kind: Option<String>,
    days: i64,
    created_at: i64,
}

/// All rules, oldest first.
pub(crate) async fn all(conn: &impl ConnectionTrait) -> Result<Vec<RetentionRule>, StorageError> {
    let select = "SELECT id, kind, days, created_at FROM retention_rules ORDER BY created_at, id";
    let rows: Vec<RuleRow> = sql::all(conn, select, vec![]).await?;
    let rule = |row: RuleRow| {
        Some(RetentionRule {
            id: row.id.parse().ok()?,
            kind: row.kind,
            days: u32::try_from(row.days).ok()?,
            created_at: Timestamp::from_micros(row.created_at),
        })
    };
    Ok(rows.into_iter().filter_map(rule).collect())
}

pub(crate) async fn insert(work: &UnitOfWork, rule: &RetentionRule) -> Result<(), StorageError> {
    let insert = "INSERT INTO retention_rules (id, kind, days, created_at) VALUES ($1, $2, $3, $4)";
    let row = values![
        rule.id.to_string(),
        rule.kind.clone(),
        i64::from(rule.days),
        rule.created_at.as_micros()
    ];
    sql::execute(work.conn(), insert, row).await?;
    Ok(())
}

pub(crate) async fn remove(work: &UnitOfWork, id: RetentionRuleId) -> Result<bool, StorageError> {
    let delete = "DELETE FROM retention_rules WHERE id = $1";
    Ok(sql::execute(work.conn(), delete, values![id.to_string()]).await? > 0)
}
