//! The audit trail: insert and read; the database itself refuses anything else.

use parcours_kernel::{Page, PageQuery, Problem, Timestamp};
use parcours_storage::sql::{self, Row};
use parcours_storage::{Database, StorageError, UnitOfWork, values};

use crate::AuditId;
use crate::audit::{ActorKind, AuditEntry};

pub(crate) async fn insert(
    work: &UnitOfWork,
    actor_id: Option<&str>,
    journey: Option<&str>,
    entry: &AuditEntry,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO audit (id, at, actor_kind, actor_id, actor, action, entity, entity_name, changes, journey) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = values![
        entry.id.to_string(),
        entry.at.as_micros(),
        entry.actor_kind.name(),
        actor_id.map(ToOwned::to_owned),
        entry.actor.clone(),
        entry.action.clone(),
        entry.entity.clone(),
        entry.entity_name.clone(),
        entry.changes.to_string(),
        journey.map(ToOwned::to_owned),
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

#[derive(Row)]
struct EntryRow {
    seq: i64,
    id: String,
    at: i64,
    actor_kind: String,
    actor: String,
    action: String,
    entity: String,
    entity_name: Option<String>,
    changes: String,
}

/// A page of the trail, newest first; of one journey's activity, if named.
pub(crate) async fn page(
    database: &Database,
    journey: Option<&str>,
    query: &PageQuery,
) -> Result<Page<AuditEntry>, Problem> {
    let before = query.after::<i64>()?.unwrap_or(i64::MAX);
    let mut row = values![before, i64::from(query.limit()) + 1];
    let mut of = "";
    if let Some(journey) = journey {
        of = "AND journey = $3";
        row.push(journey.into());
    }
    let sql = format!(
        "SELECT seq, id, at, actor_kind, actor, action, entity, entity_name, changes FROM audit \
         WHERE seq < $1 {of} ORDER BY seq DESC LIMIT $2"
    );
    let rows: Vec<EntryRow> = sql::all(database.read(), sql, row).await?;
    let page = Page::from_rows(rows, query.limit(), |row| row.seq);
    let items = page.items.into_iter().map(entry).collect::<Result<_, Problem>>()?;
    Ok(Page { items, next: page.next })
}

fn entry(row: EntryRow) -> Result<AuditEntry, Problem> {
    Ok(AuditEntry {
        id: row.id.parse::<AuditId>().map_err(Problem::internal)?,
        at: Timestamp::from_micros(row.at),
        actor: row.actor,
        actor_kind: ActorKind::from_name(&row.actor_kind),
        action: row.action,
        entity: row.entity,
        entity_name: row.entity_name,
        changes: serde_json::from_str(&row.changes).map_err(Problem::internal)?,
    })
}
