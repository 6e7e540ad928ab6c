//! The table of journeys.

use parcours_access::UserId;
use parcours_kernel::{Env, Timestamp};
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::roles::{hidden, user_of};
pub(crate) use super::whole::{load, newest, of_team};
use super::{broken, from_json, id, stages, to_json, touchpoints};
use crate::model::{
    Journey, JourneyDraft, JourneyId, JourneyMark, JourneyStatus, JourneySummary, Link, LinkDraft,
    LinkId, OwnerRef, PersonaId, PersonaRef, Reader, review_days,
};

#[derive(FromQueryResult)]
struct SummaryRow {
    id: String,
    name: String,
    persona_id: Option<String>,
    persona_name: Option<String>,
    scenario: String,
    stages: i64,
    touchpoints: i64,
    without_owner: i64,
    stale: i64,
    owner_id: Option<String>,
    owner_name: Option<String>,
    status: String,
    revision: i64,
    published_version: Option<i64>,
    published_revision: Option<i64>,
    updated_at: i64,
    updated_by: String,
}

pub(super) fn persona(
    id_text: Option<String>,
    name: Option<String>,
) -> Result<Option<PersonaRef>, StorageError> {
    match (id_text, name) {
        (Some(text), Some(name)) => Ok(Some(PersonaRef { id: id(&text)?, name })),
        _ => Ok(None),
    }
}

pub(super) fn owner(
    id_text: Option<String>,
    name: Option<String>,
) -> Result<Option<OwnerRef>, StorageError> {
    match (id_text, name) {
        (Some(text), Some(name)) => Ok(Some(OwnerRef { id: id(&text)?, name })),
        _ => Ok(None),
    }
}

pub(super) fn status(name: &str) -> Result<JourneyStatus, StorageError> {
    JourneyStatus::from_name(name).ok_or_else(|| broken(format!("{name} is no status")))
}

/// The touchpoints of a journey `j` that are there.
const THERE: &str = "FROM touchpoints t JOIN stages s ON s.id = t.stage_id WHERE t.journey_id = j.id \
                     AND t.deleted_at IS NULL AND s.deleted_at IS NULL";
/// Microseconds.
pub(super) const DAY: i64 = 86_400_000_000;

/// Where a page of the list ended: (last change in µs, id).
pub(crate) type ListKey = (i64, JourneyId);

/// Last changed first, from the one after `after`, one more than `limit`.
pub(crate) async fn page(
    conn: &impl ConnectionTrait,
    reader: Reader,
    after: Option<ListKey>,
    limit: u32,
    now: Timestamp,
) -> Result<Vec<JourneySummary>, StorageError> {
    let (at, id_text) =
        after.map_or_else(|| (i64::MAX, "~".to_owned()), |(at, id)| (at, id.to_string()));
    let sql = format!(
        "SELECT j.id, j.name, j.persona_id, p.name AS persona_name, j.scenario, j.revision, j.published_version, \
           j.published_revision, j.updated_at, j.updated_by, j.owner_id, u.name AS owner_name, j.status, \
           (SELECT count(*) FROM stages s WHERE s.journey_id = j.id AND s.deleted_at IS NULL) AS stages, \
           (SELECT count(*) {THERE}) AS touchpoints, \
           (SELECT count(*) {THERE} AND t.owning_team = '') AS without_owner, \
           (SELECT count(*) {THERE} AND coalesce(t.reviewed_at, 0) < $3 - j.review_days * {DAY}) AS stale \
         FROM journeys j LEFT JOIN personas p ON p.id = j.persona_id LEFT JOIN users u ON u.id = j.owner_id \
         WHERE j.deleted_at IS NULL AND j.id NOT IN ({}) AND (j.updated_at < $1 OR (j.updated_at = $1 AND j.id < $2)) \
         ORDER BY j.updated_at DESC, j.id DESC LIMIT {}",
        hidden("$4"),
        u64::from(limit) + 1
    );
    let rows: Vec<SummaryRow> =
        sql::all(conn, sql, values![at, id_text, now.as_micros(), user_of(reader)]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(JourneySummary {
                id: id(&row.id)?,
                name: row.name,
                persona: persona(row.persona_id, row.persona_name)?,
                scenario: row.scenario,
                stages: row.stages,
                touchpoints: row.touchpoints,
                without_owner: row.without_owner,
                stale: row.stale,
                owner: owner(row.owner_id, row.owner_name)?,
                status: status(&row.status)?,
                published_version: row.published_version,
                has_unpublished_changes: row.published_revision != Some(row.revision),
                updated_at: Timestamp::from_micros(row.updated_at),
                updated_by: row.updated_by,
            })
        })
        .collect()
}

#[derive(FromQueryResult)]
struct MarkRow {
    id: String,
    revision: i64,
    published_version: Option<i64>,
}

/// How far each journey that is there has come.
pub(crate) async fn marks(conn: &impl ConnectionTrait) -> Result<Vec<JourneyMark>, StorageError> {
    let select =
        "SELECT id, revision, published_version FROM journeys WHERE deleted_at IS NULL ORDER BY id";
    let rows: Vec<MarkRow> = sql::all(conn, select, vec![]).await?;
    let mark = |row: MarkRow| {
        let (revision, published_version) = (row.revision, row.published_version);
        Ok(JourneyMark { id: id(&row.id)?, revision, published_version })
    };
    rows.into_iter().map(mark).collect()
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
               created_at, updated_at, updated_by, status, language, translations, lanes, review_days) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8, $9, $10, $11, $12, $13, $14)";
    let row = values![
        new.to_string(),
        draft.name.clone(),
        persona.map(|id| id.to_string()),
        draft.scenario.clone(),
        draft.start.clone(),
        draft.end.clone(),
        draft.goal.clone(),
        now,
        by,
        draft.status.name(),
        draft.language.code(),
        to_json(&draft.translations),
        to_json(&draft.lanes),
        i64::from(draft.review_days.unwrap_or_else(review_days))
    ];
    sql::execute(work.conn(), sql, row).await?;
    let mut drawn = Vec::new();
    for (position, stage) in (0_i64..).zip(&draft.stages) {
        let id = stages::insert(work, env, new, stage, position).await?;
        for (position, touchpoint) in (0_i64..).zip(&stage.touchpoints) {
            let place = (new, id);
            drawn.push(touchpoints::insert(work, env, place, touchpoint, position, by).await?);
        }
    }
    let link = |link: &LinkDraft| {
        let (from, to) = (*drawn.get(link.from)?, *drawn.get(link.to)?);
        let (label, translations) = (link.label.clone(), link.translations.clone());
        Some(Link { id: LinkId::new(env), from, to, label, translations })
    };
    let links: Vec<_> = draft.links.iter().filter_map(link).collect();
    set_links(work, new, &links).await
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
               goal = $7, owner_id = $8, status = $9, review_days = $10, language = $11, translations = $12, \
               lanes = $13 WHERE id = $1";
    let row = values![
        journey.id.to_string(),
        journey.name.clone(),
        journey.persona.as_ref().map(|persona| persona.id.to_string()),
        journey.scenario.clone(),
        journey.start.clone(),
        journey.end.clone(),
        journey.goal.clone(),
        journey.owner.as_ref().map(|owner| owner.id.to_string()),
        journey.status.name(),
        i64::from(journey.review_days),
        journey.language.code(),
        to_json(&journey.translations),
        to_json(&journey.lanes)
    ];
    sql::execute(work.conn(), sql, row).await?;
    Ok(())
}

/// All links that were ever drawn and not removed, also those whose ends are gone for now.
pub(crate) async fn links(
    conn: &impl ConnectionTrait,
    journey: JourneyId,
) -> Result<Vec<Link>, StorageError> {
    let sql = "SELECT links FROM journeys WHERE id = $1";
    let row: Option<Links> = sql::one(conn, sql, values![journey.to_string()]).await?;
    row.map_or_else(|| Ok(Vec::new()), |row| from_json(&row.links))
}

/// Writes the links of a journey.
pub(crate) async fn set_links(
    work: &UnitOfWork,
    journey: JourneyId,
    links: &[Link],
) -> Result<(), StorageError> {
    let sql = "UPDATE journeys SET links = $2 WHERE id = $1";
    sql::execute(work.conn(), sql, values![journey.to_string(), to_json(&links)]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Links {
    links: String,
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

/// A user who may answer for a journey: one who may still sign in.
pub(crate) async fn owner_of(
    work: &UnitOfWork,
    user: UserId,
) -> Result<Option<OwnerRef>, StorageError> {
    let sql = "SELECT name FROM users WHERE id = $1 AND NOT disabled";
    let row: Option<Name> = sql::one(work.conn(), sql, values![user.to_string()]).await?;
    Ok(row.map(|row| OwnerRef { id: user, name: row.name }))
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
