//! The table of touchpoints.

use parcours_kernel::{Env, Timestamp};
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::order::Siblings;
use super::{from_json, id, to_json};
use crate::model::{JourneyId, StageId, Touchpoint, TouchpointDraft, TouchpointId};

#[derive(FromQueryResult)]
struct TouchpointRow {
    id: String,
    stage_id: String,
    name: String,
    goal: bool,
    content: String,
    signals: String,
    revision: i64,
}

impl TouchpointRow {
    /// Its rank is known once its siblings are.
    fn into_model(self) -> Result<Touchpoint, StorageError> {
        Ok(Touchpoint {
            id: id(&self.id)?,
            stage_id: id(&self.stage_id)?,
            name: self.name,
            position: 0,
            goal: self.goal,
            content: from_json(&self.content)?,
            revision: self.revision,
            signals: from_json(&self.signals)?,
        })
    }
}

/// All touchpoints of a journey, in order within each stage.
pub(super) async fn of_journey(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
) -> Result<Vec<Touchpoint>, StorageError> {
    let sql = "SELECT id, stage_id, name, goal, content, signals, revision FROM touchpoints \
               WHERE journey_id = $1 AND deleted_at IS NULL ORDER BY position, id";
    let rows: Vec<TouchpointRow> = sql::all(conn, sql, values![journey.to_string()]).await?;
    rows.into_iter().map(TouchpointRow::into_model).collect()
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
               revision, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)";
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
        by
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

/// Writes what it says and its signals, and counts the revision up.
pub(crate) async fn update(
    work: &UnitOfWork,
    env: &Env,
    touchpoint: &Touchpoint,
    by: &str,
) -> Result<(), StorageError> {
    let sql = "UPDATE touchpoints SET name = $2, goal = $3, content = $4, signals = $5, updated_at = $6, \
               updated_by = $7, revision = revision + 1 WHERE id = $1";
    let row = values![
        touchpoint.id.to_string(),
        touchpoint.name.clone(),
        touchpoint.goal,
        to_json(&touchpoint.content),
        to_json(&touchpoint.signals),
        env.now().as_micros(),
        by
    ];
    sql::execute(work.conn(), sql, row).await?;
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
