//! The table of stages.

use std::collections::HashMap;

use parcours_kernel::{Env, Timestamp};
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::order::Siblings;
use super::whole::Which;
use super::{broken, from_json, id, to_json};
use crate::model::{Hue, JourneyId, Stage, StageDraft, StageId, Touchpoint};

#[derive(FromQueryResult)]
struct StageRow {
    id: String,
    journey_id: String,
    name: String,
    hue: String,
    translations: String,
}

/// The stages of journeys in order, with their touchpoints handed out; those of removed stages fall away.
pub(super) async fn of_journeys(
    conn: &impl ConnectionTrait,
    which: &Which,
    touchpoints: Vec<Touchpoint>,
) -> Result<HashMap<JourneyId, Vec<Stage>>, StorageError> {
    let sql = format!(
        "SELECT id, journey_id, name, hue, translations FROM stages \
         WHERE journey_id IN ({}) AND deleted_at IS NULL ORDER BY position, id",
        which.ids()
    );
    let rows: Vec<StageRow> = sql::all(conn, sql, which.values()).await?;
    let mut by_stage: HashMap<StageId, Vec<Touchpoint>> = HashMap::new();
    for touchpoint in touchpoints {
        let siblings = by_stage.entry(touchpoint.stage_id).or_default();
        siblings.push(Touchpoint { position: siblings.len(), ..touchpoint });
    }
    let mut by_journey: HashMap<JourneyId, Vec<Stage>> = HashMap::new();
    for row in rows {
        let id = id(&row.id)?;
        let hue =
            Hue::from_name(&row.hue).ok_or_else(|| broken(format!("{} is no hue", row.hue)))?;
        let touchpoints = by_stage.remove(&id).unwrap_or_default();
        let translations = from_json(&row.translations)?;
        let stages = by_journey.entry(super::id(&row.journey_id)?).or_default();
        let position = stages.len();
        stages.push(Stage { id, name: row.name, hue, position, translations, touchpoints });
    }
    Ok(by_journey)
}

#[derive(FromQueryResult)]
struct Place {
    journey_id: String,
}

/// The journey of a stage, also of a removed one. It never changes.
pub(crate) async fn journey_of(
    conn: &impl ConnectionTrait,
    stage: StageId,
) -> Result<Option<JourneyId>, StorageError> {
    let sql = "SELECT journey_id FROM stages WHERE id = $1";
    let row: Option<Place> = sql::one(conn, sql, values![stage.to_string()]).await?;
    row.map(|row| id(&row.journey_id)).transpose()
}

pub(crate) async fn insert(
    work: &UnitOfWork,
    env: &Env,
    journey: JourneyId,
    draft: &StageDraft,
    position: i64,
) -> Result<StageId, StorageError> {
    let id = StageId::new(env);
    let sql = "INSERT INTO stages (id, journey_id, name, hue, position, translations) VALUES ($1, $2, $3, $4, $5, $6)";
    let row = values![
        id.to_string(),
        journey.to_string(),
        draft.name.clone(),
        draft.hue.name(),
        position,
        to_json(&draft.translations)
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(id)
}

/// Makes room among the stages of a journey; the position to take. `moving` is left out of the count.
pub(crate) async fn make_room(
    work: &UnitOfWork,
    journey: JourneyId,
    rank: Option<usize>,
    moving: Option<StageId>,
) -> Result<i64, StorageError> {
    let of = journey.to_string();
    let moving = moving.map(|id| id.to_string()).unwrap_or_default();
    Siblings { table: "stages", parent: "journey_id", of: &of }.make_room(work, rank, &moving).await
}

pub(crate) async fn update(work: &UnitOfWork, stage: &Stage) -> Result<(), StorageError> {
    let sql = "UPDATE stages SET name = $2, hue = $3, translations = $4 WHERE id = $1";
    sql::execute(
        work.conn(),
        sql,
        values![
            stage.id.to_string(),
            stage.name.clone(),
            stage.hue.name(),
            to_json(&stage.translations)
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn set_position(
    work: &UnitOfWork,
    stage: StageId,
    position: i64,
) -> Result<(), StorageError> {
    let sql = "UPDATE stages SET position = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![stage.to_string(), position]).await?;
    Ok(())
}

/// Removes a stage (at a time) or brings it back (`None`).
pub(crate) async fn set_removed(
    work: &UnitOfWork,
    stage: StageId,
    at: Option<Timestamp>,
) -> Result<(), StorageError> {
    let sql = "UPDATE stages SET deleted_at = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![stage.to_string(), at.map(Timestamp::as_micros)])
        .await?;
    Ok(())
}
