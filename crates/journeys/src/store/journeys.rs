//! The table of journeys, and the whole journey from its three tables.

use parcours_kernel::{Env, Timestamp};
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{id, stages, touchpoints};
use crate::model::{Journey, JourneyDraft, JourneyId, JourneySummary, PersonaId, PersonaRef};

#[derive(FromQueryResult)]
struct JourneyRow {
    id: String,
    name: String,
    persona_id: Option<String>,
    persona_name: Option<String>,
    scenario: String,
    start_point: String,
    end_point: String,
    goal: String,
    revision: i64,
    published_version: Option<i64>,
    published_revision: Option<i64>,
    updated_at: i64,
    updated_by: String,
}

#[derive(FromQueryResult)]
struct SummaryRow {
    id: String,
    name: String,
    persona_id: Option<String>,
    persona_name: Option<String>,
    scenario: String,
    stages: i64,
    touchpoints: i64,
    revision: i64,
    published_version: Option<i64>,
    published_revision: Option<i64>,
    updated_at: i64,
    updated_by: String,
}

fn persona(
    id_text: Option<String>,
    name: Option<String>,
) -> Result<Option<PersonaRef>, StorageError> {
    match (id_text, name) {
        (Some(text), Some(name)) => Ok(Some(PersonaRef { id: id(&text)?, name })),
        _ => Ok(None),
    }
}

/// The whole journey as it is now, unless it is removed. Three reads: give it a snapshot or a unit of work.
pub(crate) async fn load(
    conn: &impl ConnectionTrait,
    wanted: JourneyId,
) -> Result<Option<Journey>, StorageError> {
    let sql = "SELECT j.*, p.name AS persona_name FROM journeys j LEFT JOIN personas p ON p.id = j.persona_id \
               WHERE j.id = $1 AND j.deleted_at IS NULL";
    let Some(row) = sql::one::<JourneyRow>(conn, sql, values![wanted.to_string()]).await? else {
        return Ok(None);
    };
    let touchpoints = touchpoints::of_journey(conn, wanted).await?;
    let stages = stages::of_journey(conn, wanted, touchpoints).await?;
    Ok(Some(Journey {
        id: id(&row.id)?,
        name: row.name,
        persona: persona(row.persona_id, row.persona_name)?,
        scenario: row.scenario,
        start: row.start_point,
        end: row.end_point,
        goal: row.goal,
        revision: row.revision,
        published_version: row.published_version,
        has_unpublished_changes: row.published_revision != Some(row.revision),
        updated_at: Timestamp::from_micros(row.updated_at),
        updated_by: row.updated_by,
        stages,
    }))
}

/// Where a page of the list ended: (last change in µs, id).
pub(crate) type ListKey = (i64, JourneyId);

/// Last changed first, from the one after `after`, one more than `limit`.
pub(crate) async fn page(
    conn: &impl ConnectionTrait,
    after: Option<ListKey>,
    limit: u32,
) -> Result<Vec<JourneySummary>, StorageError> {
    let (at, id_text) =
        after.map_or_else(|| (i64::MAX, "~".to_owned()), |(at, id)| (at, id.to_string()));
    let sql = format!(
        "SELECT j.id, j.name, j.persona_id, p.name AS persona_name, j.scenario, j.revision, j.published_version, \
           j.published_revision, j.updated_at, j.updated_by, \
           (SELECT count(*) FROM stages s WHERE s.journey_id = j.id AND s.deleted_at IS NULL) AS stages, \
           (SELECT count(*) FROM touchpoints t JOIN stages s ON s.id = t.stage_id WHERE t.journey_id = j.id \
              AND t.deleted_at IS NULL AND s.deleted_at IS NULL) AS touchpoints \
         FROM journeys j LEFT JOIN personas p ON p.id = j.persona_id \
         WHERE j.deleted_at IS NULL AND (j.updated_at < $1 OR (j.updated_at = $1 AND j.id < $2)) \
         ORDER BY j.updated_at DESC, j.id DESC LIMIT {}",
        u64::from(limit) + 1
    );
    let rows: Vec<SummaryRow> = sql::all(conn, sql, values![at, id_text]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(JourneySummary {
                id: id(&row.id)?,
                name: row.name,
                persona: persona(row.persona_id, row.persona_name)?,
                scenario: row.scenario,
                stages: row.stages,
                touchpoints: row.touchpoints,
                published_version: row.published_version,
                has_unpublished_changes: row.published_revision != Some(row.revision),
                updated_at: Timestamp::from_micros(row.updated_at),
                updated_by: row.updated_by,
            })
        })
        .collect()
}

/// Writes a journey with all its stages and touchpoints; `draft` was checked.
pub(crate) async fn insert(
    work: &UnitOfWork,
    env: &Env,
    new: JourneyId,
    draft: &JourneyDraft,
    persona: Option<PersonaId>,
    by: &str,
) -> Result<(), StorageError> {
    let now = env.now().as_micros();
    let sql = "INSERT INTO journeys (id, name, persona_id, scenario, start_point, end_point, goal, revision, \
               created_at, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8, $9)";
    let row = values![
        new.to_string(),
        draft.name.clone(),
        persona.map(|id| id.to_string()),
        draft.scenario.clone(),
        draft.start.clone(),
        draft.end.clone(),
        draft.goal.clone(),
        now,
        by
    ];
    sql::execute(work.conn(), sql, row).await?;
    for (position, stage) in (0_i64..).zip(&draft.stages) {
        let id = stages::insert(work, env, new, &stage.name, stage.hue, position).await?;
        for (position, touchpoint) in (0_i64..).zip(&stage.touchpoints) {
            touchpoints::insert(work, env, (new, id), touchpoint, position, by).await?;
        }
    }
    Ok(())
}

/// Holds the journey until the commit; false when there is none or it is removed.
pub(crate) async fn lock(work: &UnitOfWork, wanted: JourneyId) -> Result<bool, StorageError> {
    let sql = "UPDATE journeys SET revision = revision WHERE id = $1 AND deleted_at IS NULL";
    Ok(sql::execute(work.conn(), sql, values![wanted.to_string()]).await? > 0)
}

/// Notes who changed the journey, or something in it, and when.
pub(crate) async fn touch(
    work: &UnitOfWork,
    env: &Env,
    id: JourneyId,
    by: &str,
) -> Result<(), StorageError> {
    let sql = "UPDATE journeys SET revision = revision + 1, updated_at = $2, updated_by = $3 WHERE id = $1";
    sql::execute(work.conn(), sql, values![id.to_string(), env.now().as_micros(), by]).await?;
    Ok(())
}

/// Writes the journey's own fields, not its stages.
pub(crate) async fn update(work: &UnitOfWork, journey: &Journey) -> Result<(), StorageError> {
    let sql = "UPDATE journeys SET name = $2, persona_id = $3, scenario = $4, start_point = $5, end_point = $6, \
               goal = $7 WHERE id = $1";
    let row = values![
        journey.id.to_string(),
        journey.name.clone(),
        journey.persona.as_ref().map(|persona| persona.id.to_string()),
        journey.scenario.clone(),
        journey.start.clone(),
        journey.end.clone(),
        journey.goal.clone()
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Removes a journey.
pub(crate) async fn remove(
    work: &UnitOfWork,
    env: &Env,
    id: JourneyId,
    by: &str,
) -> Result<(), StorageError> {
    let sql = "UPDATE journeys SET deleted_at = $2, updated_at = $2, updated_by = $3 WHERE id = $1";
    sql::execute(work.conn(), sql, values![id.to_string(), env.now().as_micros(), by]).await?;
    Ok(())
}

/// Brings a removed journey back; false when there is none, or it is not removed.
pub(crate) async fn restore(
    work: &UnitOfWork,
    env: &Env,
    id: JourneyId,
    by: &str,
) -> Result<bool, StorageError> {
    let sql = "UPDATE journeys SET deleted_at = NULL, updated_at = $2, updated_by = $3 \
               WHERE id = $1 AND deleted_at IS NOT NULL";
    Ok(sql::execute(work.conn(), sql, values![id.to_string(), env.now().as_micros(), by]).await?
        > 0)
}
