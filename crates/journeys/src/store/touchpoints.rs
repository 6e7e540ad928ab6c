//! The table of touchpoints.

use std::collections::HashMap;

use parcours_kernel::{Env, Timestamp};
use parcours_storage::{Backend, StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::order::Siblings;
use super::whole::Which;
use super::{from_json, id, to_json};
use crate::model::{
    JourneyId, JourneyRef, ParentRef, StageId, Touchpoint, TouchpointContent, TouchpointDraft,
    TouchpointId,
};

#[derive(FromQueryResult)]
struct TouchpointRow {
    id: String,
    stage_id: String,
    name: String,
    goal: bool,
    content: String,
    signals: String,
    revision: i64,
    translations: String,
    reviewed_at: Option<i64>,
    reviewed_by: Option<String>,
    sub_journey_id: Option<String>,
    sub_journey_name: Option<String>,
    team_id: Option<String>,
    team_name: Option<String>,
}

impl TouchpointRow {
    /// Its rank is known once its siblings are.
    fn into_model(self) -> Result<Touchpoint, StorageError> {
        let sub_journey = match (self.sub_journey_id, self.sub_journey_name) {
            (Some(text), Some(name)) => Some(JourneyRef { id: id(&text)?, name }),
            _ => None,
        };
        let mut content: TouchpointContent = from_json(&self.content)?;
        content.team_id = self.team_id.as_deref().map(id).transpose()?;
        // Also the last name of a team that was removed.
        if let Some(name) = self.team_name {
            content.owning_team = name;
        }
        Ok(Touchpoint {
            id: id(&self.id)?,
            stage_id: id(&self.stage_id)?,
            name: self.name,
            position: 0,
            goal: self.goal,
            content,
            revision: self.revision,
            signals: from_json(&self.signals)?,
            sub_journey,
            reviewed_at: self.reviewed_at.map(Timestamp::from_micros),
            reviewed_by: self.reviewed_by,
            translations: from_json(&self.translations)?,
        })
    }
}

/// All touchpoints of journeys, in order within each stage.
pub(super) async fn of_journeys(
    conn: &impl ConnectionTrait,
    which: &Which,
) -> Result<Vec<Touchpoint>, StorageError> {
    let sql = format!(
        "SELECT t.id, t.stage_id, t.name, t.goal, t.content, t.signals, t.revision, t.translations, \
           t.reviewed_at, t.reviewed_by, t.sub_journey_id, j.name AS sub_journey_name, \
           CASE WHEN e.removed_at IS NULL THEN e.id END AS team_id, e.name AS team_name \
         FROM touchpoints t LEFT JOIN journeys j ON j.id = t.sub_journey_id AND j.deleted_at IS NULL \
         LEFT JOIN teams e ON e.id = t.team_id \
         WHERE t.journey_id IN ({}) AND t.deleted_at IS NULL ORDER BY t.position, t.id",
        which.ids()
    );
    let rows: Vec<TouchpointRow> = sql::all(conn, sql, which.values()).await?;
    rows.into_iter().map(TouchpointRow::into_model).collect()
}

#[derive(FromQueryResult)]
struct ParentRow {
    opened: String,
    id: String,
    name: String,
    journey_id: String,
    journey_name: String,
}

/// The touchpoints that open into journeys.
pub(super) async fn opening_into(
    conn: &impl ConnectionTrait,
    which: &Which,
) -> Result<HashMap<JourneyId, Vec<ParentRef>>, StorageError> {
    let sql = format!(
        "SELECT t.sub_journey_id AS opened, t.id, t.name, j.id AS journey_id, j.name AS journey_name \
         FROM touchpoints t JOIN stages s ON s.id = t.stage_id JOIN journeys j ON j.id = t.journey_id \
         WHERE t.sub_journey_id IN ({}) AND t.deleted_at IS NULL AND s.deleted_at IS NULL \
         AND j.deleted_at IS NULL ORDER BY j.name, t.id",
        which.ids()
    );
    let rows: Vec<ParentRow> = sql::all(conn, sql, which.values()).await?;
    let mut parents: HashMap<JourneyId, Vec<ParentRef>> = HashMap::new();
    for row in rows {
        let journey = JourneyRef { id: id(&row.journey_id)?, name: row.journey_name };
        let parent = ParentRef { journey, touchpoint_id: id(&row.id)?, touchpoint: row.name };
        parents.entry(id(&row.opened)?).or_default().push(parent);
    }
    Ok(parents)
}

#[derive(FromQueryResult)]
struct OpensRow {
    sub_journey_id: String,
}

/// The journeys that touchpoints of a journey open into, removed or not.
pub(crate) async fn opened_by(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
) -> Result<Vec<JourneyId>, StorageError> {
    let sql = "SELECT DISTINCT sub_journey_id FROM touchpoints WHERE journey_id = $1 AND sub_journey_id IS NOT NULL";
    let rows: Vec<OpensRow> = sql::all(conn, sql, values![journey.to_string()]).await?;
    rows.iter().map(|row| id(&row.sub_journey_id)).collect()
}

/// Where a touchpoint lies, and who changed it last.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// It never changes.
    pub(crate) journey: JourneyId,
    pub(crate) stage: StageId,
    pub(crate) updated_at: Timestamp,
    pub(crate) updated_by: String,
}

#[derive(FromQueryResult)]
struct PlaceRow {
    journey_id: String,
    stage_id: String,
    updated_at: i64,
    updated_by: String,
}

/// Of any touchpoint, also of a removed one.
pub(crate) async fn place(
    conn: &impl ConnectionTrait,
    touchpoint: TouchpointId,
) -> Result<Option<Place>, StorageError> {
    let sql = "SELECT journey_id, stage_id, updated_at, updated_by FROM touchpoints WHERE id = $1";
    let row: Option<PlaceRow> = sql::one(conn, sql, values![touchpoint.to_string()]).await?;
    row.map(|row| {
        Ok(Place {
            journey: id(&row.journey_id)?,
            stage: id(&row.stage_id)?,
            updated_at: Timestamp::from_micros(row.updated_at),
            updated_by: row.updated_by,
        })
    })
    .transpose()
}

#[derive(FromQueryResult)]
struct NameRow {
    name: String,
}

/// The name of a touchpoint that is there.
pub(crate) async fn name(
    conn: &impl ConnectionTrait,
    touchpoint: TouchpointId,
) -> Result<Option<String>, StorageError> {
    let sql = "SELECT name FROM touchpoints WHERE id = $1 AND deleted_at IS NULL";
    let row: Option<NameRow> = sql::one(conn, sql, values![touchpoint.to_string()]).await?;
    Ok(row.map(|row| row.name))
}

pub(crate) async fn insert(
    work: &UnitOfWork,
    env: &Env,
    (journey, stage): (JourneyId, StageId),
    draft: &TouchpointDraft,
    position: i64,
    by: &str,
) -> Result<TouchpointId, StorageError> {
    let id = TouchpointId::new(env);
    let sql = "INSERT INTO touchpoints (id, journey_id, stage_id, position, name, goal, content, signals, \
               revision, updated_at, updated_by, translations, owning_team, reviewed_at, reviewed_by, team_id) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11, $12, $13, $14, $15)";
    let row = values![
        id.to_string(),
        journey.to_string(),
        stage.to_string(),
        position,
        draft.name.clone(),
        draft.goal,
        to_json(&draft.content),
        to_json(&draft.signals),
        env.now().as_micros(),
        by,
        to_json(&draft.translations),
        draft.content.owning_team.clone(),
        draft.reviewed_at.map(Timestamp::as_micros),
        draft.reviewed_by.clone(),
        draft.content.team_id.map(|id| id.to_string())
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(id)
}

/// Makes room among the touchpoints of a stage; the position to take. `moving` is left out of the count.
pub(crate) async fn make_room(
    work: &UnitOfWork,
    stage: StageId,
    rank: Option<usize>,
    moving: Option<TouchpointId>,
) -> Result<i64, StorageError> {
    let of = stage.to_string();
    let moving = moving.map(|id| id.to_string()).unwrap_or_default();
    Siblings { table: "touchpoints", parent: "stage_id", of: &of }
        .make_room(work, rank, &moving)
        .await
}

/// Writes what it says, its signals and its last review, and counts the revision up.
pub(crate) async fn update(
    work: &UnitOfWork,
    env: &Env,
    touchpoint: &Touchpoint,
    by: &str,
) -> Result<(), StorageError> {
    let sql = "UPDATE touchpoints SET name = $2, goal = $3, content = $4, signals = $5, updated_at = $6, \
               updated_by = $7, translations = $8, owning_team = $9, reviewed_at = $10, reviewed_by = $11, \
               team_id = $12, revision = revision + 1 WHERE id = $1";
    let row = values![
        touchpoint.id.to_string(),
        touchpoint.name.clone(),
        touchpoint.goal,
        to_json(&touchpoint.content),
        to_json(&touchpoint.signals),
        env.now().as_micros(),
        by,
        to_json(&touchpoint.translations),
        touchpoint.content.owning_team.clone(),
        touchpoint.reviewed_at.map(Timestamp::as_micros),
        touchpoint.reviewed_by.clone(),
        touchpoint.content.team_id.map(|id| id.to_string())
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// Writes which journey it opens into. Apart from [`update`], which cannot know of one that is
/// removed for now and must not forget it.
pub(crate) async fn set_sub_journey(
    work: &UnitOfWork,
    touchpoint: TouchpointId,
    opened: Option<JourneyId>,
) -> Result<(), StorageError> {
    let sql = "UPDATE touchpoints SET sub_journey_id = $2 WHERE id = $1";
    let opened = opened.map(|id| id.to_string());
    sql::execute(work.conn(), sql, values![touchpoint.to_string(), opened]).await?;
    Ok(())
}

/// Moves it to a stage and a position that was made free.
pub(crate) async fn set_place(
    work: &UnitOfWork,
    touchpoint: TouchpointId,
    stage: StageId,
    position: i64,
) -> Result<(), StorageError> {
    let sql = "UPDATE touchpoints SET stage_id = $2, position = $3 WHERE id = $1";
    sql::execute(work.conn(), sql, values![touchpoint.to_string(), stage.to_string(), position])
        .await?;
    Ok(())
}

/// Removes a touchpoint (at a time) or brings it back (`None`).
pub(crate) async fn set_removed(
    work: &UnitOfWork,
    touchpoint: TouchpointId,
    at: Option<Timestamp>,
) -> Result<(), StorageError> {
    let sql = "UPDATE touchpoints SET deleted_at = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![touchpoint.to_string(), at.map(Timestamp::as_micros)])
        .await?;
    Ok(())
}

/// Any constant serves: it only has to be the same in every process.
const SUB_JOURNEYS_LOCK: i64 = 0x7375_626a_6f75_726e;

/// Holds, until the commit, which journeys open into which. SQLite has one writer anyway.
pub(crate) async fn lock_sub_journeys(work: &UnitOfWork) -> Result<(), StorageError> {
    if work.backend() == Backend::Postgres {
        sql::execute(work.conn(), "SELECT pg_advisory_xact_lock($1)", values![SUB_JOURNEYS_LOCK])
            .await?;
    }
    Ok(())
}
