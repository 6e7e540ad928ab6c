//! Invitations.

use parcours_kernel::{Language, Timestamp};
use parcours_storage::sql::{self, Row};
use parcours_storage::{Database, StorageError, UnitOfWork, values};
use sea_orm::{ConnectionTrait, DbErr};

use crate::Role;
use crate::model::{Invitation, InvitationId, InvitationState};

#[derive(Row)]
struct InvitationRow {
    id: String,
    email: String,
    role: String,
    language: String,
    teams: String,
    invited_by: String,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
    accepted_at: Option<i64>,
}

impl InvitationRow {
    fn into_model(self, now: Timestamp) -> Result<Invitation, StorageError> {
        let broken = |what: &str| DbErr::Type(format!("invitations.{what}"));
        let state = if self.accepted_at.is_some() {
            InvitationState::Accepted
        } else if self.revoked_at.is_some() {
            InvitationState::Revoked
        } else if self.expires_at <= now.as_micros() {
            InvitationState::Expired
        } else {
            InvitationState::Pending
        };
        Ok(Invitation {
            id: self.id.parse().map_err(|_| broken("id"))?,
            email: self.email,
            role: Role::from_name(&self.role).ok_or_else(|| broken("role"))?,
            language: Language::from_tag(&self.language).unwrap_or_default(),
            team_ids: serde_json::from_str(&self.teams).map_err(|_| broken("teams"))?,
            invited_by: self.invited_by,
            created_at: Timestamp::from_micros(self.created_at),
            expires_at: Timestamp::from_micros(self.expires_at),
            state,
        })
    }
}

const INVITATIONS: &str = "SELECT id, email, role, language, teams, invited_by, created_at, expires_at, \
                           revoked_at, accepted_at FROM invitations";

/// Stores an invitation.
pub(crate) async fn insert(
    work: &UnitOfWork,
    invitation: &Invitation,
    email_key: &str,
    digest: &str,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO invitations (id, token_hash, email, email_key, role, language, teams, invited_by, \
               created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = values![
        invitation.id.to_string(),
        digest,
        invitation.email.clone(),
        email_key,
        invitation.role.name(),
        invitation.language.code(),
        serde_json::json!(invitation.team_ids).to_string(),
        invitation.invited_by.clone(),
        invitation.created_at.as_micros(),
        invitation.expires_at.as_micros(),
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Those that nobody took or withdrew, also the expired ones; the newest first.
pub(crate) async fn waiting(
    database: &Database,
    now: Timestamp,
) -> Result<Vec<Invitation>, StorageError> {
    let sql = format!(
        "{INVITATIONS} WHERE accepted_at IS NULL AND revoked_at IS NULL ORDER BY created_at DESC, id DESC"
    );
    let rows: Vec<InvitationRow> = sql::all(database.read(), sql, vec![]).await?;
    rows.into_iter().map(|row| row.into_model(now)).collect()
}

/// The invitation of a link's secret.
pub(crate) async fn by_digest(
    conn: &impl ConnectionTrait,
    digest: &str,
    now: Timestamp,
) -> Result<Option<Invitation>, StorageError> {
    let sql = format!("{INVITATIONS} WHERE token_hash = $1");
    let row: Option<InvitationRow> = sql::one(conn, sql, values![digest]).await?;
    row.map(|row| row.into_model(now)).transpose()
}

/// One invitation, inside a unit of work.
pub(crate) async fn get(
    work: &UnitOfWork,
    id: InvitationId,
    now: Timestamp,
) -> Result<Option<Invitation>, StorageError> {
    let sql = format!("{INVITATIONS} WHERE id = $1");
    let row: Option<InvitationRow> = sql::one(work.conn(), sql, values![id.to_string()]).await?;
    row.map(|row| row.into_model(now)).transpose()
}

/// Takes an invitation. Two at once: one wins, the other finds it taken.
pub(crate) async fn accept(
    work: &UnitOfWork,
    id: InvitationId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let sql = "UPDATE invitations SET accepted_at = $2 WHERE id = $1 AND accepted_at IS NULL \
               AND revoked_at IS NULL AND expires_at > $2";
    Ok(sql::execute(work.conn(), sql, values![id.to_string(), now.as_micros()]).await? > 0)
}

/// Takes an invitation back; false when it was taken.
pub(crate) async fn revoke(
    work: &UnitOfWork,
    id: InvitationId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let sql = "UPDATE invitations SET revoked_at = coalesce(revoked_at, $2) \
               WHERE id = $1 AND accepted_at IS NULL";
    Ok(sql::execute(work.conn(), sql, values![id.to_string(), now.as_micros()]).await? > 0)
}

/// Takes back all invitations of an address that nobody took.
pub(crate) async fn revoke_for(
    work: &UnitOfWork,
    email_key: &str,
    now: Timestamp,
) -> Result<u64, StorageError> {
    let sql = "UPDATE invitations SET revoked_at = $2 WHERE email_key = $1 AND accepted_at IS NULL \
               AND revoked_at IS NULL";
    sql::execute(work.conn(), sql, values![email_key, now.as_micros()]).await
}

/// Forgets invitations that ended before a moment.
pub(crate) async fn purge(work: &UnitOfWork, before: Timestamp) -> Result<u64, StorageError> {
    let sql = "DELETE FROM invitations WHERE expires_at <= $1";
    sql::execute(work.conn(), sql, values![before.as_micros()]).await
}
