//! The table of decisions on findings.

use std::collections::HashMap;

use parcours_access::{TeamId, UserId};
use parcours_journeys::{JourneyId, OwnerRef};
use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::{Decision, FindingState, MOST};

#[derive(FromQueryResult)]
struct DecisionRow {
    finding: String,
    state: String,
    reason: String,
    assignee: Option<String>,
    assignee_name: Option<String>,
    customers: i64,
    of_customers: i64,
    decided_by: String,
    decided_at: i64,
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

/// The decisions on a journey's findings, newest first. By the primary key.
pub(super) async fn of_journey(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
) -> Result<Vec<Decision>, StorageError> {
    let sql = format!(
        "SELECT f.finding, f.state, f.reason, f.assignee, u.name AS assignee_name, f.customers, \
         f.of_customers, f.decided_by, f.decided_at FROM findings f \
         LEFT JOIN users u ON u.id = f.assignee WHERE f.journey = $1 \
         ORDER BY f.decided_at DESC, f.finding LIMIT {MOST}"
    );
    let rows: Vec<DecisionRow> = sql::all(conn, sql, values![journey.to_string()]).await?;
    rows.into_iter().map(DecisionRow::into_model).collect()
}

#[derive(FromQueryResult)]
struct Count {
    journey: String,
    findings: i64,
}

/// How many open findings of each journey somebody of a team looks after.
pub(crate) async fn open_of_team(
    conn: &impl ConnectionTrait,
    team: TeamId,
) -> Result<HashMap<JourneyId, u64>, StorageError> {
    let sql = "SELECT journey, count(*) AS findings FROM findings WHERE state = 'open' \
               AND assignee IN (SELECT user_id FROM team_members WHERE team_id = $1) GROUP BY journey";
    let rows: Vec<Count> = sql::all(conn, sql, values![team.to_string()]).await?;
    rows.into_iter()
        .map(|row| {
            let id = row.journey.parse().map_err(|_| DbErr::Type("findings.journey".into()))?;
            Ok((id, row.findings.unsigned_abs()))
        })
        .collect()
}

/// Keeps a decision in place of the one before.
pub(super) async fn keep(
    work: &UnitOfWork,
    journey: JourneyId,
    decision: &Decision,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO findings (journey, finding, state, reason, assignee, customers, of_customers, \
               decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
               ON CONFLICT (journey, finding) DO UPDATE SET state = excluded.state, \
               reason = excluded.reason, assignee = excluded.assignee, customers = excluded.customers, \
               of_customers = excluded.of_customers, decided_by = excluded.decided_by, \
               decided_at = excluded.decided_at";
    let row = values![
        journey.to_string(),
        decision.finding.clone(),
        decision.state.name(),
        decision.reason.clone(),
        decision.assignee.as_ref().map(|one| one.id.to_string()),
        decision.customers.cast_signed(),
        decision.of_customers.cast_signed(),
        decision.decided_by.clone(),
        decision.decided_at.as_micros()
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Somebody who may sign in.
pub(super) async fn person(
    work: &UnitOfWork,
    user: UserId,
) -> Result<Option<OwnerRef>, StorageError> {
    let sql = "SELECT name FROM users WHERE id = $1 AND NOT disabled";
    let row: Option<Name> = sql::one(work.conn(), sql, values![user.to_string()]).await?;
    Ok(row.map(|row| OwnerRef { id: user, name: row.name }))
}

impl DecisionRow {
    fn into_model(self) -> Result<Decision, StorageError> {
        let broken = |column: &str| {
            DbErr::Type(format!("findings.{column} of {} cannot be read", self.finding))
        };
        let state = FindingState::from_name(&self.state).ok_or_else(|| broken("state"))?;
        let assignee = match (&self.assignee, self.assignee_name.clone()) {
            (Some(id), Some(name)) => {
                Some(OwnerRef { id: id.parse().map_err(|_| broken("assignee"))?, name })
            }
            _ => None,
        };
        Ok(Decision {
            state,
            assignee,
            finding: self.finding,
            reason: self.reason,
            customers: self.customers.unsigned_abs(),
            of_customers: self.of_customers.unsigned_abs(),
            decided_by: self.decided_by,
            decided_at: Timestamp::from_micros(self.decided_at),
        })
    }
}
