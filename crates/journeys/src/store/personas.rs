//! The table of personas.

use parcours_kernel::Timestamp;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::roles::{hidden, user_of};
use super::{from_json, id, still_used, to_json};
use crate::model::{Persona, PersonaId, Reader};

#[derive(FromQueryResult)]
struct PersonaRow {
    id: String,
    name: String,
    summary: String,
    goals: String,
    frustrations: String,
    profile: String,
    translations: String,
    created_at: i64,
    updated_at: i64,
}

impl PersonaRow {
    fn into_model(self) -> Result<Persona, StorageError> {
        Ok(Persona {
            id: id(&self.id)?,
            name: self.name,
            summary: self.summary,
            goals: from_json(&self.goals)?,
            frustrations: from_json(&self.frustrations)?,
            profile: from_json(&self.profile)?,
            translations: from_json(&self.translations)?,
            created_at: Timestamp::from_micros(self.created_at),
            updated_at: Timestamp::from_micros(self.updated_at),
        })
    }
}

pub(crate) async fn get(
    conn: &impl ConnectionTrait,
    wanted: PersonaId,
) -> Result<Option<Persona>, StorageError> {
    let row: Option<PersonaRow> =
        sql::one(conn, "SELECT * FROM personas WHERE id = $1", values![wanted.to_string()]).await?;
    row.map(PersonaRow::into_model).transpose()
}

/// Newest first, from the one after `after`, one more than `limit`.
pub(crate) async fn page(
    conn: &impl ConnectionTrait,
    after: Option<PersonaId>,
    limit: u32,
) -> Result<Vec<Persona>, StorageError> {
    // Ids are ordered by the time they were made; `~` sorts after every one of them.
    let before = after.map_or_else(|| "~".to_owned(), |id| id.to_string());
    let sql = format!("SELECT * FROM personas WHERE id < $1 ORDER BY id DESC LIMIT {}", limit + 1);
    let rows: Vec<PersonaRow> = sql::all(conn, sql, values![before]).await?;
    rows.into_iter().map(PersonaRow::into_model).collect()
}

pub(crate) async fn insert(work: &UnitOfWork, persona: &Persona) -> Result<(), StorageError> {
    let sql = "INSERT INTO personas (id, name, summary, goals, frustrations, created_at, updated_at, profile, \
               translations) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = values![
        persona.id.to_string(),
        persona.name.clone(),
        persona.summary.clone(),
        to_json(&persona.goals),
        to_json(&persona.frustrations),
        persona.created_at.as_micros(),
        persona.updated_at.as_micros(),
        to_json(&persona.profile),
        to_json(&persona.translations)
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Holds the row until the commit; false when there is none.
pub(crate) async fn lock(work: &UnitOfWork, wanted: PersonaId) -> Result<bool, StorageError> {
    let sql = "UPDATE personas SET updated_at = updated_at WHERE id = $1";
    Ok(sql::execute(work.conn(), sql, values![wanted.to_string()]).await? > 0)
}

pub(crate) async fn update(work: &UnitOfWork, persona: &Persona) -> Result<(), StorageError> {
    let sql = "UPDATE personas SET name = $2, summary = $3, goals = $4, frustrations = $5, updated_at = $6, \
               profile = $7, translations = $8 WHERE id = $1";
    let row = values![
        persona.id.to_string(),
        persona.name.clone(),
        persona.summary.clone(),
        to_json(&persona.goals),
        to_json(&persona.frustrations),
        persona.updated_at.as_micros(),
        to_json(&persona.profile),
        to_json(&persona.translations)
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

/// The names of some journeys that use a persona and that a reader may see; removed ones do not count.
pub(crate) async fn used_by(
    conn: &impl ConnectionTrait,
    persona: PersonaId,
    reader: Reader,
) -> Result<Vec<String>, StorageError> {
    let sql = format!(
        "SELECT name FROM journeys WHERE persona_id = $1 AND deleted_at IS NULL AND id NOT IN ({}) \
         ORDER BY name LIMIT 5",
        hidden("$2")
    );
    let row = values![persona.to_string(), user_of(reader)];
    let rows: Vec<Name> = sql::all(conn, sql, row).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

/// Removes a persona, also from removed journeys; false when a journey took it in the meantime.
pub(crate) async fn delete(work: &UnitOfWork, persona: PersonaId) -> Result<bool, StorageError> {
    let id = persona.to_string();
    let detach =
        "UPDATE journeys SET persona_id = NULL WHERE persona_id = $1 AND deleted_at IS NOT NULL";
    sql::execute(work.conn(), detach, values![id.clone()]).await?;
    match sql::execute(work.conn(), "DELETE FROM personas WHERE id = $1", values![id]).await {
        Ok(_) => Ok(true),
        Err(error) if still_used(&error) => Ok(false),
        Err(error) => Err(error),
    }
}
